// Rejection with a smooth edge: the nearest parameter sets, weighted by how near they are.

/** Parameter sets that are near enough. */
export interface Accepted {
  /** Their indices, ascending. */
  readonly runs: Int32Array;
  /** Their weights, summing to 1. */
  readonly weights: Float64Array;
  /** The distance at which the weight reaches 0. */
  readonly radius: number;
}

/**
 * Scales of statistics for the distance: the median absolute deviation from the median, over the runs at
 * hand (Prangle 2017), so that none counts for its unit. A statistic that does not vary has scale 0 and
 * does not count. Runs in which it has no meaning (NaN) are left out.
 *
 * @param statistics [run × width]
 */
export function adaptiveScales(statistics: Float64Array, width: number): Float64Array {
  const runs = statistics.length / width;
  const column = new Float64Array(runs);
  return Float64Array.from({ length: width }, (_, k) => {
    let count = 0;
    for (let r = 0; r < runs; r++) {
      const value = statistics[r * width + k] as number;
      if (!Number.isNaN(value)) column[count++] = value;
    }
    const values = column.slice(0, count);
    const middle = medianOf(values);
    const apart = medianOf(values.map((value) => Math.abs(value - middle)));
    if (apart > 0) return 1.4826 * apart;
    // More than half of the runs agree: fall back on the standard deviation.
    let squares = 0;
    let mean = 0;
    for (const value of values) mean += value / count;
    for (const value of values) squares += (value - mean) ** 2 / count;
    return Math.sqrt(squares);
  });
}

function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] as number)) / 2;
}

/**
 * Squared distances of runs from what was observed, in scales. A run in which a statistic has no meaning
 * is infinitely far.
 *
 * @param statistics [run × width]
 * @returns [run]
 */
export function squaredDistances(
  statistics: Float64Array,
  observed: ArrayLike<number>,
  scales: ArrayLike<number>,
): Float64Array {
  const width = observed.length;
  const runs = statistics.length / width;
  return Float64Array.from({ length: runs }, (_, r) => {
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const scale = scales[k] as number;
      if (scale === 0) continue;
      const off = ((statistics[r * width + k] as number) - (observed[k] as number)) / scale;
      sum += off * off;
    }
    return Number.isNaN(sum) ? Number.POSITIVE_INFINITY : sum;
  });
}

/**
 * The nearest runs, with Epanechnikov weights 1 - (d / radius)^2 times their own.
 *
 * @param squared squared distances; [run]
 * @param count how many to accept, at least 1
 * @param own weights that the runs have already; all equal unless told; [run]
 */
export function acceptNearest(
  squared: Float64Array,
  count: number,
  own?: ArrayLike<number>,
): Accepted {
  const order = Int32Array.from(squared.keys()).sort(
    (a, b) => (squared[a] as number) - (squared[b] as number) || a - b,
  );
  const finite = order.filter((r) => Number.isFinite(squared[r]));
  const kept = finite.subarray(0, Math.min(count, finite.length));
  // The edge lies at the first run that is left out, so that the last one kept has a weight, too.
  const edge = finite[kept.length] ?? kept[kept.length - 1];
  const limit = edge === undefined ? 0 : (squared[edge] as number);
  const runs = kept.slice().sort();
  const weights = Float64Array.from(runs, (r) => {
    const near = limit > 0 ? 1 - (squared[r] as number) / limit : 1;
    return Math.max(near, 1e-12) * (own === undefined ? 1 : (own[r] as number));
  });
  let total = 0;
  for (const w of weights) total += w;
  return { runs, weights: weights.map((w) => w / total), radius: Math.sqrt(limit) };
}

/** Effective number of equally weighted sets: 1 / sum w^2 of weights that sum to 1. */
export function effectiveSize(weights: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < weights.length; k++) {
    sum += weights[k] as number;
    squares += (weights[k] as number) ** 2;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}
