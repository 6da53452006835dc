// Fits a built-in scenario to the adoption index, on the build; what it does stands in scenarios/fit.ts.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build } from "./build.js";
import { root } from "./root.js";

const status = build();
if (status !== 0) process.exit(status);
const done = spawnSync(
  process.execPath,
  [join(root, "dist", "scenarios", "fit.js"), ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
process.exit(done.status ?? 1);
