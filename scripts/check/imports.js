import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { ownFiles, text } from "./files.js";
import { lockEntries } from "./lockfile.js";

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
 * Files that a text of TypeScript imports by relative paths, types alone left out.
 * @param {string} code
 * @returns {string[]} as written
 */
export function importedFiles(code) {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'";]*?\sfrom\s*["'](\.[^"']+)["']|\bimport\(\s*["'](\.[^"']+)["']\s*\)/g;
  return [...code.matchAll(pattern)].flatMap((match) =>
    match[1] === undefined ? [match[2] ?? match[3] ?? ""] : [],
  );
}

/**
 * Packages copied into the bundles of the page and the report, that is into what we publish: those that
 * web/ and what it imports of src/ import, with what they import themselves.
 * @returns {string[]} in order
 */
export function bundledPackages() {
  const entries = lockEntries();
  /** @type {string[]} */
  const queue = [];
  // What bakes the page's files runs when it is built; of it nothing is copied.
  const files = ownFiles("web").filter(
    (path) => /\.tsx?$/.test(path) && !/^web\/build\/|config\.ts$|\.d\.ts$/.test(path),
  );
  const seen = new Set();
  for (let path = files.pop(); path !== undefined; path = files.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const code = text(path);
    queue.push(...[...importedPackages(code)].filter((name) => !name.startsWith("virtual:")));
    for (const imported of importedFiles(code))
      if (/\.tsx?$/.test(imported)) files.push(posix.join(posix.dirname(path), imported));
  }
  // Packed geometry counts as copied: it is made from these by a script.
  for (const path of ownFiles("web").filter((file) => file.endsWith(".js")))
    if (importedPackages(text(path)).has("world-atlas") || text(path).includes("world-atlas/"))
      queue.push("world-atlas");
  const found = new Set();
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    // topojson-client has a command line of its own, which is not copied.
    if (found.has(name) || name === "commander") continue;
    found.add(name);
    queue.push(...Object.keys(entries[`node_modules/${name}`]?.dependencies ?? {}));
  }
  return [...found].sort();
}
