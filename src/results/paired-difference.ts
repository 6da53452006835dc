import { quantile } from "./quantile.ts";

/** How one ensemble differs from another, run by run with the same seeds. */
export interface PairedDifference {
  /** Pairs in which both runs finished. */
  readonly pairs: number;
  /** Mean of a - b; NaN without pairs. */
  readonly mean: number;
  /** Median of a - b; NaN without pairs. */
  readonly median: number;
  /** Pairs with a > b. */
  readonly higher: number;
  /** Pairs with a = b. */
  readonly same: number;
  /** Pairs with a < b. */
  readonly lower: number;
}

/**
 * Compares two ensembles that were run with the same seeds, one value per run. Pairs in which a run
 * failed (NaN) are left out. If one ensemble is shorter, its runs are the first of the other, so
 * only those are paired.
 *
 * @example
 * const { median, higher, pairs } = pairedDifference(
 *   endValues(scenario, "adoption.share.china"),
 *   endValues(baseline, "adoption.share.china"),
 * );
 */
export function pairedDifference(a: ArrayLike<number>, b: ArrayLike<number>): PairedDifference {
  const differences: number[] = [];
  const length = Math.min(a.length, b.length);
  for (let k = 0; k < length; k++) {
    const difference = (a[k] as number) - (b[k] as number);
    if (!Number.isNaN(difference)) differences.push(difference);
  }
  const pairs = differences.length;
  const higher = differences.filter((difference) => difference > 0).length;
  const lower = differences.filter((difference) => difference < 0).length;
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / pairs;
  const median = quantile(
    differences.sort((x, y) => x - y),
    0.5,
  );
  return { pairs, mean, median, higher, same: pairs - higher - lower, lower };
}
