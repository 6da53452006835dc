// Forecasts of a count as probabilities of 0, 1, 2 …, and how good they were.

/** Probabilities of the counts 0, 1, 2 …, summing to 1. */
export type CountForecast = Float64Array;

/** Central intervals that are held against what happened. */
export const coverageLevels = [0.5, 0.8, 0.95] as const;

/** The number of events among independent ones with these probabilities. */
export function countOfIndependent(probabilities: ArrayLike<number>): CountForecast {
  const counts = new Float64Array(probabilities.length + 1);
  counts[0] = 1;
  for (let k = 0; k < probabilities.length; k++) {
    const p = probabilities[k] as number;
    for (let c = k + 1; c > 0; c--) {
      counts[c] = (counts[c] as number) * (1 - p) + (counts[c - 1] as number) * p;
    }
    counts[0] = (counts[0] as number) * (1 - p);
  }
  return counts;
}

/**
 * The count that weighted draws give, each rounded to a whole number of at most `most`.
 *
 * @param weights summing to 1
 */
export function countOfDraws(
  draws: ArrayLike<number>,
  weights: ArrayLike<number>,
  most: number,
): CountForecast {
  const counts = new Float64Array(most + 1);
  for (let k = 0; k < draws.length; k++) {
    const c = Math.min(most, Math.max(0, Math.round(draws[k] as number)));
    counts[c] = (counts[c] as number) + (weights[k] as number);
  }
  return counts;
}

/** A forecast of later events on top of a count that stands. */
export function countFrom(standing: number, more: CountForecast): CountForecast {
  const counts = new Float64Array(standing + more.length);
  counts.set(more, standing);
  return counts;
}

/** Continuous ranked probability score: the summed squared distance of the distribution from what happened. */
export function crpsOfCount(forecast: CountForecast, happened: number): number {
  let below = 0;
  let sum = 0;
  const until = Math.max(forecast.length, happened);
  for (let c = 0; c < until; c++) {
    below += forecast[c] ?? 0;
    sum += (below - (c >= happened ? 1 : 0)) ** 2;
  }
  return sum;
}

/**
 * How much of a count that happened lies in the central interval of a forecast, from 0 to 1. A count has
 * a whole stretch of the distribution to itself; the share of the stretch that lies in the interval counts,
 * so that right forecasts cover exactly as often as the interval says, however few counts there are.
 */
export function coverageOfCount(forecast: CountForecast, happened: number, level: number): number {
  let below = 0;
  for (let c = 0; c < happened; c++) below += forecast[c] ?? 0;
  const own = forecast[happened] ?? 0;
  const low = (1 - level) / 2;
  const high = (1 + level) / 2;
  if (own <= 0) return below > low && below < high ? 1 : 0;
  const inside = Math.min(below + own, high) - Math.max(below, low);
  return Math.min(1, Math.max(0, inside / own));
}

/** Mean of a forecast. */
export function meanOfCount(forecast: CountForecast): number {
  return forecast.reduce((sum, p, c) => sum + p * c, 0);
}

/** The smallest count below or at which a share p of the forecast lies. */
export function quantileOfCount(forecast: CountForecast, p: number): number {
  let below = 0;
  for (let c = 0; c < forecast.length; c++) {
    below += forecast[c] as number;
    if (below >= p - 1e-12) return c;
  }
  return forecast.length - 1;
}
