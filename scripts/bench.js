// Runs the benchmarks on the build; what they measure stands in bench/.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.js";
import { root } from "./root.js";

const status = build();
const [subject, ...rest] = process.argv.slice(2);
// "page" measures the page in Chromium, anything else the simulation.
const name = subject === "page" ? "page" : "main";
const entry = join(root, "dist", "bench", `${name}.js`);
if (status !== 0) process.exit(status);
if (!existsSync(entry)) {
  console.error(
    `dist/bench/${name}.js is missing although the build went well: bench/${name}.ts is gone.`,
  );
  process.exit(1);
}
const done = spawnSync(
  process.execPath,
  [entry, ...(name === "page" ? rest : process.argv.slice(2))],
  {
    cwd: root,
    stdio: "inherit",
  },
);
process.exit(done.status ?? 1);
