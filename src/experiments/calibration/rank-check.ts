// Simulation-based calibration (Talts et al. 2018): runs of known parameters are treated as if they were
// the observed world. If the method is right, the true parameter is as likely to have any rank among the
// sets that the method gives as any other.

import { acceptNearest, adaptiveScales, squaredDistances } from "./accept.ts";
import { adjustLinearly } from "./adjust.ts";
import { resampled, type Uniform } from "./population.ts";

/** How often the true value of a parameter had each rank, in equal bins. */
export interface RankHistogram {
  readonly id: string;
  readonly counts: readonly number[];
  /** Chi-square statistic against a flat histogram, counts - 1 degrees of freedom. */
  readonly chiSquare: number;
}

const BINS = 10;
/** Sets drawn per trial: ranks from 0 to 99, ten to a bin. */
const DRAWS = 99;

/**
 * Rank histograms of all parameters.
 *
 * @param places points of runs from the prior; [run × width]
 * @param statistics what the runs gave; [run × statistic]
 * @param trials how many runs, the first ones, play the observed world
 * @param fraction share of the other runs that each accepts
 */
export function rankHistograms(
  ids: readonly string[],
  places: Float64Array,
  statistics: Float64Array,
  trials: number,
  fraction: number,
  uniform: Uniform,
): readonly RankHistogram[] {
  const width = ids.length;
  const runs = places.length / width;
  const count = statistics.length / runs;
  const scales = adaptiveScales(statistics, count);
  const counts = ids.map(() => new Array<number>(BINS).fill(0));
  for (let trial = 0; trial < trials; trial++) {
    const observed = statistics.subarray(trial * count, (trial + 1) * count);
    if (observed.some(Number.isNaN)) continue;
    const squared = squaredDistances(statistics, observed, scales);
    squared[trial] = Number.POSITIVE_INFINITY;
    const accepted = acceptNearest(squared, Math.round(fraction * runs));
    const near = new Float64Array(accepted.runs.length * width);
    const off = new Float64Array(accepted.runs.length * count);
    accepted.runs.forEach((r, k) => {
      near.set(places.subarray(r * width, (r + 1) * width), k * width);
      for (let s = 0; s < count; s++) {
        const scale = scales[s] as number;
        const apart = (statistics[r * count + s] as number) - (observed[s] as number);
        off[k * count + s] = scale === 0 ? 0 : apart / scale;
      }
    });
    const adjusted = adjustLinearly(near, off, accepted.weights);
    const drawn = resampled(accepted.weights, DRAWS, uniform);
    ids.forEach((_, k) => {
      const truth = places[trial * width + k] as number;
      let rank = 0;
      for (const s of drawn) if ((adjusted[s * width + k] as number) < truth) rank++;
      const bin = Math.floor((rank * BINS) / (DRAWS + 1));
      const own = counts[k];
      if (own) own[bin] = (own[bin] ?? 0) + 1;
    });
  }
  return ids.map((id, k) => {
    const own = counts[k] ?? [];
    const expected = own.reduce((a, b) => a + b, 0) / BINS;
    const chiSquare = own.reduce((sum, c) => sum + (c - expected) ** 2 / expected, 0);
    return { id, counts: own, chiSquare };
  });
}
