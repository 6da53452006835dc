import { type EnsembleSummary, probabilities, type SeriesColumn } from "../../results/summary.ts";

/** Statistics of one outcome at one row. */
export interface Statistics {
  /** Quantiles at `probabilities`. */
  readonly quantiles: readonly number[];
  readonly mean: number;
  /** Standard deviation over runs. */
  readonly deviation: number;
}

/** Something that can be shown as a line: a recorded column, or one minus it. */
export interface Line {
  /** What it is called in its block: a supplier's id, "none", or a label. */
  readonly name: string;
  readonly column: SeriesColumn;
  /** Index of the column. */
  readonly index: number;
  /** Shown is 1 - value: the share that has nobody, from the share that has somebody. */
  readonly complement: boolean;
  /** Decimal date at whose end the value is read; null: the row that the user asked for. */
  readonly at: number | null;
}

/** Row that a line is read at. */
export function rowOfLine({ at }: Pick<Line, "at">, row: number, dates: readonly number[]): number {
  if (at === null) return row;
  let nearest = 0;
  for (const [k, date] of dates.entries()) {
    if (Math.abs(date - at) < Math.abs((dates[nearest] ?? 0) - at)) nearest = k;
  }
  return nearest;
}

/** Median over the rows, in order. [steps] */
export function medians(summary: EnsembleSummary, line: Line, steps: number): number[] {
  const middle = probabilities.indexOf(0.5);
  const size = probabilities.length;
  return Array.from({ length: steps }, (_, row) => {
    const value = summary.quantiles[(line.index * steps + row) * size + middle] ?? Number.NaN;
    return line.complement ? 1 - value : value;
  });
}

/** Statistics of a line at a row. */
export function statisticsAt(
  summary: EnsembleSummary,
  line: Pick<Line, "index" | "complement">,
  row: number,
  steps: number,
): Statistics {
  const cell = line.index * steps + row;
  const size = probabilities.length;
  const quantiles = Array.from(summary.quantiles.subarray(cell * size, (cell + 1) * size));
  const mean = summary.means[cell] ?? Number.NaN;
  const deviation = summary.deviations[cell] ?? Number.NaN;
  if (!line.complement) return { quantiles, mean, deviation };
  // `probabilities` are symmetric, so the quantiles of 1 - x are those of x mirrored.
  return { quantiles: quantiles.reverse().map((value) => 1 - value), mean: 1 - mean, deviation };
}

/** Value of a quantile by its probability. */
export function quantile(statistics: Statistics, p: (typeof probabilities)[number]): number {
  return statistics.quantiles[probabilities.indexOf(p)] ?? Number.NaN;
}
