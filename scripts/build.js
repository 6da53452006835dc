// Builds everything: the TypeScript projects (incremental) and the page's bundles.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Runs one of the installed tools with this Node; ends the build with its status when it fails. */
function run(tool, ...args) {
  const done = spawnSync(process.execPath, [join(root, "node_modules", tool), ...args], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** Time of the youngest file under the given folders and files. */
function youngest(...places) {
  let time = 0;
  for (const place of places) {
    if (!existsSync(place)) continue;
    const stat = statSync(place);
    if (!stat.isDirectory()) time = Math.max(time, stat.mtimeMs);
    else for (const name of readdirSync(place)) time = Math.max(time, youngest(join(place, name)));
  }
  return time;
}

run("typescript/bin/tsc", "-b");
const bundle = join(root, "dist", "web", "report.js");
if (existsSync(join(root, "web", "vite.config.ts"))) {
  const sources = youngest(join(root, "web"), join(root, "src"), join(root, "package-lock.json"));
  if (!existsSync(bundle) || statSync(bundle).mtimeMs < sources) {
    run("vite/bin/vite.js", "build", "--config", "web/vite.config.ts", "--logLevel", "warn");
  }
}
