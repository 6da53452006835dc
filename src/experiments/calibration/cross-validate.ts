// Scores on countries that the fit has not seen. One pool of runs from the prior serves all folds: in each,
// a regression over the runs nearest to the other nine tenths' targets says what the tenth would show where
// the targets are as observed. No run is chosen, and nothing is fitted, by anything that the tenth shows.

import {
  countOfDraws,
  countOfIndependent,
  coverageLevels,
  coverageOfCount,
  crpsOfCount,
} from "./count-forecast.ts";
import type { PlacedTargets } from "./place-targets.ts";
import { countsOf, type Nearby, nearby, probabilitiesOf } from "./predict.ts";
import type { RivalInputs } from "./rival-covariates.ts";
import { rivalCovariates } from "./rival-covariates.ts";
import { fitLogistic, predictLogistic } from "./rivals.ts";
import type { Runs } from "./runs.ts";
import {
  areaUnderCurve,
  bootstrapDifference,
  bootstrapMean,
  brierScore,
  type Difference,
  logScore,
  type Score,
} from "./scores.ts";

/** What is predicted of a country. */
export interface Question {
  readonly id: "adoption" | "china" | "usa";
  readonly label: string;
  /** Bit of the supplier; 0 for adoption by whomever. */
  readonly bit: number;
  /** What the index shows; [country] */
  readonly happened: Uint8Array;
}

/** A way to split the reference set into parts: the part of each country, -1 outside; [country] */
export interface Partition {
  readonly name: string;
  readonly folds: number;
  readonly of: Int32Array;
}

/** Scores of one forecast, means over partitions. */
export interface ForecastScores {
  readonly forecast: ForecastId;
  readonly auc: number;
  readonly brier: number;
  readonly log: number;
  /** Continuous ranked probability score of the number of countries in a block, mean over blocks. */
  readonly crps: number;
  /** Share of blocks whose number lies in the 50%, 80% and 95% interval. */
  readonly coverage: readonly number[];
}

/** Whose probabilities are scored. */
export type ForecastId = "model" | "base rate" | "GDP alone" | "ridge regression";

/** How the model did on one question. */
export interface QuestionScores {
  readonly question: Question["id"];
  readonly label: string;
  readonly scores: readonly ForecastScores[];
  /** The model less each rival, with 90% intervals: over countries, and of the CRPS over blocks. */
  readonly differences: readonly {
    readonly rival: ForecastId;
    readonly auc: Difference;
    readonly brier: Difference;
    readonly crps: Difference;
  }[];
  /** The model's probabilities by partition, in the order of the reference set. */
  readonly probabilities: readonly Float64Array[];
  /** AUC and Brier of the model by partition. */
  readonly byPartition: readonly { readonly auc: number; readonly brier: number }[];
}

/** Scores out of sample. */
export interface CrossValidation {
  readonly runs: number;
  /** Share of the pool that each fold's regression takes in. */
  readonly fraction: number;
  /** Smallest effective number of runs over the folds. */
  readonly effective: number;
  /** Blocks whose counts were scored. */
  readonly blocks: number;
  readonly questions: readonly QuestionScores[];
}

/** What cross-validation needs besides the runs. */
export interface CrossValidationInputs {
  readonly placed: PlacedTargets;
  readonly questions: readonly Question[];
  readonly partitions: readonly Partition[];
  /**
   * Neighbouring countries that are left out together: the number of each block is a count that the folds
   * of a partition cannot test, as they are drawn so that all hold about as many adopters.
   */
  readonly blocks: Partition;
  readonly rivals: RivalInputs;
  /** Vintage of the questions, among those of the frame. */
  readonly vintage: number;
  readonly fraction: number;
  readonly uniform: () => number;
}

/** Penalty of the ridge regression: of 33, 10, 3 and 1 the one that serves it best on these folds. */
export const RIDGE = 3;
/** Hardly any penalty, for the regression on GDP alone. */
export const LOOSE = 1e-3;

const FORECASTS: readonly ForecastId[] = ["model", "base rate", "GDP alone", "ridge regression"];

/** One forecast of one question: probabilities by partition, and how the count of each block did. */
interface Made {
  readonly probabilities: Float64Array[];
  readonly crps: number[];
  readonly covered: (readonly number[])[];
}

/** Predicts every fold and block from the others and scores what was predicted. */
export function crossValidate(pool: Runs, inputs: CrossValidationInputs): CrossValidation {
  const { placed, questions, partitions, blocks, rivals, vintage, fraction } = inputs;
  const { reference } = placed;
  const made = questions.map(() =>
    FORECASTS.map((): Made => ({ probabilities: [], crps: [], covered: [] })),
  );
  let effective = Number.POSITIVE_INFINITY;
  const position = new Map(Array.from(reference, (i, k) => [i, k]));
  const eachFold = (
    { of, folds }: Partition,
    visit: (question: number, left: Int32Array, fitted: Int32Array, near: Nearby) => void,
  ): void => {
    for (let fold = 0; fold < folds; fold++) {
      const left = reference.filter((i) => of[i] === fold);
      if (left.length === 0) continue;
      const fitted = reference.filter((i) => of[i] !== fold);
      const near = nearby(pool, placed, fitted, fraction);
      effective = Math.min(effective, near.effective);
      for (const q of questions.keys()) visit(q, left, fitted, near);
    }
  };

  for (const partition of partitions) {
    for (const one of made.flat()) one.probabilities.push(new Float64Array(reference.length));
    eachFold(partition, (q, left, fitted, near) => {
      const question = questions[q] as Question;
      const ours = probabilitiesOf(pool, near, { vintage, bit: question.bit, of: left });
      [ours, ...rivalsOf(question, rivals, fitted, left)].forEach((probabilities, f) => {
        const row = made[q]?.[f]?.probabilities.at(-1);
        left.forEach((i, k) => {
          if (row) row[position.get(i) ?? 0] = probabilities[k] as number;
        });
      });
    });
  }
  eachFold(blocks, (q, left, fitted, near) => {
    const question = questions[q] as Question;
    const draws = countsOf(pool, near, { vintage, bit: question.bit, of: left });
    const ours = countOfDraws(draws, near.weights, left.length);
    const theirs = rivalsOf(question, rivals, fitted, left).map(countOfIndependent);
    const number = left.reduce((sum, i) => sum + (question.happened[i] as number), 0);
    [ours, ...theirs].forEach((count, f) => {
      const one = made[q]?.[f];
      one?.crps.push(crpsOfCount(count, number));
      one?.covered.push(coverageLevels.map((level) => coverageOfCount(count, number, level)));
    });
  });
  return {
    runs: pool.count,
    fraction,
    effective,
    blocks: made[0]?.[0]?.crps.length ?? 0,
    questions: questions.map((question, q) => {
      const happened = Float64Array.from(reference, (i) => question.happened[i] as number);
      return scored(question, made[q] ?? [], happened, inputs.uniform);
    }),
  };
}

/** Probabilities of the rivals, in the order of FORECASTS after the model. */
function rivalsOf(
  { happened }: Question,
  rivals: RivalInputs,
  fitted: Int32Array,
  left: Int32Array,
): readonly Float64Array[] {
  const y = Float64Array.from(fitted, (i) => happened[i] as number);
  return [
    new Float64Array(left.length).fill(mean(y)),
    regress(rivals.gdp, 1, fitted, left, y, LOOSE),
    regress(rivals.covariates, rivalCovariates.length, fitted, left, y, RIDGE),
  ];
}

function scored(
  { id, label }: Question,
  made: readonly Made[],
  happened: Float64Array,
  uniform: () => number,
): QuestionScores {
  const over = (score: Score, { probabilities }: Made): number =>
    mean(probabilities.map((p) => score(p, happened)));
  const [ours] = made;
  const own = ours?.probabilities ?? [];
  return {
    question: id,
    label,
    scores: made.map((one, f) => ({
      forecast: FORECASTS[f] ?? "model",
      auc: over(areaUnderCurve, one),
      brier: over(brierScore, one),
      log: over(logScore, one),
      crps: mean(one.crps),
      coverage: coverageLevels.map((_, l) => mean(one.covered.map((row) => row[l] as number))),
    })),
    differences: made.slice(1).map(({ probabilities, crps }, k) => ({
      rival: FORECASTS[k + 1] ?? "model",
      auc: bootstrapDifference(areaUnderCurve, own, probabilities, happened, uniform),
      brier: bootstrapDifference(brierScore, own, probabilities, happened, uniform),
      crps: bootstrapMean(
        crps.map((theirs, n) => (ours?.crps[n] ?? 0) - theirs),
        uniform,
      ),
    })),
    probabilities: own,
    byPartition: own.map((p) => ({
      auc: areaUnderCurve(p, happened),
      brier: brierScore(p, happened),
    })),
  };
}

/** Probabilities that a logistic regression fitted to some countries gives to others. */
export function regress(
  columns: Float64Array,
  width: number,
  fitted: Int32Array,
  left: Int32Array,
  y: Float64Array,
  penalty: number,
): Float64Array {
  const rows = (of: Int32Array): Float64Array => {
    const x = new Float64Array(of.length * width);
    of.forEach((i, r) => {
      x.set(columns.subarray(i * width, (i + 1) * width), r * width);
    });
    return x;
  };
  return predictLogistic(fitLogistic(rows(fitted), y, width, penalty), rows(left));
}

function mean(values: readonly number[] | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
