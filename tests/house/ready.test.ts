import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");

let house = "";

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), "panoptes-ready-"));
  writeFileSync(join(house, "package.json"), '{ "type": "module" }');
  cpSync(join(root, "scripts"), join(house, "scripts"), { recursive: true });
});

afterEach(() => rmSync(house, { recursive: true, force: true }));

/** Runs ready.js as the given Node would, with what it would do on a good one replaced by a word. */
function asNode(version: string): { status: number | null; stdout: string; stderr: string } {
  writeFileSync(
    join(house, "scripts", "prepare.js"),
    'export const prepare = () => console.log("prepared");',
  );
  writeFileSync(
    join(house, "pretend.cjs"),
    `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });`,
  );
  const preload = ["-r", join(house, "pretend.cjs"), join(house, "scripts", "ready.js")];
  return spawnSync(process.execPath, preload, { cwd: house, encoding: "utf8" });
}

describe("ready.js and the version of Node", () => {
  for (const version of ["12.22.12", "18.20.4", "20.19.5", "20.20.1"])
    test(`Node ${version} is told what is needed and how to get it`, () => {
      const { status, stdout, stderr } = asNode(version);
      expect(status).toBe(1);
      expect(stderr).toContain(`needs Node 20.20.2 or newer; this is Node ${version}`);
      expect(stderr).toContain("Install a newer Node");
      expect(stdout).toBe("");
    });

  for (const version of ["20.20.2", "20.21.0", "22.0.0", "26.1.0"])
    test(`Node ${version} goes on`, () => {
      expect(asNode(version)).toMatchObject({ status: 0, stdout: "prepared\n", stderr: "" });
    });

  test("an old Node can read the file: no import before the check, no newer syntax", () => {
    const code = readFileSync(join(root, "scripts", "ready.js"), "utf8").replace(
      /^\s*\/\/.*$/gm,
      "",
    );
    expect(code).not.toMatch(/^\s*(import\s+[\w{*"']|export\b)/m);
    expect(code).not.toMatch(/\?\?|\?\.|\bawait\b|#\w+\s*[=(]|\d_\d|import\.meta/);
  });

  test("the version asked for is the one that package.json promises", () => {
    const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(asNode("1.0.0").stderr).toContain(`Node ${engines.node.replace(">=", "")} or newer`);
  });
});

type Lock = Record<string, object>;

describe("packages are installed only when what is there differs from the lockfile", () => {
  const locked: Lock = {
    "": { name: "panoptes" },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/other-platform": { version: "1.0.0", integrity: "sha512-o", optional: true },
  };
  const present: Lock = { "node_modules/a": { version: "1.0.0", integrity: "sha512-a" } };

  async function reason(lock: Lock, installed: Lock | undefined): Promise<string | undefined> {
    writeFileSync(join(house, "package-lock.json"), JSON.stringify({ packages: lock }));
    if (installed !== undefined) {
      for (const place of Object.keys(installed)) {
        mkdirSync(join(house, place), { recursive: true });
        writeFileSync(join(house, place, "package.json"), "{}");
      }
      const record = join(house, "node_modules", ".package-lock.json");
      writeFileSync(record, JSON.stringify({ packages: installed }));
    }
    const address = pathToFileURL(join(root, "scripts", "prepare.js")).href;
    const prepare: { installReason(folder: string): string | undefined } = await import(address);
    return prepare.installReason(house);
  }

  test("nothing is installed: install", async () => {
    expect(await reason(locked, undefined)).toBe("no packages are installed");
  });

  test("all is there, but for another platform's package: leave it", async () => {
    expect(await reason(locked, present)).toBeUndefined();
  });

  test("another version is there: install", async () => {
    const older = { "node_modules/a": { version: "0.9.0", integrity: "sha512-b" } };
    expect(await reason(locked, older)).toBe(
      "node_modules/a is 0.9.0, the lockfile asks for 1.0.0",
    );
  });

  test("a package was taken out of node_modules by hand: install", async () => {
    await reason(locked, present);
    rmSync(join(house, "node_modules", "a"), { recursive: true });
    const address = pathToFileURL(join(root, "scripts", "prepare.js")).href;
    const prepare: { installReason(folder: string): string | undefined } = await import(address);
    expect(prepare.installReason(house)).toBe("node_modules/a is missing");
  });

  test("the lockfile is written anew with the same contents: leave it", async () => {
    await reason(locked, present);
    expect(await reason({ ...locked }, undefined)).toBeUndefined();
  });
});

describe("building", () => {
  beforeEach(() => {
    symlinkSync(join(root, "node_modules"), join(house, "node_modules"), "junction");
    mkdirSync(join(house, "src"));
    const options = { rootDir: ".", outDir: "dist", composite: true, module: "esnext" };
    const settings = { compilerOptions: options, files: [], references: [{ path: "src" }] };
    writeFileSync(join(house, "tsconfig.json"), JSON.stringify(settings));
    const part = { extends: "../tsconfig.json", include: ["."] };
    writeFileSync(join(house, "src", "tsconfig.json"), JSON.stringify(part));
    writeFileSync(join(house, "src", "kept.ts"), "export const kept: number = 1;\n");
    writeFileSync(join(house, "src", "gone.ts"), "export const gone: number = 1;\n");
  });

  function build(): number | null {
    const script = join(house, "scripts", "build.js");
    return spawnSync(process.execPath, [script], { cwd: house, encoding: "utf8" }).status;
  }

  const time = (path: string) => statSync(join(house, path)).mtimeMs;

  test("a second build with nothing changed writes nothing", () => {
    expect(build()).toBe(0);
    const before = [time("dist/src/kept.js"), time("dist/.built.json")];
    expect(build()).toBe(0);
    expect([time("dist/src/kept.js"), time("dist/.built.json")]).toEqual(before);
  });

  test("a file whose source is gone does not stay in the build", () => {
    expect(build()).toBe(0);
    expect(existsSync(join(house, "dist/src/gone.js"))).toBe(true);
    rmSync(join(house, "src", "gone.ts"));
    expect(build()).toBe(0);
    expect(existsSync(join(house, "dist/src/gone.js"))).toBe(false);
    expect(existsSync(join(house, "dist/src/gone.d.ts"))).toBe(false);
    expect(existsSync(join(house, "dist/src/kept.js"))).toBe(true);
  });

  test("a changed file is built again", () => {
    expect(build()).toBe(0);
    writeFileSync(join(house, "src", "kept.ts"), "export const kept: number = 22;\n");
    expect(build()).toBe(0);
    expect(readFileSync(join(house, "dist/src/kept.js"), "utf8")).toContain("22");
  });

  test("a type error fails the build, and goes on failing until it is mended", () => {
    writeFileSync(join(house, "src", "kept.ts"), 'export const kept: number = "one";\n');
    expect(build()).not.toBe(0);
    expect(build()).not.toBe(0);
    writeFileSync(join(house, "src", "kept.ts"), "export const kept: number = 1;\n");
    expect(build()).toBe(0);
  });
});
