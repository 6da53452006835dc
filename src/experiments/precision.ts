import { normalQuantile } from "./sampling/normal-quantile.ts";
import { studentQuantile } from "./student.ts";
import { varianceBySet } from "./variance-by-set.ts";

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
  /**
   * Share of the squared width that differences between parameter sets make, [0,1]: more luck of the same
   * sets leaves it. 0 where runs are independent.
   */
  readonly lasting: number;
}

/** Values of single runs beside those they are compared with, and the parameter set of each. */
export interface EstimateOptions {
  /** Values of the first point with the same luck, for a difference. */
  readonly reference?: ArrayLike<number>;
  /** Parameter set of every value, where runs are spread over several; independent unless told. */
  readonly sets?: ArrayLike<number>;
}

/** Coverage of the intervals. */
const COVERAGE = 0.95;

/**
 * Estimates a statistic from the values of single runs; NaN values are left out.
 *
 * The interval of a mean or mean difference is Student's t, that of a quantile lies between order
 * statistics (normal approximation) and makes no assumption on the distribution; it is unbounded (NaN)
 * as long as there are too few runs for it. Runs of one parameter set are alike and tell less than as
 * many of different ones: where sets are given, they are the independent units, with as many degrees of
 * freedom as sets less one, and the runs of a single set have no interval.
 *
 * @example
 * estimate([0.4, 0.5, 0.1, 0.2], { kind: "mean" }, { sets: [0, 0, 1, 1] });
 */
export function estimate(
  values: ArrayLike<number>,
  statistic: Statistic,
  { reference, sets }: EstimateOptions = {},
): Estimate {
  const own: number[] = [];
  const ownSets: number[] = [];
  for (let k = 0; k < values.length; k++) {
    const value =
      statistic.kind === "difference"
        ? (values[k] as number) - (reference?.[k] ?? Number.NaN)
        : (values[k] as number);
    if (Number.isNaN(value)) continue;
    own.push(value);
    // Without sets every run is a unit of its own.
    ownSets.push(sets?.[k] ?? own.length);
  }
  return statistic.kind === "quantile"
    ? ofQuantile(own, ownSets, statistic.share, sets !== undefined)
    : ofMean(own, ownSets, sets !== undefined);
}

function ofMean(values: readonly number[], sets: readonly number[], spread: boolean): Estimate {
  const runs = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / runs;
  const variance = varianceBySet(values, sets);
  const half =
    variance.sets < 2 ? Number.NaN : studentQuantile(COVERAGE, variance.sets - 1) * variance.error;
  const lasting = spread ? lastingShare(variance) : 0;
  return { runs, value: mean, low: mean - half, high: mean + half, lasting };
}

function ofQuantile(
  values: readonly number[],
  sets: readonly number[],
  share: number,
  spread: boolean,
): Estimate {
  const sorted = Float64Array.from(values).sort();
  const runs = sorted.length;
  const place = (runs - 1) * share;
  const below = Math.floor(place);
  const first = sorted[below] ?? Number.NaN;
  const next = sorted[Math.min(below + 1, runs - 1)] ?? Number.NaN;
  const value = first + (place - below) * (next - first);
  // How far the share of runs below the quantile is off, in runs (Woodruff 1952 where they come in sets).
  let off = normalQuantile(0.5 + COVERAGE / 2) * Math.sqrt(runs * share * (1 - share));
  let lasting = 0;
  if (spread) {
    const variance = varianceBySet(
      values.map((one) => (one <= value ? 1 : 0)),
      sets,
    );
    // Few sets may agree by chance: never narrower than independent runs are.
    off = Math.max(off, studentQuantile(COVERAGE, variance.sets - 1) * variance.error * runs);
    lasting = lastingShare(variance);
  }
  const at = (rank: number): number => sorted[rank - 1] ?? Number.NaN;
  return {
    runs,
    value,
    low: at(Math.floor(runs * share - off)),
    high: at(Math.ceil(runs * share + off + 1)),
    lasting,
  };
}

function lastingShare({ sets, between, error }: ReturnType<typeof varianceBySet>): number {
  return error > 0 ? Math.min(1, between / sets / error ** 2) : 0;
}

/** Whether an interval is as narrow as wanted: half its width at most `half`. */
export function isPrecise({ low, high }: Estimate, half: number): boolean {
  return high - low <= 2 * half;
}

/**
 * How many runs an interval of that half-width would need; at least 2, NaN where there is no interval
 * yet. Widths shrink with the square root of the number of runs as long as runs bring new parameter
 * sets. Once all sets are in use, only what luck adds still shrinks.
 *
 * @param cycle runs after which parameter sets come again; never unless told
 * @returns infinite where no number of runs of so many sets would do
 * @example
 * runsNeeded({ runs: 50, value: 0, low: -2, high: 2, lasting: 0 }, 1); // 200
 */
export function runsNeeded(
  { runs, low, high, lasting }: Estimate,
  half: number,
  cycle: number = Number.POSITIVE_INFINITY,
): number {
  const width = (high - low) / 2;
  if (Number.isNaN(width)) return Number.NaN;
  const plain = Math.max(2, Math.ceil(runs * (width / half) ** 2));
  if (plain <= cycle || width <= half) return plain;
  const base = Math.max(runs, cycle);
  const squared = width ** 2 * (runs / base);
  const room = half ** 2 - lasting * squared;
  return room > 0 ? Math.ceil(((1 - lasting) * squared * base) / room) : Number.POSITIVE_INFINITY;
}
