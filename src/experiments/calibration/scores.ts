// How good probabilities were (Gneiting and Raftery 2007).

import { ranks } from "./rank.ts";

/** Probabilities are kept this far from 0 and 1, so that one surprise does not make a score infinite. */
const LEAST = 1e-3;

/**
 * Area under the receiver operating characteristic: the chance that one that happened was given more than
 * one that did not, ties counting half. NaN where all or none happened.
 */
export function areaUnderCurve(probabilities: Float64Array, happened: ArrayLike<number>): number {
  const rank = ranks(probabilities);
  let events = 0;
  let sum = 0;
  for (let k = 0; k < rank.length; k++) {
    if (happened[k] === 0) continue;
    events++;
    sum += rank[k] as number;
  }
  const others = rank.length - events;
  return events === 0 || others === 0
    ? Number.NaN
    : (sum - (events * (events + 1)) / 2) / (events * others);
}

/** Mean squared error of the probabilities; 0 is perfect. */
export function brierScore(probabilities: Float64Array, happened: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < probabilities.length; k++) {
    sum += ((probabilities[k] as number) - (happened[k] as number)) ** 2;
  }
  return sum / probabilities.length;
}

/** Mean negative logarithm of the probability given to what happened, nats; 0 is perfect. */
export function logScore(probabilities: Float64Array, happened: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < probabilities.length; k++) {
    const p = Math.min(1 - LEAST, Math.max(LEAST, probabilities[k] as number));
    sum -= Math.log(happened[k] === 0 ? 1 - p : p);
  }
  return sum / probabilities.length;
}

/**
 * Continuous ranked probability score of an ensemble, in the unit of its values: mean distance from what
 * happened less half the mean distance within.
 *
 * @param weights summing to 1; equal unless told
 */
export function crps(values: Float64Array, happened: number, weights?: Float64Array): number {
  const order = Int32Array.from(values.keys()).sort(
    (a, b) => (values[a] as number) - (values[b] as number),
  );
  const share = (k: number): number => weights?.[k] ?? 1 / values.length;
  let away = 0;
  let within = 0;
  let below = 0;
  let belowSum = 0;
  for (const k of order) {
    const x = values[k] as number;
    const w = share(k);
    away += w * Math.abs(x - happened);
    within += w * (x * below - belowSum);
    below += w;
    belowSum += w * x;
  }
  return away - within;
}

/** Whether a value lies within the central interval of an ensemble that holds a share of it. */
export function covers(values: Float64Array, happened: number, share: number): boolean {
  const sorted = values.slice().sort();
  const at = (p: number): number => {
    const place = p * (sorted.length - 1);
    const low = Math.floor(place);
    const a = sorted[low] as number;
    const b = sorted[Math.min(sorted.length - 1, low + 1)] as number;
    return a + (place - low) * (b - a);
  };
  return happened >= at((1 - share) / 2) && happened <= at((1 + share) / 2);
}

/** A difference with its bootstrap interval. */
export interface Difference {
  readonly mean: number;
  /** 5% and 95% of the bootstrap. */
  readonly low: number;
  readonly high: number;
}

/** A score of probabilities against what happened. */
export type Score = (probabilities: Float64Array, happened: ArrayLike<number>) => number;

/**
 * Paired bootstrap over countries of the difference of a score between two forecasts, averaged over
 * partitions: the same countries are drawn for both forecasts and all partitions.
 *
 * @param ours probabilities of countries, once per partition
 * @param theirs the same of the rival
 * @param uniform draws in [0,1)
 */
export function bootstrapDifference(
  score: Score,
  ours: readonly Float64Array[],
  theirs: readonly Float64Array[],
  happened: Float64Array,
  uniform: () => number,
  draws = 500,
): Difference {
  const n = happened.length;
  const between = (drawn: Int32Array): number => {
    const of = (values: Float64Array): Float64Array =>
      Float64Array.from(drawn, (i) => values[i] as number);
    const seen = of(happened);
    let sum = 0;
    for (const [k, own] of ours.entries()) {
      sum += score(of(own), seen) - score(of(theirs[k] ?? own), seen);
    }
    return sum / ours.length;
  };
  const differences: number[] = [];
  for (let d = 0; d < draws; d++) {
    const drawn = Int32Array.from({ length: n }, () => Math.floor(uniform() * n));
    const difference = between(drawn);
    if (!Number.isNaN(difference)) differences.push(difference);
  }
  differences.sort((a, b) => a - b);
  const at = (p: number): number =>
    differences[Math.round(p * (differences.length - 1))] ?? Number.NaN;
  return { mean: between(Int32Array.from(happened.keys())), low: at(0.05), high: at(0.95) };
}

/** Bootstrap of the mean of paired differences, for example of a score over blocks of countries. */
export function bootstrapMean(
  differences: readonly number[],
  uniform: () => number,
  draws = 500,
): Difference {
  const n = differences.length;
  const meanOf = (pick: (k: number) => number): number => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += differences[pick(k)] as number;
    return sum / n;
  };
  const drawn = Array.from({ length: draws }, () => meanOf(() => Math.floor(uniform() * n))).sort(
    (a, b) => a - b,
  );
  const at = (p: number): number => drawn[Math.round(p * (draws - 1))] ?? Number.NaN;
  return { mean: meanOf((k) => k), low: at(0.05), high: at(0.95) };
}
