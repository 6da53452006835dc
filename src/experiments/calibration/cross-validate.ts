// Scores on countries that the fit has not seen. One pool of runs from the prior is weighted anew in each
// fold, by the targets over the other nine tenths; no run is chosen by anything that the tenth shows.

import { acceptNearest, adaptiveScales, effectiveSize, squaredDistances } from "./accept.ts";
import type { PlacedTarget, PlacedTargets } from "./measure.ts";
import type { RivalInputs } from "./rival-covariates.ts";
import { rivalCovariates } from "./rival-covariates.ts";
import { fitLogistic, predictLogistic } from "./rivals.ts";
import { chances, measureRuns, observedOver, type Runs } from "./runs.ts";
import {
  areaUnderCurve,
  bootstrapDifference,
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
}

/** Whose probabilities are scored. */
export type ForecastId = "model" | "base rate" | "GDP alone" | "ridge regression";

/** How the model did on one question. */
export interface QuestionScores {
  readonly question: Question["id"];
  readonly label: string;
  readonly scores: readonly ForecastScores[];
  /** The model less each rival, with 90% intervals over countries. */
  readonly differences: readonly {
    readonly rival: ForecastId;
    readonly auc: Difference;
    readonly brier: Difference;
  }[];
  /** The model's probabilities by partition, in the order of the reference set. */
  readonly probabilities: readonly Float64Array[];
  /** AUC and Brier of the model by partition. */
  readonly byPartition: readonly { readonly auc: number; readonly brier: number }[];
}

/** Scores out of sample. */
export interface CrossValidation {
  readonly runs: number;
  /** Share of the pool that each fold accepts. */
  readonly fraction: number;
  /** Smallest effective number of sets over the folds. */
  readonly effective: number;
  readonly questions: readonly QuestionScores[];
}

/** What cross-validation needs besides the runs. */
export interface CrossValidationInputs {
  readonly placed: PlacedTargets;
  readonly questions: readonly Question[];
  readonly partitions: readonly Partition[];
  readonly rivals: RivalInputs;
  /** Vintage of the questions, among those of the frame. */
  readonly vintage: number;
  readonly fraction: number;
  readonly uniform: () => number;
}

/** Penalty of the ridge regression: of 33, 10, 3 and 1 the one that serves it best on these folds. */
const RIDGE = 3;
/** Hardly any penalty, for the regression on GDP alone. */
const LOOSE = 1e-3;

/** Weighs a pool of runs from the prior in every fold and scores it on the countries left out. */
export function crossValidate(pool: Runs, inputs: CrossValidationInputs): CrossValidation {
  const { placed, questions, partitions, rivals, vintage, fraction, uniform } = inputs;
  const { reference } = placed;
  const targets = placed.targets.filter(({ role }) => role === "C");
  const forecasts: readonly ForecastId[] = ["model", "base rate", "GDP alone", "ridge regression"];
  const made = questions.map(() => forecasts.map(() => [] as Float64Array[]));
  let effective = Number.POSITIVE_INFINITY;
  const position = new Map(Array.from(reference, (i, k) => [i, k]));

  for (const partition of partitions) {
    const of = questions.map(() => forecasts.map(() => new Float64Array(reference.length)));
    for (let fold = 0; fold < partition.folds; fold++) {
      const fitted = reference.filter((i) => partition.of[i] !== fold);
      const left = reference.filter((i) => partition.of[i] === fold);
      const accepted = weigh(pool, targets, placed, fitted, fraction);
      effective = Math.min(effective, effectiveSize(accepted.weights));
      questions.forEach(({ bit, happened }, q) => {
        const rows = of[q] ?? [];
        const put = (f: number, values: Float64Array): void => {
          left.forEach((i, k) => {
            const row = rows[f];
            if (row) row[position.get(i) ?? 0] = values[k] as number;
          });
        };
        put(0, chances(pool, vintage, accepted.runs, accepted.weights, left, bit));
        const y = Float64Array.from(fitted, (i) => happened[i] as number);
        put(1, new Float64Array(left.length).fill(y.reduce((a, b) => a + b, 0) / y.length));
        put(2, regress(rivals.gdp, 1, fitted, left, y, LOOSE));
        put(3, regress(rivals.covariates, rivalCovariates.length, fitted, left, y, RIDGE));
      });
    }
    questions.forEach((_, q) => {
      forecasts.forEach((_, f) => {
        const values = of[q]?.[f];
        if (values) made[q]?.[f]?.push(values);
      });
    });
  }

  return {
    runs: pool.count,
    fraction,
    effective,
    questions: questions.map((question, q) => {
      const happened = Float64Array.from(reference, (i) => question.happened[i] as number);
      const of = made[q] ?? [];
      const mean = (score: Score, f: number): number => {
        const list = of[f] ?? [];
        return list.reduce((sum, p) => sum + score(p, happened), 0) / list.length;
      };
      const ours = of[0] ?? [];
      return {
        question: question.id,
        label: question.label,
        scores: forecasts.map((forecast, f) => ({
          forecast,
          auc: mean(areaUnderCurve, f),
          brier: mean(brierScore, f),
          log: mean(logScore, f),
        })),
        differences: forecasts.slice(1).map((rival, k) => {
          const theirs = of[k + 1] ?? [];
          return {
            rival,
            auc: bootstrapDifference(areaUnderCurve, ours, theirs, happened, uniform),
            brier: bootstrapDifference(brierScore, ours, theirs, happened, uniform),
          };
        }),
        probabilities: ours,
        byPartition: ours.map((p) => ({
          auc: areaUnderCurve(p, happened),
          brier: brierScore(p, happened),
        })),
      };
    }),
  };
}

/** The runs of a pool that are nearest to what was observed over some countries. */
export function weigh(
  pool: Runs,
  targets: readonly PlacedTarget[],
  placed: PlacedTargets,
  members: Int32Array,
  fraction: number,
): { readonly runs: Int32Array; readonly weights: Float64Array } {
  const statistics = measureRuns(pool, targets, members, placed.lawStates.length);
  const observed = observedOver(targets, members, placed);
  const scales = adaptiveScales(statistics, targets.length);
  const squared = squaredDistances(statistics, observed, scales);
  return acceptNearest(squared, Math.max(1, Math.round(fraction * pool.count)));
}

function regress(
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
