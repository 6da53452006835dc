import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { call } from "../../../src/cli/call.ts";
import { ExitCode } from "../../../src/cli/exit-codes.ts";
import { terminalDouble } from "../terminal-double.ts";

test.each([
  ["run", "baseline"],
  ["compare", "baseline", "silk-road-2"],
  ["sweep", "scenarios/examples/chip-squeeze-sweep.yaml"],
])(
  "%s refuses threads of this machine where workers compute, before it looks for any",
  async (...words) => {
    const terminal = terminalDouble();
    // Nobody answers there, which would be said otherwise.
    const flags = ["--engine", "redis://127.0.0.1:1/0", "--shared", tmpdir(), "-j", "2"];
    expect(await call([...words, ...flags], terminal)).toBe(ExitCode.Usage);
    expect(terminal.err()).toContain("--jobs 2 is about threads of this machine");
    expect(terminal.err()).toContain("give -j to each panoptes worker");
    expect(terminal.out()).toBe("");
  },
);
