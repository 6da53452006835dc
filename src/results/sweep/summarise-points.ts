import type { Vector } from "../../core/arrays.ts";
import { type Estimate, estimate } from "../../experiments/precision.ts";
import { type RunTable, rowsOf } from "../../experiments/run-table.ts";
import { quantile } from "../quantile.ts";

/** One outcome at one point, over its runs. */
export interface PointSummary extends Estimate {
  /** Runs that failed. */
  readonly failed: number;
  /** Standard deviation over runs with different luck; NaN below two. */
  readonly deviation: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** Summaries of every point and outcome; [point][outcome]. `value`, `low`, `high` are of the mean. */
export function summarisePoints(
  table: RunTable,
  points: number,
  picks: number,
): readonly (readonly PointSummary[])[] {
  const rows: number[][] = Array.from({ length: points }, () => []);
  for (let row = 0; row < rowsOf(table); row++) rows[table.points[row] as number]?.push(row);
  return rows.map((own) =>
    Array.from({ length: picks }, (_, pick) => {
      const all = own.map((row) => table.values[row * picks + pick] as number);
      const values = Float64Array.from(all.filter((value) => !Number.isNaN(value))).sort();
      const mean = estimate(values, { kind: "mean" });
      return {
        ...mean,
        failed: all.length - values.length,
        deviation: deviationOf(values, mean.value),
        p10: quantile(values, 0.1),
        p50: quantile(values, 0.5),
        p90: quantile(values, 0.9),
      };
    }),
  );
}

function deviationOf(values: Vector, mean: number): number {
  if (values.length < 2) return Number.NaN;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** How an outcome spreads over a sweep: between points, and within them by luck. */
export interface Spread {
  /** Of the means of points. */
  readonly least: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly most: number;
  /** SD of the means of points, freed of what luck adds to them; 0 if luck explains all of it. */
  readonly between: number;
  /** SD within points, pooled; NaN with one run a point. */
  readonly luck: number;
  /** Share of the variance of single runs that is luck, [0,1]. */
  readonly luckShare: number;
  /** Points without any finished run. */
  readonly empty: number;
}

/** Splits the spread of an outcome over a sweep into what varies and luck (one-way analysis of variance). */
export function spreadOf(summaries: readonly PointSummary[]): Spread {
  const filled = summaries.filter(({ runs }) => runs > 0);
  const means = Float64Array.from(filled, ({ value }) => value).sort();
  const grand = means.reduce((sum, mean) => sum + mean, 0) / means.length;
  const repeated = filled.filter(({ runs }) => runs > 1);
  const freedom = repeated.reduce((sum, { runs }) => sum + runs - 1, 0);
  const within =
    repeated.reduce((sum, { deviation, runs }) => sum + deviation ** 2 * (runs - 1), 0) / freedom;
  const ofMeans =
    means.reduce((sum, mean) => sum + (mean - grand) ** 2, 0) / Math.max(1, means.length - 1);
  const perPoint = filled.reduce((sum, { runs }) => sum + 1 / runs, 0) / Math.max(1, filled.length);
  const between = Math.max(0, ofMeans - (Number.isNaN(within) ? 0 : within * perPoint));
  const total = between + within;
  return {
    least: means[0] ?? Number.NaN,
    p10: quantile(means, 0.1),
    p50: quantile(means, 0.5),
    p90: quantile(means, 0.9),
    most: means.at(-1) ?? Number.NaN,
    between: Math.sqrt(between),
    luck: Math.sqrt(within),
    luckShare: total > 0 ? within / total : 0,
    empty: summaries.length - filled.length,
  };
}

/**
 * Spearman's rank correlation of two lists; ties share the mean of their ranks. Pairs with NaN are
 * left out; NaN if either is constant.
 */
export function rankCorrelation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const rows = Array.from({ length: Math.min(x.length, y.length) }, (_, k) => k).filter(
    (k) => !Number.isNaN((x[k] as number) + (y[k] as number)),
  );
  const a = ranksOf(rows.map((k) => x[k] as number));
  const b = ranksOf(rows.map((k) => y[k] as number));
  const middle = (rows.length - 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  for (let k = 0; k < rows.length; k++) {
    const da = (a[k] as number) - middle;
    const db = (b[k] as number) - middle;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : Number.NaN;
}

function ranksOf(values: readonly number[]): Float64Array {
  const order = values
    .map((_, k) => k)
    .sort((i, j) => (values[i] as number) - (values[j] as number));
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++;
    for (let k = from; k < to; k++) ranks[order[k] as number] = (from + to - 1) / 2;
    from = to;
  }
  return ranks;
}
