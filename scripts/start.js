// What `npm start` does: runs the baseline on the real world, prints the summary, and writes the
// results and a report. Further words go to `panoptes run`: npm start -- --runs 50
import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./root.js";

const cli = join(root, "dist", "src", "cli", "main.js");
const results = join(root, "results", "baseline");
const report = join(results, "report.html");

// The program answers Ctrl-C itself and keeps what is finished; this script waits for it.
process.on("SIGINT", () => {});

process.stderr.write(
  "Panoptes: how AI-surveillance stacks spread between countries. A what-if, not a forecast.\n\n",
);
const shown = join(relative(process.cwd(), results) || ".");
const begun = Date.now();
const words = process.argv.slice(2);
process.exitCode = await call([
  "run",
  "baseline",
  "--format",
  "table",
  // What was written and what comes next is said below.
  "--quiet",
  "--progress",
  "auto",
  ...words,
  "-o",
  shown,
  "--report",
  join(shown, "report.html"),
]);
// What an interrupted start leaves may be that of an earlier one.
if (existsSync(report) && statSync(report).mtimeMs >= begun)
  process.stderr.write(`\n${closing()}\n`);

/** What was done and where it is: the last lines, which are what a person sees first. */
function closing() {
  const { design, runs } = JSON.parse(readFileSync(join(results, "manifest.json"), "utf8"));
  return [
    `Simulated  ${runs.finished} worlds of ${design.countries} countries and ${design.suppliers} supplier blocs, ` +
      `${design.first_period} to ${design.last_period}`,
    `Report     ${join(shown, "report.html")} (open it in a browser)`,
    `Results    ${shown} (manifest.json and Parquet tables)`,
    "Mind       Not a forecast: this is what follows from the stated assumptions.",
    "Next       npx panoptes scenario list · npx panoptes run silk-road-2 · npx panoptes help",
  ].join("\n");
}

/**
 * Calls the command line of this checkout.
 * @param {string[]} words
 * @returns {Promise<number>} exit code
 */
function call(words) {
  const child = spawn(process.execPath, [cli, ...words], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve) => {
    child.on("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 1)));
  });
}
