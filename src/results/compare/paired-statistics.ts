import { normalQuantile } from "../../experiments/sampling/normal-quantile.ts";
import { studentQuantile } from "../../experiments/student.ts";
import { quantile } from "../quantile.ts";

/** Coverage of every interval of a mean in comparisons. */
export const COVERAGE = 0.95;

/** How one ensemble differs from another, pair by pair: b - a. */
export interface PairedStatistics {
  /** Pairs in which both runs finished. */
  readonly pairs: number;
  /** Mean of each side over these pairs; NaN without pairs. */
  readonly meanA: number;
  readonly meanB: number;
  /**
   * Mean difference with the ends of its 95 % interval (Student's t, over parameter sets where there are
   * several); the ends are NaN below two pairs.
   */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Quantiles of the differences. */
  readonly p10: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
  readonly higher: number;
  readonly same: number;
  readonly lower: number;
  /** Whether the interval of the mean excludes 0: which way; "same" if all pairs are equal, "none" without pairs. */
  readonly direction: Direction;
  /**
   * How many times as many runs the same precision would need without shared luck:
   * (Var A + Var B) / Var(B - A); infinite if the difference is the same in every pair, NaN if
   * neither side varies or there are fewer than two pairs.
   */
  readonly gain: number;
  /** Pairs after which the interval would exclude 0 if mean and spread stayed; null if it does or never would. */
  readonly pairsNeeded: number | null;
}

/** What the pairs say about the sign of a difference. */
export type Direction = "higher" | "lower" | "unclear" | "same" | "none";

/**
 * Compares values of two ensembles with the same seeds, in the same order. Pairs in which either is
 * NaN are left out; if one is longer, its rest is.
 *
 * Pairs of one parameter set are alike, so that they tell less than as many pairs of different sets: where
 * sets are given and more than one has a pair, the interval is that of a mean of clusters, with as many
 * degrees of freedom as sets less one. With one pair for each set it is the usual one.
 *
 * @param sets parameter set of every pair; pairs are independent unless told
 * @example
 * pairedStatistics([1, 2, 3], [2, 3, 5]).mean; // 4/3
 */
export function pairedStatistics(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  sets?: ArrayLike<number>,
): PairedStatistics {
  const length = Math.min(a.length, b.length);
  const differences = new Float64Array(length);
  let pairs = 0;
  let sumA = 0;
  let sumB = 0;
  let higher = 0;
  let lower = 0;
  for (let k = 0; k < length; k++) {
    const x = a[k] as number;
    const y = b[k] as number;
    const difference = y - x;
    if (Number.isNaN(difference)) continue;
    differences[pairs++] = difference;
    sumA += x;
    sumB += y;
    if (difference > 0) higher += 1;
    else if (difference < 0) lower += 1;
  }
  const meanA = sumA / pairs;
  const meanB = sumB / pairs;
  const mean = (sumB - sumA) / pairs;
  let squaresA = 0;
  let squaresB = 0;
  let squares = 0;
  const sums = sets === undefined || higher + lower === 0 ? null : new Map<number, number>();
  for (let k = 0; k < length; k++) {
    const x = a[k] as number;
    const y = b[k] as number;
    if (Number.isNaN(y - x)) continue;
    squaresA += (x - meanA) ** 2;
    squaresB += (y - meanB) ** 2;
    const off = y - x - mean;
    squares += off ** 2;
    if (sums !== null) {
      const set = sets?.[k] ?? 0;
      sums.set(set, (sums.get(set) ?? 0) + off);
    }
  }
  const sorted = differences.subarray(0, pairs);
  // Before scenarios part all differences are 0, which is half of all rows of most comparisons.
  if (higher + lower > 0) sorted.sort();
  // Where all differences are equal, what is left of the squares is the rounding of their mean.
  const constant = pairs > 0 && sorted[0] === sorted[pairs - 1];
  const clusters = sums !== null && sums.size > 1 ? sums.size : pairs;
  // Sum of squares of what one unit of the sample adds to the mean: a set, or a pair.
  const apart =
    sums !== null && sums.size > 1
      ? [...sums.values()].reduce((sum, own) => sum + own ** 2, 0)
      : squares;
  const error =
    pairs < 2 ? Number.NaN : constant ? 0 : Math.sqrt((apart * clusters) / (clusters - 1)) / pairs;
  const half = error * studentQuantile(COVERAGE, clusters - 1);
  const same = pairs - higher - lower;
  const direction = directionOf(pairs, same, mean, half);
  return {
    pairs,
    meanA,
    meanB,
    mean,
    low: mean - half,
    high: mean + half,
    p10: quantile(sorted, 0.1),
    p25: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    p75: quantile(sorted, 0.75),
    p90: quantile(sorted, 0.9),
    higher,
    same,
    lower,
    direction,
    gain: pairs < 2 ? Number.NaN : gainOf(squaresA + squaresB, constant ? 0 : squares),
    pairsNeeded: direction === "unclear" ? pairsNeeded(mean, error * Math.sqrt(pairs)) : null,
  };
}

function directionOf(pairs: number, same: number, mean: number, half: number): Direction {
  if (pairs === 0) return "none";
  if (same === pairs) return "same";
  if (!(Math.abs(mean) > half)) return "unclear";
  return mean > 0 ? "higher" : "lower";
}

function gainOf(apart: number, together: number): number {
  if (together > 0) return apart / together;
  return apart > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
}

/** Pairs n with t × spread / √n below the mean; null where the mean is 0 or unknown. */
function pairsNeeded(mean: number, spread: number): number | null {
  if (mean === 0) return null;
  const needed = ((normalQuantile(0.5 + COVERAGE / 2) * spread) / mean) ** 2;
  return Number.isFinite(needed) ? Math.max(2, Math.ceil(needed)) : null;
}
