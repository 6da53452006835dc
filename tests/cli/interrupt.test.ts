import { describe, expect, test } from "vitest";
import { type SignalSource, watchInterrupts } from "../../src/cli/interrupt.ts";

/** A process of which only signals are known. */
function source() {
  const listeners = new Map<string, () => void>();
  const exits: number[] = [];
  const double: SignalSource = {
    on: (signal, listener) => listeners.set(signal, listener),
    off: (signal) => listeners.delete(signal),
    exit: (code) => exits.push(code),
  };
  return { double, exits, listeners, send: (signal: string) => listeners.get(signal)?.() };
}

describe("interruption", () => {
  test("the first Ctrl-C stops the work, the second quits at once, and both say so", () => {
    const { double, exits, send } = source();
    const said: string[] = [];
    const watch = watchInterrupts(null, (text) => said.push(text), double);
    send("SIGINT");
    expect(watch.signal.aborted).toBe(true);
    expect(watch.reason()).toBe("interrupted");
    expect(exits).toEqual([]);
    expect(said.join("")).toContain("Ctrl-C again");
    send("SIGINT");
    expect(exits).toEqual([130]);
    expect(said).toHaveLength(2);
    watch.end();
  });

  test.each(["SIGTERM", "SIGHUP"])("%s counts like Ctrl-C", (signal) => {
    const { double, send } = source();
    const watch = watchInterrupts(null, () => {}, double);
    send(signal);
    expect(watch.reason()).toBe("interrupted");
    watch.end();
  });

  test("a time limit aborts and is told apart from an interruption", async () => {
    const watch = watchInterrupts(0.001, () => {}, source().double);
    await new Promise((resolve) => watch.signal.addEventListener("abort", resolve));
    expect(watch.reason()).toBe("timeout");
    watch.end();
  });

  test("after the end nothing is watched any more", () => {
    const { double, listeners } = source();
    watchInterrupts(null, () => {}, double).end();
    expect(listeners.size).toBe(0);
  });
});
