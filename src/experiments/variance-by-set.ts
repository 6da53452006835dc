/** How values that come in sets vary: within a set, from set to set, and what that makes of their mean. */
export interface VarianceBySet {
  /** Sets that have a value. */
  readonly sets: number;
  /** Variance within sets; NaN where no set has two values. */
  readonly within: number;
  /** Variance of what sets expect, freed of what is left of `within` in their means, at least 0; NaN below two sets. */
  readonly between: number;
  /** Standard error of the mean of all values, sets being the independent units; NaN below two sets. */
  readonly error: number;
}

/**
 * Splits the variance of values by the set that each belongs to (one-way analysis of variance, random
 * effects; sets may differ in size), and gives the error of the mean of clusters.
 *
 * @param values without NaN
 * @param sets set of every value
 * @example
 * varianceBySet([1, 3, 6, 8], [0, 0, 1, 1]); // within 2, between 11.5, error 2.5
 */
export function varianceBySet(values: ArrayLike<number>, sets: ArrayLike<number>): VarianceBySet {
  const count = values.length;
  // From the first value on, so that equal values have a variance of exactly 0.
  const first = values[0] ?? Number.NaN;
  let mean = first;
  for (let k = 0; k < count; k++) mean += ((values[k] as number) - first) / count;
  const own = new Map<number, { size: number; sum: number; squares: number }>();
  for (let k = 0; k < count; k++) {
    const set = sets[k] as number;
    const off = (values[k] as number) - mean;
    const one = own.get(set) ?? { size: 0, sum: 0, squares: 0 };
    own.set(set, one);
    one.size += 1;
    one.sum += off;
    one.squares += off * off;
  }
  const units = own.size;
  let [inside, apart, together, sizes] = [0, 0, 0, 0];
  for (const { size, sum, squares } of own.values()) {
    // Not below 0 by rounding where all values of a set are equal.
    inside += Math.max(0, squares - sum ** 2 / size);
    apart += sum ** 2 / size;
    together += sum ** 2;
    sizes += size ** 2;
  }
  const within = count > units ? inside / (count - units) : Number.NaN;
  if (units < 2) return { sets: units, within, between: Number.NaN, error: Number.NaN };
  const typical = (count - sizes / count) / (units - 1);
  const between = (apart / (units - 1) - (Number.isNaN(within) ? 0 : within)) / typical;
  return {
    sets: units,
    within,
    between: Math.max(0, between),
    error: Math.sqrt((together * units) / (units - 1)) / count,
  };
}
