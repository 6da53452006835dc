import { lockEntries, manifest } from "./lockfile.js";

/** @typedef {[number, number, number]} Version */

/**
 * @param {string} text "20", "20.1" or "20.1.2", perhaps with v, x or a prerelease
 * @returns {{ version: Version, parts: number }} missing parts are 0; `parts` counts those given
 */
function read(text) {
  const given = /^v?(\d+|[xX*])?(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?/.exec(text) ?? [];
  const numbers = [given[1], given[2], given[3]];
  const open = numbers.findIndex((part) => part === undefined || /[xX*]/.test(part));
  const parts = open === -1 ? 3 : open;
  const at = (/** @type {number} */ k) => (k < parts ? Number(numbers[k]) : 0);
  return { version: [at(0), at(1), at(2)], parts };
}

/**
 * @param {Version} a
 * @param {Version} b
 * @returns {number} below, at or above 0 as a is before, at or after b
 */
function order(a, b) {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/**
 * First version after all those that agree in the given leading parts.
 * @param {Version} version
 * @param {number} kept
 * @returns {Version}
 */
function after(version, kept) {
  if (kept <= 0) return [Number.POSITIVE_INFINITY, 0, 0];
  if (kept === 1) return [version[0] + 1, 0, 0];
  if (kept === 2) return [version[0], version[1] + 1, 0];
  return [version[0], version[1], version[2] + 1];
}

/**
 * @param {Version} node
 * @param {string} comparator such as ">=20.19", "^22", "18.x"
 * @returns {boolean}
 */
function meets(node, comparator) {
  const [, sign = "", rest = ""] = /^(>=|<=|>|<|=|\^|~)?\s*(.*)$/.exec(comparator) ?? [];
  const { version, parts } = read(rest);
  const low = order(node, version) >= 0;
  const end = after(version, parts);
  if (sign === ">=") return low;
  if (sign === "<") return !low;
  if (sign === ">") return order(node, end) >= 0;
  if (sign === "<=") return order(node, end) < 0;
  if (sign === "~") return low && order(node, after(version, Math.min(parts, 2))) < 0;
  if (sign === "^") {
    const leading = version.findIndex((part) => part > 0);
    return (
      low && order(node, after(version, leading === -1 ? parts : Math.min(parts, leading + 1))) < 0
    );
  }
  return low && order(node, end) < 0;
}

/**
 * Whether a version of Node lies in a range as packages write them (npm's syntax, no prereleases).
 * @param {string} node for example "20.20.2"
 * @param {string} range for example "^20.19.0 || >=22.12"
 * @returns {boolean}
 */
export function satisfies(node, range) {
  const { version } = read(node);
  return range.split("||").some((alternative) => {
    const hyphen = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(alternative);
    if (hyphen) return meets(version, `>=${hyphen[1]}`) && meets(version, `<=${hyphen[2]}`);
    const comparators = alternative.replace(/(>=|<=|>|<|=|\^|~)\s+/g, "$1").split(/\s+/);
    return comparators.filter((part) => part !== "").every((part) => meets(version, part));
  });
}

/** @type {import("./report.js").Check} */
export const engines = {
  name: "engines",
  claim: "every package of the lockfile accepts the oldest Node that we promise",
  mend: "take an older version of the package named, or override the one that pulls it in",
  problems() {
    const oldest = String(manifest().engines.node).replace(/^>=/, "");
    const problems = [];
    for (const [place, entry] of Object.entries(lockEntries())) {
      const range = entry.engines?.node;
      if (range !== undefined && !satisfies(oldest, range))
        problems.push(`${place} ${entry.version} wants Node ${range}, we promise ${oldest}`);
    }
    return problems;
  },
};
