import { bundledPackages } from "./imports.js";
import { lockEntries, packageName } from "./lockfile.js";

// What we may pass on with an MIT package …
const shipped = new Set([
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "0BSD",
  "BlueOak-1.0.0",
]);
// … and what a tool that stays on the developer's machine may have besides.
const tools = new Set([...shipped, "MPL-2.0", "CC0-1.0", "Python-2.0", "Unlicense"]);

/**
 * Whether a licence expression can be met with the licences allowed: one side of an OR, both of an AND.
 * @param {string} expression SPDX
 * @param {ReadonlySet<string>} allowed
 * @returns {boolean}
 */
export function permits(expression, allowed) {
  const plain = expression.replace(/[()]/g, " ");
  return plain
    .split(/\sOR\s/)
    .some((side) => side.split(/\sAND\s/).every((name) => allowed.has(name.trim())));
}

/**
 * Packages whose licence does not allow what we do with them.
 * @param {Record<string, import("./lockfile.js").Entry>} entries of the lockfile
 * @param {readonly string[]} bundled names of development packages that are copied into the page
 * @returns {string[]}
 */
export function licenceProblems(entries, bundled) {
  const copied = new Set(bundled);
  const problems = [];
  for (const [place, entry] of Object.entries(entries)) {
    if (place === "") continue;
    const name = packageName(place);
    const passedOn = entry.dev !== true || copied.has(name);
    if (entry.license === undefined) problems.push(`${name} states no licence`);
    else if (!permits(entry.license, passedOn ? shipped : tools))
      problems.push(`${name}: ${entry.license} (${passedOn ? "passed on to users" : "a tool"})`);
  }
  return problems;
}

/** @type {import("./report.js").Check} */
export const licences = {
  name: "licences",
  claim: "every package's licence allows what we do with it",
  mend: "use another package, or argue for the licence in scripts/check/licences.js",
  problems: () => licenceProblems(lockEntries(), bundledPackages()),
};
