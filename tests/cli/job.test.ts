import { describe, expect, test } from "vitest";
import { Stop } from "../../src/cli/exit-codes.ts";
import type { EnsembleFlags } from "../../src/cli/run/choices.ts";
import { readJob } from "../../src/cli/run/job.ts";
import type { ViewFlags } from "../../src/cli/run/view.ts";
import { terminalDouble } from "./terminal-double.ts";

const choices = { runs: 6, seed: null, jobs: 1, timeout: null, progress: "none" } as const;

/** Reads a job as `panoptes run` does; gives back it, or what it was stopped by. */
async function read(name: string, flags: Partial<EnsembleFlags & ViewFlags> = {}, input = "") {
  const terminal = terminalDouble({}, input);
  try {
    const job = await readJob(terminal, name, { set: [], input: true, ...flags }, choices);
    return { job, err: terminal.err(), code: 0 };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { job: null, err: terminal.err() + error.message, code: error.exitCode };
  }
}

describe("what cannot be run", () => {
  test.each<[string, string, Partial<EnsembleFlags & ViewFlags>, number, RegExp]>([
    ["a file that is not there", "nothing.yaml", {}, 3, /E001.*"nothing\.yaml"/],
    ["a name near a built-in one", "baselin", {}, 3, /did you mean "baseline"/],
    ["an unknown parameter", "baseline", { set: ["choice.prise=1"] }, 3, /"choice\.price"\?/],
    ["a value out of its limits", "baseline", { set: ["contract.failure=7"] }, 3, /--set:1:/],
    ["a setting without a value", "baseline", { set: ["choice.price"] }, 2, /write key=value/],
    ["a period outside", "baseline", { at: "1999" }, 2, /covers 2011Q1 to 2040Q4/],
    ["a country that is none", "baseline", { country: "Kenia" }, 2, /Did you mean "KEN" \(Kenya\)/],
    ["an outcome that is none", "baseline", { metric: "market.hi" }, 2, /"market\.hhi"\?/],
  ])("%s is told with the way out", async (_, name, flags, code, message) => {
    const stopped = await read(name, flags);
    expect(stopped.err).toMatch(message);
    expect(stopped.code).toBe(code);
  });

  test("standard input is not waited for where nobody is to type", async () => {
    const terminal = terminalDouble({ inputIsTerminal: true });
    const flags = { set: [], input: false };
    await expect(readJob(terminal, "-", flags, choices)).rejects.toThrow(/nothing is piped in/);
  });
});

describe("what a scenario is compared with", () => {
  test("a root with nothing, a child with its root, by the same runs and seed", async () => {
    expect((await read("baseline")).job?.reference).toBeNull();
    const { job } = await read("silk-road-2");
    expect(job?.reference?.name).toBe("baseline");
    const { count, seed } = job?.reference?.prepared.design ?? {};
    expect({ count, seed }).toEqual({ count: 6, seed: "1" });
  });

  test("a root with settings is compared with itself without them", async () => {
    const { job } = await read("baseline", { set: ["choice.price=4"] });
    expect(job?.prepared.scenario.parameters["choice.price"]).toBe(4);
    expect(job?.reference?.prepared.scenario.parameters["choice.price"]).not.toBe(4);
  });

  test("a root from standard input with settings, too", async () => {
    const text = "schema: panoptes/scenario@1\nid: own-root\ntitle: Own root\n";
    const { job } = await read("-", { set: ["choice.price=4"] }, text);
    expect(job?.reference?.name).toBe("own-root");
  });

  test("one that ends before the shown date is left out, with a warning", async () => {
    const text = [
      "schema: panoptes/scenario@1",
      "id: longer",
      "title: Longer",
      "extends: baseline",
      "time: { end: 2045Q4 }",
      "",
    ].join("\n");
    const { job, err } = await read("-", {}, text);
    expect(job?.reference).toBeNull();
    expect(err).toContain("not compared with baseline, which ends in 2040Q4");
    expect((await read("-", { at: "2035" }, text)).job?.reference?.name).toBe("baseline");
  });

  test("--no-baseline compares with nothing", async () => {
    expect((await read("silk-road-2", { baseline: false })).job?.reference).toBeNull();
  });
});
