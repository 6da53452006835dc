import { runPlan } from "../../src/experiments/run-plan.ts";
import { quantile } from "../../src/results/quantile.ts";
import { prepareSweep } from "../../src/results/sweep/prepare-sweep.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { Runner } from "../explore/runner.ts";
import { words } from "../strings/words.ts";
import type { LabDesk } from "./tasks.ts";
import { type Varied, withVaried } from "./varied.ts";

/** A lever that is moved through its range. */
export interface SweepOrder {
  readonly scenario: Scenario;
  readonly lever: Varied;
  /** Values of it, 2 or more. */
  readonly points: number;
  /** Runs at each value, on the same luck. */
  readonly runs: number;
}

/** What an outcome comes to along a lever. */
export interface SweepAnswer {
  readonly lever: Varied;
  readonly values: readonly number[];
  readonly outcomes: readonly {
    readonly name: string;
    readonly unit: string;
    readonly period: string;
    /** Over the runs at each value; NaN where none is there yet. [value] */
    readonly p10: readonly number[];
    readonly median: readonly number[];
    readonly p90: readonly number[];
  }[];
  /** Runs that were done, and that were asked for. */
  readonly runs: number;
  readonly asked: number;
}

/** Runs a scenario at values of one lever, all on the same luck and parameter sets. */
export async function sweepTask(
  runner: Runner,
  { scenario, lever, points: count, runs }: SweepOrder,
  { signal, progress }: LabDesk<SweepAnswer>,
): Promise<SweepAnswer> {
  const free = withVaried(scenario, [lever]);
  const ensemble = await runner.setsOf(scenario, runs);
  const prepared = prepareSweep(free, runner.world, { ensemble });
  const { low, high } = lever;
  const values = Array.from({ length: count }, (_, k) =>
    Number((low + ((high - low) * k) / (count - 1)).toPrecision(6)),
  );
  // Run by run, so that a sweep that is stopped has the first runs at every value.
  const rows = Array.from({ length: count * runs }, (_, row) => ({
    point: row % count,
    seed: Math.floor(row / count),
  }));
  const planned = {
    points: Uint32Array.from(rows, ({ point }) => point),
    seeds: Uint32Array.from(rows, ({ seed }) => seed),
    sets: Uint32Array.from(rows, ({ seed }) => prepared.setOf(seed)),
  };
  const job = prepared.jobAt(
    { names: [lever.key], count, values: Float64Array.from(values) },
    scenario.runs.seed,
  );
  const { table } = await runPlan(job, planned, runner.executor, { signal, onProgress: progress });
  const done = table.points.length;
  if (done < count) throw new Error(words.lab.notEveryValue);
  const picks = prepared.outcomes.length;
  const at = (k: number, point: number): readonly number[] =>
    [...table.points.keys()]
      .filter((row) => table.points[row] === point)
      .map((row) => table.values[row * picks + k] ?? Number.NaN)
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
  return {
    lever,
    values,
    outcomes: prepared.outcomes.map(({ name, unit, period }, k) => {
      const sorted = values.map((_, point) => at(k, point));
      const line = (p: number) => sorted.map((one) => quantile(one, p));
      return { name, unit, period, p10: line(0.1), median: line(0.5), p90: line(0.9) };
    }),
    runs: done,
    asked: rows.length,
  };
}
