import type { Vector } from "../../core/arrays.ts";
import { type Estimate, estimate } from "../../experiments/precision.ts";
import { type RunTable, rowsOf } from "../../experiments/run-table.ts";
import { varianceBySet } from "../../experiments/variance-by-set.ts";
import type { Uncertainty } from "../../scenario/uncertainty.ts";
import { quantile } from "../quantile.ts";

/** One outcome at one point, over its runs. */
export interface PointSummary extends Estimate {
  /** Runs that failed. */
  readonly failed: number;
  /** Standard deviation over runs; NaN below two. */
  readonly deviation: number;
  /** Standard deviation over runs of one parameter set, pooled over sets: luck; NaN where none has two. */
  readonly luck: number;
  /** Standard deviation of what parameter sets expect; NaN below two sets. */
  readonly bySet: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/**
 * Summaries of every point and outcome; [point][outcome]. `value`, `low`, `high` are of the mean.
 *
 * @param spread whether runs are spread over several parameter sets, which are then the independent
 * units of every interval; whether the table has several unless told
 */
export function summarisePoints(
  table: RunTable,
  points: number,
  picks: number,
  spread: boolean = new Set(table.sets).size > 1,
): readonly (readonly PointSummary[])[] {
  const rows: number[][] = Array.from({ length: points }, () => []);
  for (let row = 0; row < rowsOf(table); row++) rows[table.points[row] as number]?.push(row);
  return rows.map((own) =>
    Array.from({ length: picks }, (_, pick) => {
      const read = (row: number): number => table.values[row * picks + pick] as number;
      const finished = own.filter((row) => !Number.isNaN(read(row)));
      const values = Float64Array.from(finished, read);
      const sets = finished.map((row) => table.sets[row] as number);
      const mean = estimate(values, { kind: "mean" }, spread ? { sets } : {});
      const { within, between } = varianceBySet(values, sets);
      const sorted = values.slice().sort();
      return {
        ...mean,
        failed: own.length - values.length,
        deviation: deviationOf(values, mean.value),
        luck: Math.sqrt(within),
        bySet: Math.sqrt(between),
        p10: quantile(sorted, 0.1),
        p50: quantile(sorted, 0.5),
        p90: quantile(sorted, 0.9),
      };
    }),
  );
}

function deviationOf(values: Vector, mean: number): number {
  if (values.length < 2) return Number.NaN;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** How an outcome spreads over a sweep: between points, and within them by parameter sets and luck. */
export interface Spread {
  /** Of the means of points. */
  readonly least: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly most: number;
  /** SD of the means of points, freed of what runs within points add to them; 0 if that explains all of it. */
  readonly between: number;
  /** SD between parameter sets within points, pooled; NaN where no point has several. */
  readonly sets: number;
  /** SD within points and parameter sets, pooled; NaN where none of them has two runs. */
  readonly luck: number;
  /** Share of the variance of single runs that is due to parameter sets, [0,1]. */
  readonly setsShare: number;
  /** Share of it that is luck, [0,1]. */
  readonly luckShare: number;
  /** Points without any finished run. */
  readonly empty: number;
}

/**
 * Splits the spread of an outcome over a sweep into what varies, parameter sets and luck (nested analysis
 * of variance).
 */
export function spreadOf(summaries: readonly PointSummary[]): Spread {
  const filled = summaries.filter(({ runs }) => runs > 0);
  const means = Float64Array.from(filled, ({ value }) => value).sort();
  const grand = means.reduce((sum, mean) => sum + mean, 0) / means.length;
  const luck = pooled(filled, ({ luck }) => luck);
  const sets = pooled(filled, ({ bySet }) => bySet);
  const within = pooled(filled, ({ deviation }) => deviation);
  const ofMeans =
    means.reduce((sum, mean) => sum + (mean - grand) ** 2, 0) / Math.max(1, means.length - 1);
  const perPoint = filled.reduce((sum, { runs }) => sum + 1 / runs, 0) / Math.max(1, filled.length);
  const between = Math.max(0, ofMeans - (Number.isNaN(within) ? 0 : within * perPoint));
  const total = between + (Number.isNaN(sets) ? 0 : sets) + luck;
  const shareOf = (part: number): number => (total > 0 ? part / total : 0);
  return {
    least: means[0] ?? Number.NaN,
    p10: quantile(means, 0.1),
    p50: quantile(means, 0.5),
    p90: quantile(means, 0.9),
    most: means.at(-1) ?? Number.NaN,
    between: Math.sqrt(between),
    sets: Math.sqrt(sets),
    luck: Math.sqrt(luck),
    setsShare: shareOf(sets),
    luckShare: shareOf(luck),
    empty: summaries.length - filled.length,
  };
}

/** Mean variance over points, each with the weight of its runs; NaN where no point has one. */
function pooled(
  points: readonly PointSummary[],
  deviationOf: (one: PointSummary) => number,
): number {
  let [sum, weight] = [0, 0];
  for (const one of points) {
    const variance = deviationOf(one) ** 2;
    if (Number.isNaN(variance)) continue;
    sum += variance * (one.runs - 1);
    weight += one.runs - 1;
  }
  return sum / weight;
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

/**
 * How far an outcome goes with categories that have no order: the root of the share of the variance of its
 * ranks that lies between them (correlation ratio), [0,1]. Pairs with NaN are left out; NaN if either is
 * constant.
 */
export function correlationRatio(categories: ArrayLike<number>, y: ArrayLike<number>): number {
  const rows = Array.from({ length: Math.min(categories.length, y.length) }, (_, k) => k).filter(
    (k) => !Number.isNaN((categories[k] as number) + (y[k] as number)),
  );
  const ranks = ranksOf(rows.map((k) => y[k] as number));
  const middle = (rows.length - 1) / 2;
  const groups = new Map<number, { size: number; sum: number }>();
  let total = 0;
  rows.forEach((row, k) => {
    const off = (ranks[k] as number) - middle;
    const group = groups.get(categories[row] as number) ?? { size: 0, sum: 0 };
    groups.set(categories[row] as number, { size: group.size + 1, sum: group.sum + off });
    total += off * off;
  });
  const between = [...groups.values()].reduce((sum, one) => sum + one.sum ** 2 / one.size, 0);
  return total > 0 && groups.size > 1 ? Math.sqrt(between / total) : Number.NaN;
}

/** How an outcome goes with something that varies: rank correlation, or for categories their correlation ratio. */
export function goesWith(
  quantity: Pick<Uncertainty, "distribution"> | undefined,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): number {
  return quantity?.distribution.kind === "categorical"
    ? correlationRatio(x, y)
    : rankCorrelation(x, y);
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
