// The last judge: a later vintage of the index, to which nothing is fitted.

import {
  type CountForecast,
  countFrom,
  countOfDraws,
  countOfIndependent,
  coverageLevels,
  coverageOfCount,
  crpsOfCount,
  meanOfCount,
  quantileOfCount,
} from "./count-forecast.ts";
import {
  type CrossValidationInputs,
  type ForecastId,
  LOOSE,
  RIDGE,
  regress,
} from "./cross-validate.ts";
import { countsOf, nearby, probabilitiesAt, shows } from "./predict.ts";
import { rivalCovariates } from "./rival-covariates.ts";
import { bassShare, fitBass } from "./rivals.ts";
import type { Runs } from "./runs.ts";
import { areaUnderCurve, bootstrapDifference, type Difference } from "./scores.ts";

/** A forecast of the number of adopters that a later vintage shows. */
export interface LaterCount {
  readonly forecast: "model" | "Bass curve" | "no change";
  readonly mean: number;
  /** 5% and 95%. */
  readonly low: number;
  readonly high: number;
  readonly crps: number;
  /** How much of the observed count lies in the 50%, 80% and 95% interval; null for a forecast without spread. */
  readonly coverage: readonly number[] | null;
}

/** A forecast of which countries are new in a later vintage, among those that the fitted one does not show. */
export interface LaterWho {
  readonly forecast: ForecastId;
  readonly auc: number;
  /** The model less it, with its 90% interval over countries; null for the model itself. */
  readonly difference: Difference | null;
}

/** How a later vintage was foreseen. */
export interface LaterVintage {
  readonly vintage: string;
  /** Adopters of the reference set that it shows. */
  readonly observed: number;
  /** Countries that it shows and the fitted vintage does not. */
  readonly newAdopters: number;
  readonly counts: readonly LaterCount[];
  readonly who: readonly LaterWho[];
}

/** Imitation of a Bass curve, 1/yr: the mean of consumer durables (Sultan, Farley and Lehmann 1990). */
const BASS_IMITATION = 0.38;

/** Judges a pool, moved to the fitted vintage, on a later one. */
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
  const near = nearby(pool, placed, reference, fraction);
  const seen = { vintage: later.index, bit: 0, of: reference };
  const observed = reference.filter((i) => later.adopter[i] === 1).length;
  const standing = reference.filter((i) => before[i] === 1).length;
  const counts: readonly (readonly [LaterCount["forecast"], CountForecast])[] = [
    ["model", countOfDraws(countsOf(pool, near, seen), near.weights, reference.length)],
    ["Bass curve", bassForecast(standing, reference.length, fitted, later.date)],
    ["no change", countFrom(standing, Float64Array.of(1))],
  ];

  const unseen = reference.filter((i) => before[i] === 0);
  const happened = Float64Array.from(unseen, (i) => (later.adopter[i] === 1 ? 1 : 0));
  const now = { vintage, bit: 0, of: unseen };
  const then = { vintage: later.index, bit: 0, of: unseen };
  // What runs say of a country that the index has not shown: only those in which it was not shown count.
  const ours = Float64Array.from(unseen, (_, k) => {
    const weights = near.weights.map((w, r) =>
      shows(pool, near.runs[r] as number, now, k) === 1 ? 0 : w,
    );
    const hidden = { ...near, weights };
    return probabilitiesAt(hidden, 1, (run) => shows(pool, run, then, k))[0] as number;
  });
  const y = Float64Array.from(reference, (i) => before[i] as number);
  const width = rivalCovariates.length;
  const theirs: readonly (readonly [ForecastId, Float64Array])[] = [
    ["GDP alone", regress(rivals.gdp, 1, reference, unseen, y, LOOSE)],
    ["ridge regression", regress(rivals.covariates, width, reference, unseen, y, RIDGE)],
  ];
  return {
    vintage: later.name,
    observed,
    newAdopters: happened.reduce((a, b) => a + b, 0),
    counts: counts.map(([forecast, count]) => ({
      forecast,
      mean: meanOfCount(count),
      low: quantileOfCount(count, 0.05),
      high: quantileOfCount(count, 0.95),
      crps: crpsOfCount(count, observed),
      coverage:
        forecast === "no change"
          ? null
          : coverageLevels.map((level) => coverageOfCount(count, observed, level)),
    })),
    who: [
      { forecast: "model", auc: areaUnderCurve(ours, happened), difference: null },
      ...theirs.map(([forecast, p]) => ({
        forecast,
        auc: areaUnderCurve(p, happened),
        difference: bootstrapDifference(areaUnderCurve, [ours], [p], happened, uniform),
      })),
    ],
  };
}

/**
 * A Bass curve through the count of the fitted vintage: whoever has adopted stays, and each of the others
 * adopts by the later date on its own, with the chance that the curve gives.
 */
function bassForecast(
  standing: number,
  all: number,
  { date, start }: { readonly date: number; readonly start: number },
  later: number,
): CountForecast {
  const innovation = fitBass(BASS_IMITATION, standing / all, date - start);
  const reached = bassShare(innovation, BASS_IMITATION, date - start);
  const more = bassShare(innovation, BASS_IMITATION, later - start);
  const chance = (more - reached) / (1 - reached);
  return countFrom(standing, countOfIndependent(new Array(all - standing).fill(chance)));
}
