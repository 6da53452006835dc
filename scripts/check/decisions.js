import { ownFiles, text } from "./files.js";
import { lockEntries, manifest } from "./lockfile.js";

/**
 * Dependencies that no decision accounts for. A package that users install needs a table row
 * "| `name` | licence | weight | …" with the licence of the lockfile and a weight in kB or MB; a
 * tool needs its name in backticks.
 * @param {{ dependencies?: Record<string, string>, devDependencies?: Record<string, string> }} own
 * @param {Record<string, import("./lockfile.js").Entry>} entries
 * @param {string} written text of all decisions
 * @returns {string[]}
 */
export function undecided(own, entries, written) {
  const problems = [];
  for (const name of Object.keys(own.dependencies ?? {})) {
    const licence = entries[`node_modules/${name}`]?.license ?? "?";
    const row = written.split("\n").find((line) => line.startsWith(`| \`${name}\` |`));
    if (row === undefined) problems.push(`${name} (users install it) has no row in docs/decisions`);
    else if (!row.includes(`| ${licence} |`) || !/\|\s*[\d.,]+ [kM]B/.test(row))
      problems.push(`${name}: its row states not both "${licence}" and a weight: ${row}`);
  }
  for (const name of Object.keys(own.devDependencies ?? {}))
    if (!written.includes(`\`${name}\``)) problems.push(`${name} is named in no decision`);
  return problems;
}

/** @type {import("./report.js").Check} */
export const decisions = {
  name: "decisions",
  claim: "every dependency has its reason in docs/decisions, users' ones with licence and weight",
  mend: "write why it was taken, and instead of what, in the decision it belongs to",
  problems() {
    const written = ownFiles("docs/decisions").filter((path) => path.endsWith(".md"));
    return undecided(manifest(), lockEntries(), written.map(text).join("\n"));
  },
};
