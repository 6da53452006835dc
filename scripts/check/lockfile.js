import { text } from "./files.js";

/**
 * @typedef {object} Entry
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {string} [integrity]
 * @property {string} [license]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {boolean} [hasInstallScript]
 * @property {Record<string, string>} [engines]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 */

/**
 * Entries of package-lock.json by place; "" is the project itself.
 * @returns {Record<string, Entry>}
 */
export function lockEntries() {
  return JSON.parse(text("package-lock.json")).packages;
}

/**
 * Name of the package at a place of the lockfile: `node_modules/a/node_modules/@b/c` is `@b/c`.
 * @param {string} place
 * @returns {string}
 */
export function packageName(place) {
  return place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
}

/** package.json of the project. */
export function manifest() {
  return JSON.parse(text("package.json"));
}

/**
 * Faults of a lockfile against the manifest that it locks.
 * @param {{ dependencies?: Record<string, string>, devDependencies?: Record<string, string> }} own
 * @param {Record<string, Entry>} entries
 * @returns {string[]}
 */
export function lockProblems(own, entries) {
  const problems = [];
  for (const [place, entry] of Object.entries(entries)) {
    if (place === "") continue;
    if (entry.resolved !== undefined)
      problems.push(`${place} says where to download it from: ${entry.resolved}`);
    if (entry.integrity === undefined) problems.push(`${place} has no integrity digest`);
  }
  for (const kind of /** @type {const} */ (["dependencies", "devDependencies"])) {
    const locked = entries[""]?.[kind] ?? {};
    const asked = own[kind] ?? {};
    for (const name of new Set([...Object.keys(locked), ...Object.keys(asked)])) {
      if (locked[name] !== asked[name])
        problems.push(`${kind} ${name}: package.json ${asked[name]}, lockfile ${locked[name]}`);
    }
    for (const [name, version] of Object.entries(asked))
      if (!/^\d/.test(version))
        problems.push(`${kind} ${name}: "${version}" is not one exact version`);
  }
  return problems;
}

/** @type {import("./report.js").Check} */
export const lockfile = {
  name: "lockfile",
  claim: "the lockfile fits package.json, names no download address and digests every package",
  mend: "run `npm install` with this checkout's .npmrc, then `npm ci` in a clean clone",
  problems: () => lockProblems(manifest(), lockEntries()),
};
