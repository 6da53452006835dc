import type { MechanismId } from "../../core/parameters.ts";
import type { Measure } from "../../experiments/attribution/measures.ts";
import { studentQuantile } from "../../experiments/student.ts";

/** Coverage of every interval of an attribution. */
export const COVERAGE = 0.95;

/** A mean over runs with the ends of its 95 % interval; the ends are NaN below two runs. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** How the difference between two scenarios is shared out. */
export interface Attribution {
  readonly from: string;
  readonly to: string;
  /** Runs that finished with every coalition of measures. */
  readonly runs: number;
  readonly coalitions: number;
  /** Orders of joining that were sampled; null where all coalitions were run. */
  readonly orders: number | null;
  /** Mean outcome without and with all measures. */
  readonly before: number;
  readonly after: number;
  readonly total: MeanInterval;
  /** What each measure contributes; the means sum to that of the total. */
  readonly measures: readonly MeasureShare[];
  /** What two measures do together beyond what they do apart; empty where orders were sampled. */
  readonly interactions: readonly Interaction[];
  /** How much of the difference is lost with each mechanism off; empty unless asked for. */
  readonly mechanisms: readonly MechanismShare[];
  /** Total less what the mechanisms lose one by one: what they carry only together. Null without them. */
  readonly interplay: number | null;
  /** True if fewer runs than asked for are in it. */
  readonly stopped: boolean;
}

/** A measure with its Shapley value. */
export interface MeasureShare extends Measure, MeanInterval {}

/** Interaction index of two measures: above 0 they strengthen each other, below they stand in for each other. */
export interface Interaction extends MeanInterval {
  readonly first: string;
  readonly second: string;
}

/** Difference of the scenarios less their difference with a mechanism off in both. */
export interface MechanismShare extends MeanInterval {
  readonly mechanism: MechanismId;
}

/**
 * Mean over runs with its 95 % interval by Student's t. Runs of one parameter set are alike and tell less than as
 * many of different sets: where sets are given and more than one is used, they count together, with as many
 * degrees of freedom as sets less one. With one run for each set it is the usual interval.
 *
 * @param more variance of the mean from elsewhere, added to that from the runs
 * @param sets parameter set of every run; runs are independent unless told
 */
export function interval(
  values: ArrayLike<number>,
  more = 0,
  sets?: ArrayLike<number>,
): MeanInterval {
  const n = values.length;
  let sum = 0;
  for (let k = 0; k < n; k++) sum += values[k] ?? Number.NaN;
  const mean = n === 0 ? Number.NaN : sum / n;
  if (n < 2) return { mean, low: Number.NaN, high: Number.NaN };
  let squares = 0;
  const together = new Map<number, number>();
  for (let k = 0; k < n; k++) {
    const off = (values[k] ?? Number.NaN) - mean;
    squares += off ** 2;
    const set = sets?.[k] ?? 0;
    together.set(set, (together.get(set) ?? 0) + off);
  }
  const clustered = sets !== undefined && together.size > 1;
  const units = clustered ? together.size : n;
  // Squares of what a unit, a set or a run, adds to the sum.
  const apart = clustered
    ? [...together.values()].reduce((all, one) => all + one ** 2, 0)
    : squares;
  const variance = ((apart / n ** 2) * units) / (units - 1);
  const half = studentQuantile(COVERAGE, units - 1) * Math.sqrt(variance + more);
  return { mean, low: mean - half, high: mean + half };
}
