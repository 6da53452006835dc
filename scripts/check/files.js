import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.js";

const made = new Set(["node_modules", "dist", "results", "coverage", ".git"]);
const binary = /\.(png|jpg|ico|parquet|tgz|gz|br|woff2?)$/;

/**
 * Files of the checkout that people write, as paths from the root with forward slashes, in order.
 * Walks the folders rather than asking git, so that it works in an unpacked archive too.
 * @param {string} [under] a folder, from the root
 * @returns {string[]}
 */
export function ownFiles(under = "") {
  /** @type {string[]} */
  const found = [];
  const entries = readdirSync(join(root, under), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = under === "" ? entry.name : `${under}/${entry.name}`;
    if (under === "" && made.has(entry.name)) continue;
    if (entry.isDirectory()) found.push(...ownFiles(path));
    else if (entry.isFile() && !/\.(tsbuildinfo|tgz)$/.test(entry.name)) found.push(path);
  }
  return found;
}

/**
 * Text of a file of the checkout.
 * @param {string} path from the root
 * @returns {string}
 */
export function text(path) {
  return readFileSync(join(root, path), "utf8");
}

/**
 * Whether a file is text, by its name.
 * @param {string} path
 * @returns {boolean}
 */
export function isText(path) {
  return !binary.test(path);
}
