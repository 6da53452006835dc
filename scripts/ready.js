// Makes a checkout ready to run: checks Node, installs packages and builds, each only when needed.
// Plain JavaScript with Node's own modules only, because nothing else is installed yet.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const wanted = [20, 20, 2];
const present = process.versions.node.split(".").map(Number);
const older = wanted.findIndex((w, k) => present[k] !== w);
if (older >= 0 && present[older] < wanted[older]) {
  console.error(
    `Panoptes needs Node ${wanted.join(".")} or newer; this is Node ${process.versions.node}.\n` +
      "Install a newer Node from https://nodejs.org and run the same command again.",
  );
  process.exit(1);
}

const installed = join(root, "node_modules", ".package-lock.json");
const lock = join(root, "package-lock.json");
const stale = !existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs;
if (stale) {
  console.error("Installing packages (once; about half a minute) …");
  // npm tells its scripts where it is itself, so this works without a shell, on Windows too.
  const npm = process.env.npm_execpath;
  const [command, args] = npm
    ? [process.execPath, [npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]]
    : ["npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]];
  const done = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (done.status !== 0) {
    console.error("Installing packages failed; the lines above say why.");
    process.exit(done.status ?? 1);
  }
}

const built = spawnSync(process.execPath, [join(root, "scripts", "build.js")], {
  cwd: root,
  stdio: ["ignore", 2, 2],
});
process.exit(built.status ?? 1);
