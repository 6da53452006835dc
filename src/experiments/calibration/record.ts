import type { Effort, StageReport } from "./calibrate.ts";
import type { CrossValidation, ForecastScores, QuestionScores } from "./cross-validate.ts";
import type { LaterVintage } from "./judge-later.ts";
import type { Contraction, Pair } from "./posterior.ts";
import type { RankHistogram } from "./rank-check.ts";

/** Name and number of the format. */
export const RECORD_FORMAT = "panoptes/calibration@2";

/** What a calibration found besides its parameter sets; kept beside them, for `panoptes hindcast`. */
export interface CalibrationRecord {
  readonly schema: typeof RECORD_FORMAT;
  readonly ensemble: string;
  readonly targets: string;
  readonly model: string;
  readonly data: string;
  /** Digest of everything that decides the fit: what it was fitted to, folds, world, scenario, effort. */
  readonly inputs: string;
  readonly effort: Effort;
  /** Parameters that were left at the scenario's value. */
  readonly hold: readonly string[];
  readonly seed: string;
  readonly stages: readonly StageReport[];
  /** Effective number of sets behind the equal-weight ones. */
  readonly effective: number;
  readonly contractions: readonly Contraction[];
  readonly pairs: readonly Pair[];
  readonly ranks: readonly RankHistogram[];
  readonly scores: RecordedScores | null;
}

/** Scores out of sample, on the fitted vintage and later ones. */
export interface RecordedScores {
  readonly runs: number;
  readonly fraction: number;
  readonly effective: number;
  /** Blocks of neighbouring countries whose counts were scored. */
  readonly blocks: number;
  readonly questions: readonly RecordedQuestion[];
  readonly later: readonly LaterVintage[];
}

/** Scores on one question, with the reliability of the model's probabilities. */
export interface RecordedQuestion
  extends Pick<QuestionScores, "question" | "label" | "differences" | "byPartition"> {
  readonly scores: readonly ForecastScores[];
  /** Countries by what they were given: mean probability and share in which it happened. */
  readonly reliability: readonly {
    readonly count: number;
    readonly given: number;
    readonly happened: number;
  }[];
}

const BINS = 10;

/** The scores in short: probabilities of single countries give way to their reliability. */
export function recordScores(
  { runs, fraction, effective, blocks, questions }: CrossValidation,
  happened: readonly Float64Array[],
  later: readonly LaterVintage[],
): RecordedScores {
  return {
    runs,
    fraction,
    effective,
    blocks,
    later,
    questions: questions.map(({ probabilities, ...rest }, q) => ({
      ...rest,
      reliability: reliabilityOf(probabilities, happened[q] ?? new Float64Array(0)),
    })),
  };
}

/** Countries in ten bins of equal width by their probability; empty bins are left out. */
export function reliabilityOf(
  partitions: readonly Float64Array[],
  happened: Float64Array,
): RecordedQuestion["reliability"] {
  const sums = Array.from({ length: BINS }, () => ({ count: 0, given: 0, happened: 0 }));
  for (const probabilities of partitions) {
    probabilities.forEach((p, k) => {
      const bin = sums[Math.min(BINS - 1, Math.floor(p * BINS))];
      if (!bin) return;
      bin.count++;
      bin.given += p;
      bin.happened += happened[k] as number;
    });
  }
  return sums
    .filter(({ count }) => count > 0)
    .map((bin) => ({
      count: bin.count / partitions.length,
      given: bin.given / bin.count,
      happened: bin.happened / bin.count,
    }));
}

/** A record with numbers of at most four digits: what is below is luck of the seed. */
export function rounded<T>(value: T): T {
  if (typeof value === "number") {
    return (Number.isFinite(value) ? Number(value.toPrecision(4)) : null) as T;
  }
  if (Array.isArray(value)) return value.map(rounded) as T;
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, rounded(v)])) as T;
  }
  return value;
}
