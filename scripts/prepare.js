// What ready.js does on a Node that is new enough: installs the packages of the lockfile and
// builds, each only when what stands on the disk differs from what is asked for.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "./build.js";
import { root } from "./root.js";

/**
 * Why `npm ci` has to run in a folder, or nothing if node_modules holds what the lockfile asks for.
 * It compares contents, not times: a `git switch` that leaves the lockfile alone installs nothing.
 * @param {string} folder
 * @returns {string | undefined}
 */
export function installReason(folder) {
  const record = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return "no packages are installed";
  const asked = packagesOf(join(folder, "package-lock.json"));
  const present = packagesOf(record);
  for (const [place, entry] of Object.entries(asked)) {
    if (place === "") continue;
    const found = present[place];
    // Optional packages are for other platforms, unless they are here.
    if (found === undefined && (entry.optional || entry.devOptional || entry.peer)) continue;
    if (found === undefined) return `${place} is missing`;
    if (found.version !== entry.version || found.integrity !== entry.integrity)
      return `${place} is ${found.version}, the lockfile asks for ${entry.version}`;
    if (!existsSync(join(folder, place, "package.json"))) return `${place} is missing`;
  }
  return undefined;
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockEntry
 * @param {string} lockfile
 * @returns {Record<string, LockEntry>}
 */
function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages ?? {};
}

/**
 * Command and arguments that run npm without a shell, which Windows would need for `npm.cmd`.
 * @param {readonly string[]} args
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(args) {
  const here = dirname(process.execPath);
  const places = [
    // npm tells its scripts where it is itself; yarn and pnpm use the same variable for themselves.
    process.env.npm_execpath ?? "",
    join(here, "node_modules", "npm", "bin", "npm-cli.js"),
    join(here, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  const cli = places.find((place) => place.endsWith("npm-cli.js") && existsSync(place));
  if (cli !== undefined) return { command: process.execPath, args: [cli, ...args], shell: false };
  return { command: "npm", args: [...args], shell: process.platform === "win32" };
}

/** Installs and builds what is missing. Sets the exit code of the process when a part fails. */
export function prepare() {
  const reason = installReason(root);
  if (reason !== undefined) {
    process.stderr.write(`Installing packages (about half a minute): ${reason} …\n`);
    const npm = npmCommand(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    const done = spawnSync(npm.command, npm.args, {
      cwd: root,
      shell: npm.shell,
      stdio: ["ignore", 2, 2],
    });
    if (done.status !== 0) {
      process.stderr.write(
        "Installing packages failed; the lines above say why. With no network, or behind a proxy,\n" +
          "`npm ci` has to work first: it is all that this step runs.\n",
      );
      process.exitCode = done.status ?? 1;
      return;
    }
  }
  process.exitCode = build();
}
