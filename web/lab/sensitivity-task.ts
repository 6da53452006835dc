import type { BarChart } from "../../src/results/charts/bars.ts";
import { tornado } from "../../src/results/sensitivity/ranking.ts";
import { LUCK, runSensitivity, SETS } from "../../src/results/sensitivity/run-sensitivity.ts";
import { prepareSweep } from "../../src/results/sweep/prepare-sweep.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { Runner } from "../explore/runner.ts";
import { words } from "../strings/words.ts";
import type { LabDesk } from "./tasks.ts";
import { type Varied, withVaried } from "./varied.ts";

/** Levers of which is asked how much they matter. */
export interface SensitivityOrder {
  readonly scenario: Scenario;
  readonly varied: readonly Varied[];
  readonly method: "morris" | "sobol";
  /** Trajectories (Morris) or rows (Sobol'). */
  readonly base: number;
}

/** What matters to each outcome. */
export interface SensitivityAnswer {
  readonly outcomes: readonly {
    readonly name: string;
    /** Null where the outcome is the same at every point. */
    readonly chart: BarChart | null;
  }[];
  readonly runs: number;
  readonly seconds: number;
}

/** Runs a design over the levers, the parameter sets and luck, and says what explains the outcomes. */
export async function sensitivityTask(
  runner: Runner,
  { scenario, varied, method, base }: SensitivityOrder,
  { signal, progress }: LabDesk<SensitivityAnswer>,
): Promise<SensitivityAnswer> {
  const free = withVaried(scenario, varied);
  const ensemble = await runner.setsOf(scenario, scenario.runs.count);
  const prepared = prepareSweep(free, runner.world, { ensemble });
  const begun = performance.now();
  const found = await runSensitivity(prepared, free.uncertainty, runner.executor, {
    method,
    base,
    designSeed: scenario.runs.seed,
    seed: scenario.runs.seed,
    signal,
    onProgress: progress,
  });
  // Indices of part of a design would be wrong, not only coarse.
  if (found.stopped) throw new Error(words.lab.notToEnd);
  const labels = Object.fromEntries([
    ...varied.map(({ key, label }) => [key, label] as const),
    [LUCK, words.lab.luck],
    [SETS, words.lab.parameterSet],
  ]);
  return {
    outcomes: prepared.outcomes.map(({ name }, k) => ({
      name,
      chart: tornado(found, prepared.outcomes, labels, k),
    })),
    runs: found.table.points.length,
    seconds: (performance.now() - begun) / 1000,
  };
}
