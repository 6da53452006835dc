import { spawnSync } from "node:child_process";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { npmCommand } from "../prepare.js";
import { root } from "../root.js";
import { manifest } from "./lockfile.js";

const mostBytes = 5 * 1024 * 1024;
const needed = [
  "package.json",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  "CITATION.cff",
  "dist/src/index.js",
  "dist/src/index.d.ts",
  "dist/src/cli/main.js",
  "scenarios/baseline.yaml",
  "scenarios/world/README.md",
  "scenarios/world/countries.csv",
];
const unwanted =
  /\.tsbuildinfo$|\.map$|(^|\/)(tests?|node_modules|bench)\/|\.test\.|^scenarios\/.*\.ts$/;

/**
 * What `npm pack` would put into the tarball.
 * @returns {{ size: number, files: string[] }} size in bytes, compressed
 */
export function packed() {
  const npm = npmCommand(["pack", "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"]);
  const done = spawnSync(npm.command, npm.args, {
    cwd: root,
    shell: npm.shell,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) throw new Error(`npm pack failed: ${done.stderr}`);
  const [tarball] = JSON.parse(done.stdout);
  return {
    size: tarball.size,
    files: tarball.files.map((/** @type {{ path: string }} */ file) => file.path),
  };
}

/**
 * Faults of a tarball's contents.
 * @param {{ size: number, files: readonly string[] }} tarball
 * @returns {string[]}
 */
export function tarballProblems(tarball) {
  const problems = needed
    .filter((path) => !tarball.files.includes(path))
    .map((path) => `${path} is not in it`);
  for (const path of tarball.files)
    if (unwanted.test(path)) problems.push(`${path} has no business in it`);
  if (tarball.size > mostBytes)
    problems.push(`it weighs ${(tarball.size / 2 ** 20).toFixed(2)} MiB, the budget is 5 MiB`);
  return problems;
}

/** @type {import("./report.js").Check} */
export const tarball = {
  name: "package",
  claim:
    "the package is complete, holds nothing else, weighs at most 5 MiB, and publint is content",
  mend: "build first (`npm run build`); what is packed stands under `files` in package.json",
  async problems() {
    const own = manifest();
    const { messages } = await publint({ pkgDir: root, strict: true });
    return [
      ...tarballProblems(packed()),
      ...messages.map((message) => formatMessage(message, own) ?? message.code),
    ];
  },
};
