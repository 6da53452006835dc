import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Claim, claim, isOwn } from "../../../src/results/node/chunks/claim.ts";

let home = "";
let path = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "panoptes-claim-"));
  path = join(home, "claim");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** The claim, which somebody else must not have. */
function own(): Claim {
  const result = claim(path);
  if (!isOwn(result)) throw new Error(`process ${result.pid} has it`);
  return result;
}

/** A process that has ended, so that nobody has its number now. */
function deadPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

function leave(host: string, pid: number, seconds = 0): void {
  writeFileSync(path, JSON.stringify({ host, pid, token: "theirs" }));
  const then = new Date(Date.now() + 1000 * seconds);
  utimesSync(path, then, then);
}

test("a claim is had once, until it is given back", () => {
  const first = own();
  expect(claim(path)).toMatchObject({ host: hostname(), pid: process.pid });
  first.release();
  first.release();
  expect(existsSync(path)).toBe(false);
  own().release();
  expect(readdirSync(home)).toEqual([]);
});

test("a process of this machine that has ended has no claim any more", () => {
  leave(hostname(), deadPid());
  own().release();
  expect(readdirSync(home)).toEqual([]);
});

test("a claim of another machine holds as long as it is renewed, whichever way a clock was set", () => {
  leave("elsewhere", deadPid(), -20);
  expect(claim(path)).toMatchObject({ host: "elsewhere" });
  for (const seconds of [-60, 3600]) {
    leave("elsewhere", deadPid(), seconds);
    own().release();
  }
});

test("a claim that was cut off while it was written is nobody's after a second", () => {
  writeFileSync(path, '{"host":');
  expect(isOwn(claim(path))).toBe(false);
  const then = new Date(Date.now() - 2000);
  utimesSync(path, then, then);
  own().release();
});

test("giving back leaves a claim alone that was taken over in the meantime", () => {
  const first = own();
  leave("elsewhere", 1);
  first.release();
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ token: "theirs" });
});

test("where nothing can be written, the file system's own error comes through", () => {
  path = join(home, "missing", "claim");
  expect(() => claim(path)).toThrow(/ENOENT/);
});
