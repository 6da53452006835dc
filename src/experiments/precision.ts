import { normalQuantile } from "./sampling/normal-quantile.ts";
import { studentQuantile } from "./student.ts";

/** What an interval is of. */
export type Statistic =
  | { readonly kind: "mean" }
  /** Of the distribution over runs; share in (0,1). */
  | { readonly kind: "quantile"; readonly share: number }
  /** Mean difference to the first point under the same luck. */
  | { readonly kind: "difference" };

/** An estimate with the ends of its 95 % interval; NaN where there are too few values. */
export interface Estimate {
  readonly runs: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Coverage of the intervals. */
const COVERAGE = 0.95;

/**
 * Estimates a statistic from the values of single runs; NaN values are left out.
 *
 * The interval of a mean or mean difference is Student's t, that of a quantile lies between order
 * statistics (binomial, normal approximation) and makes no assumption on the distribution; it is
 * unbounded (NaN) as long as there are too few runs for it.
 *
 * @param reference values of the first point with the same luck, for a difference
 */
export function estimate(
  values: ArrayLike<number>,
  statistic: Statistic,
  reference?: ArrayLike<number>,
): Estimate {
  const own: number[] = [];
  for (let k = 0; k < values.length; k++) {
    const value =
      statistic.kind === "difference"
        ? (values[k] as number) - (reference?.[k] ?? Number.NaN)
        : (values[k] as number);
    if (!Number.isNaN(value)) own.push(value);
  }
  return statistic.kind === "quantile" ? ofQuantile(own, statistic.share) : ofMean(own);
}

function ofMean(values: readonly number[]): Estimate {
  const runs = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / runs;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half =
    runs < 2
      ? Number.NaN
      : studentQuantile(COVERAGE, runs - 1) * Math.sqrt(squares / (runs - 1) / runs);
  return { runs, value: mean, low: mean - half, high: mean + half };
}

function ofQuantile(values: readonly number[], share: number): Estimate {
  const sorted = Float64Array.from(values).sort();
  const runs = sorted.length;
  const place = (runs - 1) * share;
  const below = Math.floor(place);
  const first = sorted[below] ?? Number.NaN;
  const next = sorted[Math.min(below + 1, runs - 1)] ?? Number.NaN;
  const spread = normalQuantile(0.5 + COVERAGE / 2) * Math.sqrt(runs * share * (1 - share));
  const at = (rank: number): number => sorted[rank - 1] ?? Number.NaN;
  return {
    runs,
    value: first + (place - below) * (next - first),
    low: at(Math.floor(runs * share - spread)),
    high: at(Math.ceil(runs * share + spread + 1)),
  };
}

/** Whether an interval is as narrow as wanted: half its width at most `half`. */
export function isPrecise({ low, high }: Estimate, half: number): boolean {
  return high - low <= 2 * half;
}

/**
 * How many runs an interval of that half-width would need, as widths shrink with the square root of
 * the number of runs; NaN where there is no interval yet. At least 2.
 */
export function runsNeeded({ runs, low, high }: Estimate, half: number): number {
  const width = (high - low) / 2;
  return Number.isNaN(width) ? Number.NaN : Math.max(2, Math.ceil(runs * (width / half) ** 2));
}
