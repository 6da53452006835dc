import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { call } from "../../../src/cli/call.ts";
import { keepingIn } from "../../../src/cli/engine/keeping-in.ts";
import { ExitCode, Stop } from "../../../src/cli/exit-codes.ts";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { openShared } from "../../../src/results/node/plans/shared-folder.ts";
import { tinyCompiled, tinySettings } from "../../support/tiny-frame.ts";
import { terminalDouble } from "../terminal-double.ts";

const design = makeDesign(tinyCompiled(), { count: 2, seed: "x", settings: [tinySettings()] });
const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {
  code: "ENOSPC",
  syscall: "write",
});
const refusing = { ...inlineExecutor(), run: () => Promise.reject(full) };

const home = mkdtempSync(join(tmpdir(), "panoptes-keeping-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("an executor that keeps runs in a folder", () => {
  test("says that the folder has no room, and what to do", async () => {
    const error = await keepingIn("/shared", refusing)
      .run(design, () => {})
      .catch((one: unknown) => one);
    expect(error).toBeInstanceOf(Stop);
    const { exitCode, message } = error as Stop;
    expect(exitCode).toBe(ExitCode.Limit);
    expect(message).toMatch(/cannot write "\/shared": ENOSPC.*\n.*the same command goes on/);
  });

  test("leaves what the receiver throws, which may write elsewhere", async () => {
    const receiving = keepingIn("/shared", inlineExecutor()).run(design, () => {
      throw full;
    });
    await expect(receiving).rejects.toBe(full);
  });

  test("leaves what is no refusal of the system", async () => {
    const fault = new TypeError("no such thing");
    const executor = { ...refusing, run: () => Promise.reject(fault) };
    await expect(keepingIn("/shared", executor).run(design, () => {})).rejects.toBe(fault);
  });
});

test("a plan whose folder takes no designs says so, and is no bug", async () => {
  const { path } = openShared(join(home, "shared"), { create: true });
  // A file where a folder is wanted: refused to root as well.
  writeFileSync(join(path, "designs"), "");
  const terminal = terminalDouble();
  const words = ["chunk", "plan", "--shared", path, "run", "baseline", "-n", "5"];
  expect(await call(words, terminal)).toBe(ExitCode.Usage);
  expect(terminal.err()).toMatch(/cannot write ".*shared": E/);
  expect(terminal.err()).not.toContain("bug");
});
