import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Manifest } from "../../src/results/node/manifest.ts";
import { type Called, callCli, finish, packageFolder, startCli } from "../support/cli.ts";

// What may happen to a program on a real machine: each time a clear word, the right code, nothing lost.

vi.setConfig({ testTimeout: 120_000 });
const unix = process.platform !== "win32";
const root = unix && process.getuid?.() === 0;

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "panoptes-abuse-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const inHome = (name: string): string => join(home, name);
const run = (...rest: string[]): string[] => [
  ...["run", "silk-road-2", "--no-baseline", "--jobs", "2", "--progress", "none"],
  ...rest,
];

/** Calls the program from a shell, for what only a shell can set up. */
function shell(script: string, ...argv: string[]): Promise<Called> {
  const main = join(packageFolder, "dist", "src", "cli", "main.js");
  const child = spawn("bash", ["-c", script, process.execPath, main, ...argv], {
    cwd: home,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return finish(child);
}

const whole = async (folder: string): Promise<void> => {
  const { code, err } = await callCli(["results", "verify", "--in", folder]);
  expect(code, err).toBe(0);
};

/** Waits until a folder keeps runs. */
async function untilKept(folder: string): Promise<void> {
  for (;;) {
    const chunks = join(folder, "chunks");
    const names = existsSync(chunks) ? readdirSync(chunks) : [];
    if (names.some((name) => readdirSync(join(chunks, name)).some((file) => /\.chunk$/.test(file))))
      return;
    await pause(5);
  }
}

describe.skipIf(!unix)("without room on the disk", () => {
  test("a results folder says so, exits 5, keeps whole runs, and the same command goes on", async () => {
    const folder = inHome("out");
    const argv = run("-n", "60", "-o", folder);
    // The largest file that may be written, in kB: chunks fit, the table of series does not.
    const { code, err } = await shell('trap "" XFSZ; ulimit -f 8000; exec "$0" "$@"', ...argv);
    expect(code, err).toBe(5);
    expect(err).toMatch(/cannot write ".*out": EFBIG.*\n.*the same command goes on/);
    expect(existsSync(join(folder, "manifest.json"))).toBe(false);
    expect(readdirSync(home)).toEqual(["out"]);
    const again = await callCli(argv);
    expect(again.code).toBe(0);
    expect(again.err).toContain("Reused   60 runs");
    await whole(folder);
  });

  test("where not even a chunk fits, nothing half is left", async () => {
    const { code, err } = await shell(
      'trap "" XFSZ; ulimit -f 40; exec "$0" "$@"',
      ...run("-n", "8", "-o", inHome("out")),
    );
    expect(code, err).toBe(5);
    expect(err).toContain("EFBIG");
    const left = readdirSync(home, { recursive: true }).map(String);
    expect(left.filter((name) => /\.(part|chunk|parquet)$|claim/.test(name))).toEqual([]);
  });

  test("a table of outcomes and a report say so", async () => {
    for (const flags of [
      ["-o", inHome("out.ndjson")],
      ["--report", inHome("out.html")],
    ]) {
      const { code, err } = await shell(
        'trap "" XFSZ; ulimit -f 8; exec "$0" "$@"',
        ...run("-n", "8", ...flags),
      );
      expect(code, err).toBe(2);
      expect(err).toMatch(/cannot write .*EFBIG/);
      expect(readdirSync(home)).toEqual([]);
    }
  });
});

describe("files and folders that cannot be used", () => {
  /** Makes a place that nobody can use: not even root can follow a link that leads to itself. */
  const closed = (name: string): string => {
    const path = inHome(name);
    if (root) symlinkSync(path, path);
    else {
      mkdirSync(path);
      chmodSync(path, 0);
    }
    return path;
  };

  test.skipIf(!unix)(
    "a scenario, a world and a plugin that may not be read are named",
    async () => {
      const path = join(closed("closed"), "x");
      writeFileSync(
        inHome("on.yaml"),
        "schema: panoptes/scenario@1\nid: on\ntitle: On\nworld: ./closed/x\n",
      );
      for (const [code, ...argv] of [
        [3, "run", `${path}.yaml`],
        [3, "run", inHome("on.yaml")],
        [2, "run", "baseline", "--plugin", `${path}.js`],
      ] as const) {
        const called = await callCli([...argv, "-n", "1"]);
        expect(called.code, called.err).toBe(code);
        expect(called.err).toMatch(/closed.*(EACCES|ELOOP)|(EACCES|ELOOP).*closed/);
      }
    },
  );

  test.skipIf(!unix)(
    "a place that may not be written is named, before anything is run",
    async () => {
      const path = closed("closed");
      for (const flags of [
        ["-o", join(path, "out")],
        ["-o", join(path, "out.csv")],
        ["--report", join(path, "out.html")],
      ]) {
        const { code, err } = await callCli(run("-n", "2", ...flags));
        expect(code, err).toBe(2);
        expect(err).toMatch(/closed.*(EACCES|ELOOP)|(EACCES|ELOOP).*closed/);
      }
    },
  );

  test("a file in a folder's place, and a folder in a file's", async () => {
    writeFileSync(inHome("out"), "work");
    mkdirSync(inHome("out.csv"));
    const folder = await callCli(run("-n", "2", "-o", inHome("out")));
    expect([folder.code, readFileSync(inHome("out"), "utf8")]).toEqual([2, "work"]);
    expect(folder.err).toContain("is a file");
    const file = await callCli(run("-n", "2", "-o", inHome("out.csv")));
    expect(file.code).toBe(2);
    expect(file.err).toContain("is a folder");
  });

  test.skipIf(!unix)("a device is not replaced by a file", async () => {
    for (const flags of [
      ["-o", "/dev/null.csv"],
      ["--report", "/dev/null"],
    ]) {
      const { code, err } = await callCli(run("-n", "2", ...flags));
      expect(code).toBe(2);
      expect(err).toContain("is not an ordinary file");
    }
    expect(existsSync("/dev/null.csv")).toBe(false);
  });
});

describe.skipIf(!unix)("readers that go away", () => {
  test.each([
    ["rows of outcomes", "run baseline -n 40 --no-baseline -o - --progress none", 0],
    ["parameters", "params --format csv", 0],
    ["help", "--help", 0],
  ])("%s into a pipe that closes after a line: quiet, code 0", async (_what, line, code) => {
    const script = `set -o pipefail; "$0" "$1" ${line} | head -n 1 >/dev/null; echo "\${PIPESTATUS[0]}"`;
    const { out, err } = await shell(script);
    expect(out.trim()).toBe(String(code));
    expect(err).not.toMatch(/error|EPIPE|at .*\.js/);
  });

  test("a closed stderr does not stop the work", async () => {
    const script = '"$0" "$@" 2>/dev/full >out.json; echo $?';
    const { out } = await shell(script, ...run("-n", "4", "--json"));
    expect(out.trim()).toBe("0");
    expect(JSON.parse(readFileSync(inHome("out.json"), "utf8")).runs.finished).toBe(4);
  });

  test("a full standard output is an error with a code", async () => {
    const script = '"$0" "$@" >/dev/full; echo $? >code';
    const { err } = await shell(script, ...run("-n", "4", "--json"));
    expect(readFileSync(inHome("code"), "utf8").trim()).toBe("5");
    expect(err).toMatch(/error: cannot write to standard output: .*ENOSPC/);
  });
});

describe("in the middle of runs", () => {
  test.skipIf(!unix).each(["SIGTERM", "SIGHUP"] as const)(
    "%s writes what is finished, exits 130, and the same command goes on",
    async (signal) => {
      const folder = inHome("out");
      const child = startCli(run("-n", "2000", "-o", folder));
      const ended = finish(child);
      await untilKept(folder);
      child.kill(signal);
      const { code, err } = await ended;
      expect(code, err).toBe(130);
      const { status, runs } = JSON.parse(
        readFileSync(join(folder, "manifest.json"), "utf8"),
      ) as Manifest;
      expect(status).toBe("partial");
      await whole(folder);
      const again = await callCli(run("-n", String(runs.done), "-o", folder));
      expect(again.code).toBe(0);
      expect(again.err).toContain(`Reused   ${runs.done} run`);
    },
  );

  test("a results folder that is deleted comes back whole", async () => {
    const folder = inHome("out");
    const child = startCli(run("-n", "150", "-o", folder));
    const ended = finish(child);
    await untilKept(folder);
    rmSync(folder, { recursive: true, maxRetries: 20, retryDelay: 5 });
    const { code, err } = await ended;
    expect(code, err).toBe(0);
    const { runs } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Manifest;
    expect(runs.finished).toBe(150);
    await whole(folder);
  });
});

test("a clock that jumps to and fro changes neither runs nor their number", async () => {
  writeFileSync(
    inHome("jumps.mjs"),
    `const now = Date.now.bind(Date);
let jumps = 0;
Date.now = () => now() + [0, 864e5, -864e5, 4e12, -1e12][jumps++ % 5];`,
  );
  const plain = await callCli(run("-n", "12", "--json"));
  const jumping = await callCli(run("-n", "12", "--json", "-o", inHome("out")), {
    environment: { NODE_OPTIONS: `--import=${inHome("jumps.mjs")}` },
  });
  expect(jumping.code, jumping.err).toBe(0);
  const hash = (text: string): string => JSON.parse(text).result_hash;
  expect(hash(jumping.out)).toBe(hash(plain.out));
  await whole(inHome("out"));
});
