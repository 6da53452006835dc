// Runs the benchmarks on the build; what they measure stands in bench/.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.js";
import { root } from "./root.js";

const status = build();
const [asked, ...rest] = process.argv.slice(2);
// Subjects of their own: the page in Chromium, worlds as they grow, threads against one, mechanisms that are off,
// workers on a queue against threads, clusters as they grow.
const subjects = ["page", "sizes", "threads", "off", "cluster", "scale"];
const own = subjects.includes(asked ?? "");
if (asked !== undefined && !own) {
  console.error(
    `no benchmark "${asked}"; there are: ${subjects.join(", ")}, or none for the kernel.`,
  );
  process.exit(2);
}
const name = own ? asked : "main";
const entry = join(root, "dist", "bench", `${name}.js`);
if (status !== 0) process.exit(status);
if (!existsSync(entry)) {
  console.error(
    `dist/bench/${name}.js is missing although the build went well: bench/${name}.ts is gone.`,
  );
  process.exit(1);
}
const done = spawnSync(process.execPath, [entry, ...rest], {
  cwd: root,
  stdio: "inherit",
});
process.exit(done.status ?? 1);
