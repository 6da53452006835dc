import { homedir } from "node:os";
import { dirname } from "node:path";
import { root } from "../root.js";
import { isText, ownFiles, text } from "./files.js";

const personal = [
  /(?<![\w.:/-])\/(?:home|Users)\/[A-Za-z0-9._-]+\//,
  /\b[A-Z]:\\{1,2}Users\\/,
  // A package registry's host: the one in use is the user's affair (.npmrc, environment).
  /\bregistry\.[a-z0-9-]+\.[a-z]{2,}\b/,
];

/**
 * Places of this machine that a text names, as "line: what".
 * @param {string} content
 * @param {readonly string[]} folders absolute folders that must not be named
 * @returns {string[]}
 */
export function machinePaths(content, folders) {
  const found = [];
  for (const [k, line] of content.split("\n").entries()) {
    const literal = folders.find((folder) => names(line, folder));
    const match =
      literal ??
      personal.map((pattern) => pattern.exec(line)?.[0]).find((hit) => hit !== undefined);
    if (match !== undefined) found.push(`${k + 1}: ${match}`);
  }
  return found;
}

/**
 * @param {string} line
 * @param {string} folder
 * @returns {boolean} whether the folder stands in the line as a whole path
 */
function names(line, folder) {
  const at = line.indexOf(folder);
  if (at === -1) return false;
  return !/[\w.-]/.test(line[at - 1] ?? " ") && !/[\w-]/.test(line[at + folder.length] ?? " ");
}

/** @type {import("./report.js").Check} */
export const paths = {
  name: "paths",
  claim: "no file names a folder of one machine or the host of a package registry",
  mend: "make the path relative, or take it from an option or the environment",
  problems() {
    // The folder above a checkout may be one that any text can name ("/", "/src"); two levels may not.
    const above = dirname(root);
    const folders = [root, homedir(), above].filter(
      (folder, k) => k === 0 || folder.split(/[\\/]/).length > 2,
    );
    return ownFiles()
      .filter(isText)
      .flatMap((path) => machinePaths(text(path), folders).map((hit) => `${path}:${hit}`));
  },
};
