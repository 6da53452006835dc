// What the data have told of each parameter, and what they have not.

import { fromUnit, type PriorDimension } from "./prior.ts";

/** Weighted points of the unit cube. */
export interface WeightedPlaces {
  /** [set × width] */
  readonly places: Float64Array;
  readonly weights: Float64Array;
}

/** A parameter before and after. */
export interface Contraction {
  readonly id: string;
  readonly symbol: string;
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** 5%, 50% and 95% after. */
  readonly q05: number;
  readonly q50: number;
  readonly q95: number;
  /** 1 - variance after / variance before, on the prior's scale: 0 nothing learnt, 1 all. */
  readonly contraction: number;
  /** Density after over density before, in ten equal parts of the range. */
  readonly profile: readonly number[];
}

/** Two parameters that the data cannot tell apart: they trade off against each other. */
export interface Pair {
  readonly first: string;
  readonly second: string;
  /** Correlation after; before it was 0. */
  readonly correlation: number;
}

const UNIFORM_VARIANCE = 1 / 12;
const BINS = 10;

/** Sums up each parameter. */
export function contractions(
  prior: readonly PriorDimension[],
  { places, weights }: WeightedPlaces,
): readonly Contraction[] {
  const width = prior.length;
  return prior.map((dimension, k) => {
    const values = Float64Array.from(weights, (_, s) => places[s * width + k] as number);
    const { variance } = momentsOf(values, weights);
    const at = (p: number): number => fromUnit(dimension, weightedQuantile(values, weights, p));
    const profile = new Array<number>(BINS).fill(0);
    const total = weights.reduce((a, b) => a + b, 0);
    values.forEach((u, s) => {
      const bin = Math.min(BINS - 1, Math.max(0, Math.floor(u * BINS)));
      profile[bin] = (profile[bin] ?? 0) + ((weights[s] as number) / total) * BINS;
    });
    const { id, symbol, label, low, high } = dimension;
    return {
      id,
      symbol,
      label,
      low,
      high,
      q05: at(0.05),
      q50: at(0.5),
      q95: at(0.95),
      contraction: 1 - variance / UNIFORM_VARIANCE,
      profile,
    };
  });
}

/** Pairs whose correlation is at least `least` in size, the strongest first. */
export function tradeOffs(
  prior: readonly PriorDimension[],
  { places, weights }: WeightedPlaces,
  least: number,
): readonly Pair[] {
  const width = prior.length;
  const columns = prior.map((_, k) =>
    Float64Array.from(weights, (_, s) => places[s * width + k] as number),
  );
  const moments = columns.map((values) => momentsOf(values, weights));
  const total = weights.reduce((a, b) => a + b, 0);
  const pairs: Pair[] = [];
  for (let a = 0; a < width; a++) {
    for (let b = a + 1; b < width; b++) {
      const [x, y] = [columns[a] as Float64Array, columns[b] as Float64Array];
      const [mx, my] = [moments[a], moments[b]];
      if (!mx || !my) continue;
      let sum = 0;
      for (let s = 0; s < weights.length; s++) {
        sum += (weights[s] as number) * ((x[s] as number) - mx.mean) * ((y[s] as number) - my.mean);
      }
      const correlation = sum / total / Math.sqrt(mx.variance * my.variance);
      if (Math.abs(correlation) >= least) {
        pairs.push({ first: prior[a]?.id ?? "", second: prior[b]?.id ?? "", correlation });
      }
    }
  }
  return pairs.sort((p, q) => Math.abs(q.correlation) - Math.abs(p.correlation));
}

function momentsOf(
  values: Float64Array,
  weights: Float64Array,
): { readonly mean: number; readonly variance: number } {
  let total = 0;
  let mean = 0;
  for (let s = 0; s < values.length; s++) {
    total += weights[s] as number;
    mean += (weights[s] as number) * (values[s] as number);
  }
  mean /= total;
  let variance = 0;
  for (let s = 0; s < values.length; s++) {
    variance += ((weights[s] as number) / total) * ((values[s] as number) - mean) ** 2;
  }
  return { mean, variance };
}

/** The smallest value below or at which a share p of the weight lies. */
export function weightedQuantile(values: Float64Array, weights: Float64Array, p: number): number {
  const order = Int32Array.from(values.keys()).sort(
    (a, b) => (values[a] as number) - (values[b] as number),
  );
  const total = weights.reduce((a, b) => a + b, 0);
  let sum = 0;
  for (const s of order) {
    sum += weights[s] as number;
    if (sum >= p * total) return values[s] as number;
  }
  return Number.NaN;
}
