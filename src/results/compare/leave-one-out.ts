import {
  type Measure,
  measuresBetween,
  withMeasures,
} from "../../experiments/attribution/measures.ts";
import type { Executor, Progress, StopSignal } from "../../experiments/ensemble.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { ParameterEnsemble } from "../../scenario/ensemble.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import { runVariants } from "../attribution/run-variants.ts";
import type { PairedComparison } from "./compare-sides.ts";
import { type PairedStatistics, pairedStatistics } from "./paired-statistics.ts";
import { type Side, stepAt, valuesAt } from "./side.ts";

/** Differences between two scenarios that are left out one by one, at most. */
export const MOST_LEFT_OUT = 24;

/** The second scenario without one of the things in which it differs from the first. */
export interface LeftOut {
  /** What it is without. */
  readonly measure: Measure;
  /** That variant against the first scenario, for the outcomes of the comparison in their order. */
  readonly outcomes: readonly PairedStatistics[];
}

/** What is left of a difference without each of its causes. */
export interface LeaveOneOut {
  readonly variants: readonly LeftOut[];
  /** Why there are none; null where there are. */
  readonly reason: string | null;
}

/** Two scenarios of a comparison. */
export interface LeaveOneOutInput {
  readonly from: Scenario;
  readonly to: Scenario;
  /** The second scenario, compiled. */
  readonly compiled: Compiled;
  readonly world: World;
  readonly ensemble: ParameterEnsemble | null;
}

/** What would be left out of two scenarios, or why nothing can be. */
export function leftOutOf(
  from: Scenario,
  to: Scenario,
): { readonly measures: readonly Measure[]; readonly reason: string | null } {
  try {
    const measures = measuresBetween(from, to);
    if (measures.length === 0) return { measures, reason: "they differ in nothing that is run" };
    if (measures.length === 1) {
      return { measures: [], reason: "they differ in one thing, without which nothing is left" };
    }
    if (measures.length <= MOST_LEFT_OUT) return { measures, reason: null };
    const reason = `they differ in ${measures.length} things; at most ${MOST_LEFT_OUT} are left out one by one`;
    return { measures: [], reason };
  } catch (error) {
    if (error instanceof RangeError) return { measures: [], reason: error.message };
    throw error;
  }
}

/**
 * Runs the second scenario again without each single thing in which it differs from the first, on the
 * same luck and parameter sets, and holds every variant against the first: a conclusion that one of them
 * does not bear out hangs on what that one leaves out.
 *
 * @param a the first side of the comparison; its series still open
 * @param pair the two sides compared
 */
export async function leaveOneOut(
  { from, to, compiled, world, ensemble }: LeaveOneOutInput,
  a: Side,
  pair: PairedComparison,
  executor: Executor,
  options: {
    readonly count: number;
    readonly seed: string;
    readonly signal?: StopSignal;
    readonly onProgress?: (progress: Progress) => void;
  },
): Promise<LeaveOneOut> {
  const { measures, reason } = leftOutOf(from, to);
  if (reason !== null) return { variants: [], reason };
  const variants = measures.map((_, left) => withMeasures(from, to, measures, (k) => k !== left));
  const date = pair.dates[pair.row] as number;
  const step = stepAt(compiled.labels, date);
  const columns = pair.outcomes.map(({ columnB }) => columnB);
  const readings = columns.map((column) => ({ column, step }));
  const input = { to, compiled, world, ensemble, readings };
  const values = await runVariants(input, variants, executor, options);
  const width = variants.length * columns.length;
  const runs = Math.floor(values.length / width);
  const reference = pair.outcomes.map(({ columnA }) =>
    valuesAt(a, columnA, stepAt(a.labels, date)),
  );
  return {
    reason: null,
    variants: measures.map((measure, v) => ({
      measure,
      outcomes: columns.map((_, c) =>
        pairedStatistics(
          reference[c] as Float64Array,
          Float64Array.from(
            { length: runs },
            (_, run) => values[run * width + v * columns.length + c] as number,
          ),
          a.setOf,
        ),
      ),
    })),
  };
}
