// Mutation test of the equations: `npm run mutants` breaks one sign or coefficient at a time in a copy
// of the checkout and expects the named tests to fail. A mutant that survives, or no longer fits the
// source, fails the run. `npm run mutants -- E8` tries only those whose equation contains the text;
// `--json FILE` writes the findings there too.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mutants } from "./mutants/list.js";
import { root } from "./root.js";

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

const copy = mkdtempSync(join(tmpdir(), "panoptes-mutants-"));
process.on("exit", () => rmSync(copy, { recursive: true, force: true }));
for (const part of ["src", "tests", "scenarios", "bench", "web", "scripts"]) {
  cpSync(join(root, part), join(copy, part), { recursive: true });
}
for (const file of ["package.json", "tsconfig.json", "vitest.config.ts"]) {
  cpSync(join(root, file), join(copy, file));
}
symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");

/** @type {import("./check/report.js").Finding[]} */
const findings = [];
for (const { equation, file, from, to, test, name } of chosen) {
  const path = join(copy, file);
  const text = readFileSync(path, "utf8");
  const places = text.split(from).length - 1;
  let verdict;
  if (places !== 1) {
    verdict = `does not fit: "${from}" stands ${places} times in ${file}`;
  } else {
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
    const { status } = spawnSync(
      process.execPath,
      [join(root, "node_modules", "vitest", "vitest.mjs"), "run", test, "-t", name],
      { cwd: copy, stdio: "ignore", timeout: 120_000 },
    );
    writeFileSync(path, text);
    verdict = status === 0 ? `survived ${test} "${name}"` : "";
  }
  findings.push({
    name: `mutant of ${equation} in ${file}`,
    state: verdict === "" ? "passed" : "failed",
    problems: verdict === "" ? [] : [verdict],
  });
  console.log(
    `${verdict ? "✗" : "✓"} ${equation}${verdict ? `: ${verdict}` : `: caught by "${name}"`}`,
  );
}
if (report !== undefined) writeFileSync(report, JSON.stringify({ findings }, undefined, 2));
const caught = findings.filter(({ state }) => state === "passed").length;
console.log(`${caught} of ${chosen.length} mutants caught`);
process.exit(caught === chosen.length ? 0 : 1);
