// The last judge: a later vintage of the index, to which nothing is fitted.

import { type CrossValidationInputs, weigh } from "./cross-validate.ts";
import { rivalCovariates } from "./rival-covariates.ts";
import { bassShare, fitBass, fitLogistic, predictLogistic } from "./rivals.ts";
import type { Runs } from "./runs.ts";
import { areaUnderCurve, bootstrapDifference, crps, type Difference } from "./scores.ts";

/** How a later vintage was foreseen. */
export interface LaterVintage {
  readonly vintage: string;
  /** Adopters of the reference set that it shows. */
  readonly observed: number;
  /** Adopters that the weighted pool shows: mean, and 5% and 95%. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly crps: number;
  /** A Bass curve through the count of the fitted vintage, q = 0.38 (Sultan, Farley and Lehmann 1990). */
  readonly bass: number;
  /** Countries that it shows and the fitted vintage does not. */
  readonly newAdopters: number;
  /** AUC among the countries that the fitted vintage does not show: who of them is new. */
  readonly auc: { readonly model: number; readonly ridge: number; readonly difference: Difference };
}

const BASS_IMITATION = 0.38;
const RIDGE = 3;

/** Judges a pool, weighted by the fitted vintage, on a later one. */
export function judgeLater(
  pool: Runs,
  inputs: CrossValidationInputs,
  later: {
    readonly name: string;
    readonly index: number;
    readonly date: number;
    readonly adopter: ArrayLike<number>;
  },
  fitted: { readonly date: number; readonly start: number },
): LaterVintage {
  const { placed, vintage, fraction, rivals, questions, uniform } = inputs;
  const { reference } = placed;
  const before = questions[0]?.happened ?? new Uint8Array(0);
  const targets = placed.targets.filter(({ role }) => role === "C");
  const { runs, weights } = weigh(pool, targets, placed, reference, fraction);
  const { suppliers } = pool.sightings;
  const at = (run: number, v: number): number => (run * pool.vintages + v) * pool.countries;

  const counts = Float64Array.from(runs, (run) => {
    let sum = 0;
    for (const i of reference) if (suppliers[at(run, later.index) + i] !== 0) sum++;
    return sum;
  });
  const observed = reference.filter((i) => later.adopter[i] === 1).length;
  const unseen = reference.filter((i) => before[i] === 0);
  const happened = Float64Array.from(unseen, (i) => (later.adopter[i] === 1 ? 1 : 0));
  // What a run says of a country that the index has not shown: only runs in which it was not shown count.
  const ours = Float64Array.from(unseen, (i) => {
    let all = 0;
    let seen = 0;
    for (let k = 0; k < runs.length; k++) {
      const run = runs[k] as number;
      if (suppliers[at(run, vintage) + i] !== 0) continue;
      all += weights[k] as number;
      if (suppliers[at(run, later.index) + i] !== 0) seen += weights[k] as number;
    }
    return all > 0 ? seen / all : 1;
  });
  const width = rivalCovariates.length;
  const rows = (of: Int32Array): Float64Array => {
    const x = new Float64Array(of.length * width);
    of.forEach((i, r) => {
      x.set(rivals.covariates.subarray(i * width, (i + 1) * width), r * width);
    });
    return x;
  };
  const y = Float64Array.from(reference, (i) => before[i] as number);
  const theirs = predictLogistic(fitLogistic(rows(reference), y, width, RIDGE), rows(unseen));
  const seenBefore = y.reduce((a, b) => a + b, 0);
  const innovation = fitBass(
    BASS_IMITATION,
    seenBefore / reference.length,
    fitted.date - fitted.start,
  );
  const order = Int32Array.from(counts.keys()).sort(
    (a, b) => (counts[a] as number) - (counts[b] as number),
  );
  const quantile = (p: number): number => {
    let sum = 0;
    for (const k of order) {
      sum += weights[k] as number;
      if (sum >= p) return counts[k] as number;
    }
    return Number.NaN;
  };
  return {
    vintage: later.name,
    observed,
    mean: counts.reduce((sum, c, k) => sum + c * (weights[k] as number), 0),
    low: quantile(0.05),
    high: quantile(0.95),
    crps: crps(counts, observed, weights),
    bass: reference.length * bassShare(innovation, BASS_IMITATION, later.date - fitted.start),
    newAdopters: happened.reduce((a, b) => a + b, 0),
    auc: {
      model: areaUnderCurve(ours, happened),
      ridge: areaUnderCurve(theirs, happened),
      difference: bootstrapDifference(areaUnderCurve, [ours], [theirs], happened, uniform),
    },
  };
}
