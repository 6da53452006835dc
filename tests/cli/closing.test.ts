import { describe, expect, test } from "vitest";
import { ExitCode } from "../../src/cli/exit-codes.ts";
import { sayEnding, worse } from "../../src/cli/run/closing.ts";
import type { Job } from "../../src/cli/run/job.ts";
import type { Outcome } from "../../src/cli/run/outcome.ts";
import type { Settings } from "../../src/core/model.ts";
import type { Design } from "../../src/experiments/ensemble.ts";
import type { Spread } from "../../src/experiments/spread.ts";
import type { EnsembleSummary } from "../../src/results/summary.ts";
import { outcomeDouble } from "./outcome-double.ts";
import { terminalDouble } from "./terminal-double.ts";

/** Says how an ensemble ended. */
function end(
  summary: Partial<EnsembleSummary>,
  changes: Partial<Outcome>,
  written: string | null,
  design: Partial<Design> = {},
  plugin: readonly string[] = [],
) {
  const terminal = terminalDouble();
  const whole = outcomeDouble();
  const outcome = { ...whole, ...changes, summary: { ...whole.summary, ...summary } };
  const job = { name: "my world.yaml", prepared: { design } } as Job;
  const flags = { set: ["choice.price=2"], input: true, plugin };
  const code = sayEnding(terminal, job, outcome, flags, written);
  return { code, err: terminal.err(), out: terminal.out() };
}

const failures = [{ run: 36, seed: "37", reason: "market.hhi is NaN in period 90" }];
const runs = { requested: 100, finished: 99, seed: "1" };

describe("the end of an ensemble", () => {
  test("a failed run is told with its seed, its reason and a line that repeats it", () => {
    const { code, err, out } = end({ failures, runs }, {}, "results/a");
    expect(code).toBe(ExitCode.SomeFailed);
    expect(out).toBe("");
    expect(err).toBe(
      "error: run 36 (seed 37) failed: market.hhi is NaN in period 90\n" +
        "       reproduce: panoptes run 'my world.yaml' --set choice.price=2 --seed 37 --runs 1 --verbose\n" +
        "       99 finished runs of 100 were written to results/a.\n",
    );
  });

  test("a failed run of an ensemble of parameter sets is repeated with its own set", () => {
    const settings = Array.from({ length: 40 }, () => ({}) as Settings);
    const worlds = settings.map((_, k) => Math.floor(k / 2) + 1);
    const imputation = { cells: [], scales: {} } as unknown as Spread["imputation"];
    const spread: Spread = { ensemble: "baseline", sets: 20, imputation, worlds };
    const { err } = end({ failures, runs }, {}, null, { settings, spread });
    expect(err).toContain("--set parameter_sets.only=18 --seed 37 --runs 1");
  });

  test("a failed run under plugins is repeated under them", () => {
    const { err } = end({ failures, runs }, {}, null, {}, ["./a.mjs", "b c.mjs"]);
    expect(err).toContain("--set choice.price=2 --plugin ./a.mjs --plugin 'b c.mjs' --seed 37");
  });

  test("of many failed runs the first five are told and the rest counted", () => {
    const many = Array.from({ length: 12 }, (_, run) => ({ run, seed: `${run + 1}`, reason: "x" }));
    const { err } = end({ failures: many, runs: { ...runs, finished: 88 } }, {}, null);
    expect(err.match(/reproduce/g)).toHaveLength(5);
    expect(err).toContain("and 7 more runs failed. 88 finished runs of 100 were used.");
  });

  test("a time limit and an interruption have codes of their own", () => {
    const partial = { runs: { ...runs, finished: 1 } };
    expect(end(partial, { stopped: "timeout" }, null)).toMatchObject({
      code: ExitCode.Limit,
      err: "Time limit reached. 1 finished run of 100 was used.\n",
    });
    expect(end(partial, { stopped: "interrupted" }, null).code).toBe(ExitCode.Interrupted);
  });

  test("where nothing was finished that is said", () => {
    const { err } = end({ runs: { ...runs, finished: 0 } }, { stopped: "interrupted" }, null);
    expect(err).toBe("Interrupted. No run was finished.\n");
  });

  test("a whole ensemble ends without a word", () => {
    expect(end({}, {}, null)).toEqual({ code: ExitCode.Done, err: "", out: "" });
  });

  test("of two ways to end the worse counts, an interruption most", () => {
    expect(worse(ExitCode.SomeFailed, ExitCode.Done)).toBe(ExitCode.SomeFailed);
    expect(worse(ExitCode.Limit, ExitCode.Interrupted)).toBe(ExitCode.Interrupted);
    expect(worse(ExitCode.Done, ExitCode.Limit)).toBe(ExitCode.Limit);
  });
});
