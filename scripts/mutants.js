// Mutation test of the equations: `npm run mutants` breaks one sign or coefficient at a time in a copy
// of the checkout and expects the named tests to fail. A mutant that survives, or no longer fits the
// source, fails the run. `npm run mutants -- E8` tries only those whose equation contains the text;
// `--json FILE` writes the findings there too.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { mutants } from "./mutants/list.js";
import { root } from "./root.js";

/** @typedef {typeof mutants[number]} Mutant */

const args = process.argv.slice(2);
const at = args.indexOf("--json");
const [, report] = at === -1 ? [] : args.splice(at, 2);
const [wanted = ""] = args;
const chosen = mutants.filter(({ equation }) => equation.includes(wanted));
if (chosen.length === 0) {
  console.error(
    `no mutant of "${wanted}"; equations: ${mutants.map((m) => m.equation).join(", ")}`,
  );
  process.exit(2);
}

/** As many mutants are tried at a time as the machine has cores, each in a copy of its own. */
const copies = Array.from({ length: Math.min(availableParallelism(), chosen.length) }, makeCopy);
process.on("exit", () => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});
/** @type {import("./check/report.js").Finding[]} */
const findings = [];
let next = 0;
await Promise.all(
  copies.map(async (copy) => {
    while (next < chosen.length) {
      const place = next++;
      findings[place] = await tryOne(copy, /** @type {Mutant} */ (chosen[place]));
    }
  }),
);
if (report !== undefined) writeFileSync(report, JSON.stringify({ findings }, undefined, 2));
const caught = findings.filter(({ state }) => state === "passed").length;
console.log(`${caught} of ${chosen.length} mutants caught`);
process.exit(caught === chosen.length ? 0 : 1);

/** Copies what tests need of the checkout; packages are shared. */
function makeCopy() {
  const copy = mkdtempSync(join(tmpdir(), "panoptes-mutants-"));
  for (const part of ["src", "tests", "scenarios", "bench", "web", "scripts"]) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  for (const file of ["package.json", "tsconfig.json", "vitest.config.ts"]) {
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  return copy;
}

/**
 * Breaks the copy in one place, runs the tests that should notice, and mends it again.
 * @param {string} copy
 * @param {Mutant} mutant
 * @returns {Promise<import("./check/report.js").Finding>}
 */
async function tryOne(copy, { equation, file, from, to, test, name }) {
  const path = join(copy, file);
  const text = readFileSync(path, "utf8");
  const places = text.split(from).length - 1;
  let verdict = "";
  if (places !== 1) {
    verdict = `does not fit: "${from}" stands ${places} times in ${file}`;
  } else {
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
    const status = await runTests(copy, test, name);
    writeFileSync(path, text);
    if (status === 0) verdict = `survived ${test} "${name}"`;
  }
  console.log(
    `${verdict ? "✗" : "✓"} ${equation}${verdict ? `: ${verdict}` : `: caught by "${name}"`}`,
  );
  return {
    name: `mutant of ${equation} in ${file}`,
    state: verdict === "" ? "passed" : "failed",
    problems: verdict === "" ? [] : [verdict],
  };
}

/**
 * Runs the tests of one file whose names contain a text.
 * @param {string} copy
 * @param {string} test
 * @param {string} name
 * @returns {Promise<number | null>} exit status; null if they were stopped after two minutes
 */
function runTests(copy, test, name) {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const child = spawn(process.execPath, [vitest, "run", test, "-t", name], {
    cwd: copy,
    stdio: "ignore",
    timeout: 120_000,
  });
  return new Promise((settle, reject) => {
    child.on("error", reject);
    child.on("exit", settle);
  });
}
