import { type EnsembleSummary, probabilities, type SeriesColumn } from "../summary.ts";

/** One recorded series of an ensemble as plain numbers, null where no run has a value. [steps] */
export interface Spread {
  readonly p10: Values;
  readonly p25: Values;
  readonly p50: Values;
  readonly p75: Values;
  readonly p90: Values;
}

export type Values = readonly (number | null)[];

/** Number of recorded rows of a summary. */
export function stepsOf(summary: EnsembleSummary): number {
  return summary.columns.length === 0 ? 0 : summary.means.length / summary.columns.length;
}

/** Index of the column with this outcome and part, or -1. */
export function columnOf(
  summary: EnsembleSummary,
  outcome: string,
  of: string | null = null,
): number {
  return summary.columns.findIndex((column) => column.outcome === outcome && column.of === of);
}

/** Indices of the columns of an outcome that is split by supplier, in the summary's order. */
export function supplierColumns(summary: EnsembleSummary, outcome: string): readonly number[] {
  return summary.columns.flatMap((column, index) =>
    column.outcome === outcome && column.by === "supplier" ? [index] : [],
  );
}

/**
 * A quantile of a column at a step; NaN where no run has a value.
 *
 * @param probability one of {@link probabilities}
 */
export function quantileAt(
  summary: EnsembleSummary,
  column: number,
  step: number,
  probability: (typeof probabilities)[number],
): number {
  const place = probabilities.indexOf(probability);
  const row = column * stepsOf(summary) + step;
  return summary.quantiles[row * probabilities.length + place] ?? Number.NaN;
}

/** The median and the bands of 50 % and 80 % of the runs of a column. */
export function spreadOf(summary: EnsembleSummary, column: number): Spread {
  return {
    p10: line(summary, column, 0.1),
    p25: line(summary, column, 0.25),
    p50: line(summary, column, 0.5),
    p75: line(summary, column, 0.75),
    p90: line(summary, column, 0.9),
  };
}

/**
 * Standard error of the median that comes from using a limited number of runs, in the column's unit.
 * √(π/2) times that of the mean, exact for a normal spread.
 */
export function standardErrorOf(summary: EnsembleSummary, column: number, step: number): number {
  const deviation = summary.deviations[column * stepsOf(summary) + step] ?? Number.NaN;
  return (Math.sqrt(Math.PI / 2) * deviation) / Math.sqrt(summary.runs.finished);
}

/** The column at an index; throws a `RangeError` when there is none. */
export function columnAt(summary: EnsembleSummary, index: number): SeriesColumn {
  const column = summary.columns[index];
  if (column === undefined) {
    throw new RangeError(`no column ${index}; the summary has ${summary.columns.length} columns`);
  }
  return column;
}

function line(
  summary: EnsembleSummary,
  column: number,
  probability: (typeof probabilities)[number],
): Values {
  const values: (number | null)[] = [];
  for (let step = 0; step < stepsOf(summary); step++) {
    const value = quantileAt(summary, column, step, probability);
    values.push(Number.isFinite(value) ? rounded(value) : null);
  }
  return values;
}

/** Five significant digits: far finer than a pixel, and a third of the bytes. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
