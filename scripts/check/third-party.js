import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.js";
import { bundledPackages } from "./imports.js";
import { lockEntries } from "./lockfile.js";

/**
 * Licences of the packages that are copied into the page's bundles, whole, as they ask for.
 * @returns {string} Markdown
 */
export function thirdParty() {
  const entries = lockEntries();
  const sections = bundledPackages().map((name) => {
    const entry = entries[`node_modules/${name}`];
    const title = `## ${name} ${entry?.version} (${entry?.license})`;
    return `${title}\n\n\`\`\`text\n${licenceText(name)}\n\`\`\``;
  });
  return sections.join("\n\n");
}

/**
 * @param {string} name of an installed package
 * @returns {string} text of its licence file
 */
function licenceText(name) {
  const folder = join(root, "node_modules", name);
  const file = existsSync(folder)
    ? readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry))
    : undefined;
  const readme = join(folder, "README.md");
  // Some write it at the end of what they say of themselves.
  const written = existsSync(readme)
    ? /^LICEN[CS]E\b[^\n]*\n-+\n([\s\S]+)$/m.exec(readFileSync(readme, "utf8"))?.[1]
    : undefined;
  if (file === undefined && written === undefined)
    throw new Error(`${name} is copied into the page but brings no licence`);
  return (file === undefined ? String(written) : readFileSync(join(folder, file), "utf8"))
    .replace(/\r/g, "")
    .replace(/[ \t]+$/gm, "")
    .trim();
}
