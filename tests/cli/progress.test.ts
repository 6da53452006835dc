import { describe, expect, test } from "vitest";
import { bar, showProgress } from "../../src/cli/progress.ts";
import { terminalDouble } from "./terminal-double.ts";

describe("progress", () => {
  test("json writes one object a line with what is done and the time left", () => {
    const terminal = terminalDouble();
    let now = 0;
    const line = showProgress(terminal, "json", "Running", false, () => now);
    now = 1000;
    line.update({ done: 50, total: 200, failed: 1 });
    expect(JSON.parse(terminal.err())).toEqual({
      event: "progress",
      label: "Running",
      done: 50,
      total: 200,
      failed: 1,
      runs_per_s: 50,
      eta_s: 3,
    });
    expect(terminal.out()).toBe("");
  });

  test("auto is a bar on a terminal, cleared at the end", () => {
    const terminal = terminalDouble({ live: true });
    const line = showProgress(terminal, "auto", "Running", false, () => 0);
    line.update({ done: 100, total: 200, failed: 0 });
    expect(terminal.err()).toContain("100 of 200 runs");
    line.end();
    expect(terminal.err().endsWith("\r\u001b[K")).toBe(true);
  });

  test("auto elsewhere writes a line each ten seconds and no control characters", () => {
    const terminal = terminalDouble();
    let now = 0;
    const line = showProgress(terminal, "auto", "Running", false, () => now);
    for (now = 0; now <= 25_000; now += 1000) line.update({ done: 1, total: 200, failed: 2 });
    line.end();
    const lines = terminal.err().trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("1 of 200 runs, 2 failed");
    expect(terminal.err()).not.toContain("\u001b");
  });

  test("the rate is that of the last half minute, and the time left goes by it", () => {
    const terminal = terminalDouble();
    let now = 0;
    const line = showProgress(terminal, "json", "Running", false, () => now);
    const last = () => JSON.parse(terminal.err().trimEnd().split("\n").at(-1) ?? "");
    line.update({ done: 0, total: 2000, failed: 0 });
    expect(last()).toMatchObject({ runs_per_s: null, eta_s: null });
    // Nobody is there for ten minutes; then ten runs are done a second.
    for (now = 600_000; now <= 660_000; now += 100) {
      line.update({ done: (now - 600_000) / 100, total: 2000, failed: 0 });
    }
    expect(last()).toMatchObject({ done: 600, runs_per_s: 10, eta_s: 140 });
  });

  test("the line for people has the rate", () => {
    const terminal = terminalDouble({ live: true });
    let now = 0;
    const line = showProgress(terminal, "bar", "Running", true, () => now);
    now = 40_000;
    line.update({ done: 100, total: 200, failed: 0 });
    expect(terminal.err()).toContain("100 of 200 runs | 2.5 runs/s | 40 s left");
  });

  test("none writes nothing", () => {
    const terminal = terminalDouble({ live: true });
    const line = showProgress(terminal, "none", "Running", false);
    line.update({ done: 1, total: 2, failed: 0 });
    line.end();
    expect(terminal.err()).toBe("");
  });

  test("a bar keeps its width from empty to full, in ASCII too", () => {
    const widths = [0, 0.01, 0.333, 0.5, 0.999, 1, 1.5].flatMap((share) => [
      [...bar(share, false)].length,
      bar(share, true).length,
    ]);
    expect(new Set(widths)).toEqual(new Set([30]));
    expect(bar(0.5, true)).toMatch(/^\[#{14}\.{14}\]$/);
  });
});
