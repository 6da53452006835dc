import { MODEL_VERSION } from "../../core/version.ts";
import { compareScenarios } from "../../results/compare/compare-scenarios.ts";
import { comparisonDocument } from "../../results/compare/document.ts";
import { ownGoals } from "../../results/compare/goals.ts";
import { overTimeRows } from "../../results/compare/over-time-rows.ts";
import { runsHash } from "../../results/identity.ts";
import { fileSink } from "../../results/node/file-sink.ts";
import type { SpreadRuns } from "../../results/plan-runs.ts";
import { diffScenarios } from "../../scenario/diff.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { loadSets } from "../jobs/remember-spread.ts";
import { sizeOf } from "../read-request.ts";
import { readScenarios } from "../read-scenarios.ts";
import type { ServedExperiment } from "./experiment.ts";
import { rowAt } from "./read-query.ts";

/** Scenarios to compare. */
export interface ComparisonQuestion {
  readonly scenarios: readonly Scenario[];
  /** Decimal year at whose end values are compared; null: the last that all have. */
  readonly at: number | null;
}

/** Values of a scenario that are kept in memory before they go to a file: 16 MB. */
const BLOCK = 2 ** 21;

/** Scenarios with the same luck, each compared with the first. */
export const comparison: ServedExperiment<ComparisonQuestion> = {
  kind: "comparison",
  async ask(call, { world, spread }) {
    const { scenarios, names } = await readScenarios(call, world);
    const [first] = scenarios;
    if (first === undefined) throw new Error("no scenario was read");
    const { count, seed } = sizeOf(call, first);
    const { at: period } = call.query;
    const spreads = await Promise.all(scenarios.map(spread));
    const compiled = (spreads[0] as SpreadRuns).compiled;
    const at =
      period === undefined ? null : (compiled.labels.dates[rowAt(period, compiled)] ?? null);
    const flags = period === undefined ? [] : ["--at", period];
    return {
      scenario: first,
      question: { scenarios, at },
      count: count * scenarios.length,
      seed,
      sets: spreads.map(({ digest }) => digest),
      command: ["compare", ...names, "--runs", String(count), "--seed", seed, ...flags],
    };
  },
  async make({ question, count, seed }, { world, executor, spread, version }, watch) {
    const { scenarios, at } = question;
    const runs = count / scenarios.length;
    const sides = await Promise.all(
      scenarios.map(async (scenario) => ({
        scenario,
        world,
        ensemble: await loadSets(scenario),
        compiled: (await spread(scenario)).compiled,
      })),
    );
    const compared = await compareScenarios(sides, executor(), {
      count: runs,
      seed,
      goals: ownGoals(sides),
      ...(at === null ? {} : { date: at }),
      sink: (columns, steps) =>
        fileSink(columns, steps, { block: Math.max(1, Math.floor(BLOCK / (columns * steps))) }),
      signal: watch.signal,
      onProgress: (k, { done, failed }) => {
        watch.onProgress({ done: k * runs + done, total: count, failed });
      },
    });
    const [first] = scenarios;
    const shown = {
      comparison: compared,
      sides,
      differences: scenarios
        .slice(1)
        .map((other) => diffScenarios(first as Scenario, other, world)),
      versions: { package: version, model: MODEL_VERSION, data: world.version },
      seed,
      metric: null,
      country: null,
    };
    const any = compared.pairs.some(({ pairs }) => pairs > 0);
    const summaries = compared.sides.map(({ result }) => result.summary);
    return {
      scenarios,
      answer: any ? comparisonDocument(shown) : null,
      rows: overTimeRows(shown),
      resultHash: runsHash(summaries.map(({ resultHash }) => resultHash)),
      done: compared.sides.reduce((sum, { result }) => sum + result.count, 0),
      failed: summaries.reduce((sum, { failures }) => sum + failures.length, 0),
      stopped: compared.stopped,
    };
  },
};
