// Builds everything: the TypeScript projects (incremental) and the page's bundles. With nothing
// changed since the last good build it only looks at the files' sizes and times.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.js";

const stamp = join(root, "dist", ".built.json");
// The report's bundle, then the page's; each with the file that is there when it has been built.
const bundles = [
  { config: "web/vite.config.ts", made: "dist/web/report.js" },
  { config: "web/page.vite.config.ts", made: "dist/web/index.html" },
];
const sources = ["src", "scenarios", "web", "bench", "tests"];
const settings = ["tsconfig.json", "package.json", "package-lock.json", "scripts/build.js"];

/**
 * Runs one of the installed tools with this Node.
 * @param {string} tool
 * @param {...string} args
 * @returns {number} its exit code
 */
function run(tool, ...args) {
  const done = spawnSync(process.execPath, [join(root, "node_modules", tool), ...args], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  return done.status ?? 1;
}

/**
 * Files under a folder or the file itself, as paths from the root with forward slashes.
 * @param {string} place
 * @param {string[]} [found]
 * @returns {string[]}
 */
function files(place, found = []) {
  const at = join(root, place);
  if (!existsSync(at)) return found;
  if (!statSync(at).isDirectory()) found.push(place);
  else
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (entry.isDirectory()) files(`${place}/${entry.name}`, found);
      else found.push(`${place}/${entry.name}`);
    }
  return found;
}

/**
 * Size and time of every file that a part of the build reads.
 * @param {readonly string[]} places
 * @returns {string}
 */
function fingerprint(places) {
  const lines = [];
  for (const place of places)
    for (const file of files(place)) {
      const { size, mtimeMs } = statSync(join(root, file));
      lines.push(`${file}\t${size}\t${mtimeMs}`);
    }
  return lines.join("\n");
}

/** Takes away compiled files whose source is gone, so that they reach neither a test nor the package. */
function sweep() {
  for (const folder of ["dist", "dist/page"])
    for (const part of sources) {
      const present = files(`${folder}/${part}`);
      const names = new Set(present);
      for (const file of present) {
        const match = /^(.+?)\.(?:js|d\.ts|js\.map)$/.exec(file);
        const name = match?.[1];
        // Only what stands beside a declaration was written by tsc; other scripts are bundles.
        if (name === undefined || !names.has(`${name}.d.ts`)) continue;
        const source = `${name.slice(folder.length + 1)}.ts`;
        if (!existsSync(join(root, source))) rmSync(join(root, file));
      }
    }
}

/**
 * Builds what changed.
 * @returns {number} exit code, 0 when all is built
 */
export function build() {
  /** @type {{ all?: string, page?: string }} */
  let before = {};
  try {
    before = JSON.parse(readFileSync(stamp, "utf8"));
  } catch {
    // Never built, or interrupted while building.
  }
  const all = fingerprint([...settings, ...sources]);
  // Without web/ there is nothing to bundle.
  const due = bundles.filter(({ config }) => existsSync(join(root, config)));
  const bundled = due.every(({ made }) => existsSync(join(root, made)));
  if (before.all === all && bundled) return 0;
  rmSync(stamp, { force: true });

  sweep();
  const compiled = run("typescript/bin/tsc", "-b");
  if (compiled !== 0) return compiled;

  const page = fingerprint([...settings, "web", "src", "scenarios"]);
  if (!(bundled && before.page === page)) {
    // Names carry digests: what an earlier build left would stay for ever.
    rmSync(join(root, "dist", "web", "assets"), { recursive: true, force: true });
    for (const { config } of due) {
      const status = run("vite/bin/vite.js", "build", "--config", config, "--logLevel", "warn");
      if (status !== 0) return status;
    }
  }
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(stamp, JSON.stringify({ all, page }));
  return 0;
}

// The link behind the given path, since a checkout may be reached through one.
const called = process.argv[1];
if (called !== undefined && import.meta.url === pathToFileURL(realpathSync(called)).href)
  process.exitCode = build();
