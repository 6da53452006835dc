import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

// The package as its users get it: packed, installed into an empty folder without a network, run.
// Needs the build, which `npm test` makes beforehand.

const root = join(import.meta.dirname, "..", "..");
const place = mkdtempSync(join(tmpdir(), "panoptes-package-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

interface Done {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The folder of npm's own programs, found from what runs us, so that no shell is needed. */
function npmProgram(name: "npm-cli.js" | "npx-cli.js"): string {
  const node = dirname(process.execPath);
  const places = [
    dirname(process.env.npm_execpath ?? ""),
    join(node, "node_modules", "npm", "bin"),
    join(node, "..", "lib", "node_modules", "npm", "bin"),
  ];
  const found = places.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${name} is at none of ${places.join(", ")}`);
  return found;
}

function node(folder: string, program: string, ...args: string[]): Done {
  // What npm tells its scripts of this checkout would steer the npm that runs elsewhere.
  const own = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config_local_prefix|lifecycle|package|command|execpath)/.test(name),
  );
  return spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...Object.fromEntries(own), NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 300_000,
    maxBuffer: 64 * 1024 * 1024,
  });
}

const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];

/** Installs the tarball into a new folder. */
function install(name: string, tarball: string, ...flags: string[]): Done & { folder: string } {
  const folder = join(place, name);
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  const done = node(folder, npmProgram("npm-cli.js"), "install", ...quiet, ...flags, tarball);
  return { ...done, folder };
}

/**
 * The package in a folder, installed offline; or why that cannot be tried here. npm's cache knows the
 * packages but, after `npm ci`, not the registry's lists of their versions, which an install without
 * a lockfile asks for: so one install with a network may come first.
 */
function installed(): { folder: string; size: number } | { reason: string } {
  const npm = npmProgram("npm-cli.js");
  const packed = node(
    root,
    npm,
    "pack",
    "--ignore-scripts",
    "--loglevel=error",
    "--pack-destination",
    place,
  );
  if (packed.status !== 0) throw new Error(`npm pack failed:\n${packed.stderr}`);
  const file = readdirSync(place).find((entry) => entry.endsWith(".tgz")) ?? "";
  const tarball = join(place, file);
  const { size } = statSync(tarball);

  const first = install("offline", tarball, "--offline");
  if (first.status === 0) return { folder: first.folder, size };
  if (!first.stderr.includes("ENOTCACHED")) throw new Error(`npm install failed:\n${first.stderr}`);
  const online = install("online", tarball, "--prefer-offline");
  if (online.status !== 0) return { reason: online.stderr.trim().split("\n")[0] ?? "" };
  const second = install("offline-again", tarball, "--offline");
  if (second.status !== 0) throw new Error(`npm install --offline failed:\n${second.stderr}`);
  return { folder: second.folder, size };
}

const tried = installed();
const reason = "reason" in tried ? tried.reason : undefined;
if (reason !== undefined) {
  const hint = `npm's cache lacks what the package needs, and no registry answers (${reason})`;
  if (process.env.CI) throw new Error(hint);
  console.warn(`The tests of the packed package are skipped: ${hint}.`);
}

describe.skipIf(reason !== undefined)(
  "the packed package, installed in an empty folder offline",
  () => {
    const { folder, size } = "folder" in tried ? tried : { folder: "", size: 0 };

    test("weighs at most 5 MiB", () => expect(size).toBeLessThanOrEqual(5 * 2 ** 20));

    test("runs twenty worlds from the command line", { timeout: 120_000 }, () => {
      const npx = npmProgram("npx-cli.js");
      const done = node(
        folder,
        npx,
        "--offline",
        "panoptes",
        "run",
        "baseline",
        "-n",
        "20",
        "--json",
      );
      expect(done.stderr).not.toMatch(/error/i);
      expect(done.status).toBe(0);
      const summary = JSON.parse(done.stdout);
      expect(summary.result_hash).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(summary.runs).toMatchObject({ requested: 20, finished: 20 });
    });

    test("gives the same result as the checkout", { timeout: 120_000 }, () => {
      const args = ["run", "baseline", "-n", "3", "--json"];
      const there = node(
        folder,
        join(folder, "node_modules", "panoptes", "dist", "src", "cli", "main.js"),
        ...args,
      );
      const here = node(folder, join(root, "dist", "src", "cli", "main.js"), ...args);
      expect(there.status).toBe(0);
      expect(JSON.parse(there.stdout).result_hash).toBe(JSON.parse(here.stdout).result_hash);
    });

    test("is a library that a script can import", { timeout: 120_000 }, () => {
      writeFileSync(
        join(folder, "script.js"),
        `import * as panoptes from "panoptes";
       console.log(JSON.stringify(Object.keys(panoptes)));`,
      );
      const done = node(folder, "script.js");
      expect(done.stderr).toBe("");
      const names: string[] = JSON.parse(done.stdout);
      expect(names).toContain("loadScenario");
      expect(names).toContain("runEnsemble");
    });

    test("type-checks for a user of the library", { timeout: 120_000 }, () => {
      writeFileSync(
        join(folder, "typed.ts"),
        'import { loadScenario } from "panoptes";\nexport const load: (...given: never[]) => unknown = loadScenario;\n',
      );
      const options = {
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        target: "es2023",
        types: [],
      };
      for (const [module, moduleResolution] of [
        ["esnext", "bundler"],
        ["nodenext", "nodenext"],
      ]) {
        const settings = {
          compilerOptions: { ...options, module, moduleResolution },
          files: ["typed.ts"],
        };
        writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
        const done = node(
          folder,
          join(root, "node_modules", "typescript", "bin", "tsc"),
          "-p",
          ".",
        );
        expect(done.stdout).toBe("");
      }
    });
  },
);
