import { isBuiltin } from "node:module";
import { ownFiles, text } from "./files.js";
import { lockEntries, manifest } from "./lockfile.js";

/**
 * Packages that a text of JavaScript or TypeScript imports, without Node's own and types alone.
 * @param {string} code
 * @returns {Set<string>}
 */
export function importedPackages(code) {
  const found = new Set();
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'";]*?\sfrom\s*["']([^"'./][^"']*)["']|(?:^|\n)\s*import\s*["']([^"'./][^"']*)["']|\bimport\(\s*["']([^"'./][^"']*)["']\s*\)/g;
  for (const match of code.matchAll(pattern)) {
    const name = match[2] ?? match[3] ?? match[4];
    if (name === undefined || match[1] !== undefined || isBuiltin(name)) continue;
    found.add(
      name
        .split("/")
        .slice(0, name.startsWith("@") ? 2 : 1)
        .join("/"),
    );
  }
  return found;
}

/**
 * Packages copied into the page's bundles, that is into what we publish: those that web/ imports
 * and that are not installed beside us, with what they import themselves.
 * @returns {string[]} in order
 */
export function bundledPackages() {
  const entries = lockEntries();
  const { dependencies = {} } = manifest();
  const queue = ownFiles("web")
    .filter((path) => path.endsWith(".ts") && !path.endsWith("vite.config.ts"))
    .flatMap((path) => [...importedPackages(text(path))]);
  // Packed geometry counts as copied: it is made from these by a script.
  for (const path of ownFiles("web").filter((file) => file.endsWith(".js")))
    if (importedPackages(text(path)).has("world-atlas") || text(path).includes("world-atlas/"))
      queue.push("world-atlas");
  const found = new Set();
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name) || name in dependencies) continue;
    found.add(name);
    queue.push(...Object.keys(entries[`node_modules/${name}`]?.dependencies ?? {}));
  }
  return [...found].sort();
}
