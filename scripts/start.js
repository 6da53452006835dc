// What `npm start` does: runs the baseline on the real world, prints the summary, and writes the
// results and a report. Further words go to `panoptes run`: npm start -- --runs 50
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./root.js";

const cli = join(root, "dist", "src", "cli", "main.js");
const results = join(root, "results", "baseline");
const report = join(results, "report.html");

// The program answers Ctrl-C itself and keeps what is finished; this script waits for it.
process.on("SIGINT", () => {});

const shown = join(relative(process.cwd(), results) || ".");
const ran = await call(
  "run",
  "baseline",
  "--format",
  "table",
  ...process.argv.slice(2),
  "-o",
  shown,
);
process.exitCode = ran;
if (existsSync(join(results, "manifest.json"))) {
  const drawn = ran === 130 ? ran : await call("report", shown, "--quiet", "-o", report);
  if (drawn === 0) {
    process.stderr.write(
      `\nResults  ${shown} (manifest.json and Parquet tables)\n` +
        `Report   ${join(shown, "report.html")} (open it in a browser)\n`,
    );
  } else process.exitCode = drawn;
}

/**
 * Calls the command line of this checkout; its report's path is not shown twice.
 * @param {string[]} words
 * @returns {Promise<number>} exit code
 */
function call(...words) {
  const stdout = words[0] === "report" ? "ignore" : "inherit";
  const child = spawn(process.execPath, [cli, ...words], { stdio: ["ignore", stdout, "inherit"] });
  return new Promise((resolve) => {
    child.on("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 1)));
  });
}
