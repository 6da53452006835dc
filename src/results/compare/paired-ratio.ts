import { studentQuantile } from "../../experiments/student.ts";
import { COVERAGE } from "./paired-statistics.ts";

/** A ratio of two means over the same pairs, with the ends of its 95 % interval. */
export interface PairedRatio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Mean of one quantity over the mean of another, both taken in the same pairs, with Fieller's
 * interval. It is that of the ratio of the means, not the mean of ratios: single pairs may have
 * a denominator of 0 or of the other sign.
 *
 * @param numerators one for each pair; pairs with a NaN on either side are left out
 * @param sets parameter set of every pair, as for `pairedStatistics`; pairs are independent unless told
 * @returns null where the interval of the mean denominator (Student's t) contains 0: any ratio,
 * of either sign, would then be compatible with the pairs
 * @example
 * pairedRatio([3, 5, 4], [1, 2, 1.5])?.ratio; // 2.67
 */
export function pairedRatio(
  numerators: ArrayLike<number>,
  denominators: ArrayLike<number>,
  sets?: ArrayLike<number>,
): PairedRatio | null {
  const pairs: (readonly [x: number, y: number, set: number])[] = [];
  for (let k = 0; k < Math.min(numerators.length, denominators.length); k++) {
    const pair = [numerators[k] as number, denominators[k] as number, sets?.[k] ?? 0] as const;
    if (!Number.isNaN(pair[0] + pair[1])) pairs.push(pair);
  }
  const n = pairs.length;
  if (n < 2) return null;
  let [x, y] = [0, 0];
  for (const pair of pairs) {
    x += pair[0] / n;
    y += pair[1] / n;
  }
  // What each set, or else each pair, adds to the two means.
  const parts = new Map<number, [number, number]>();
  const clustered = new Set(pairs.map(([, , set]) => set)).size > 1;
  pairs.forEach(([ownX, ownY, set], k) => {
    const key = clustered ? set : k;
    const [sumX, sumY] = parts.get(key) ?? [0, 0];
    parts.set(key, [sumX + ownX - x, sumY + ownY - y]);
  });
  let [xx, xy, yy] = [0, 0, 0];
  for (const [ownX, ownY] of parts.values()) {
    xx += ownX * ownX;
    xy += ownX * ownY;
    yy += ownY * ownY;
  }
  const units = parts.size;
  // Squared half width of an interval, for each of the sums above.
  const widths = (studentQuantile(COVERAGE, units - 1) / n) ** 2 * (units / (units - 1));
  const a = y * y - widths * yy;
  if (!(a > 0)) return null;
  const b = x * y - widths * xy;
  const c = x * x - widths * xx;
  // The ratio itself lies within, so only rounding can take the root below 0.
  const root = Math.sqrt(Math.max(0, b * b - a * c));
  return { ratio: x / y, low: (b - root) / a, high: (b + root) / a };
}
