/**
 * Quantile of sorted values by linear interpolation between order statistics (Hyndman & Fan 1996,
 * type 7); NaN if there are none.
 *
 * @param sorted ascending, finite; it is enough if the ranks of `quantileRanks` are in their places
 * @param probability [0,1]
 */
export function quantile(sorted: ArrayLike<number>, probability: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const position = (n - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  if (below + 1 >= n) return low;
  const high = sorted[below + 1] as number;
  return low + (position - below) * (high - low);
}

/** Ranks (from 0) of the order statistics that these quantiles of n values are made of, ascending. */
export function quantileRanks(n: number, probabilities: readonly number[]): readonly number[] {
  const ranks = probabilities.flatMap((probability) => {
    const below = Math.floor((n - 1) * probability);
    return [below, Math.min(below + 1, n - 1)];
  });
  return [...new Set(ranks)].sort((a, b) => a - b);
}
