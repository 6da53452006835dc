import { type Axis, axisText } from "./scatter.ts";
import { type NumberTable, numbers, words } from "./table.ts";

/** Lines across parallel axes: what goes with what among many numbers of each point. */
export interface ParallelChart {
  readonly kind: "parallel";
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly axes: readonly Axis[];
  readonly lines: readonly ParallelLine[];
  /** What a marked and an unmarked line are called. */
  readonly marked: string;
  readonly unmarked: string;
}

/** A line: one value per axis. */
export interface ParallelLine {
  readonly label: string;
  readonly values: readonly number[];
  readonly marked: boolean;
}

/** Lines listed in a table, at most. */
const MOST_LISTED = 200;

/** The values of the marked lines, or of all if none is. */
export function parallelTable(chart: ParallelChart): NumberTable {
  const marked = chart.lines.filter((line) => line.marked);
  const listed = (marked.length > 0 ? marked : chart.lines).slice(0, MOST_LISTED);
  return {
    caption: chart.title,
    columns: [words("Point"), ...chart.axes.map(({ label }) => numbers(label))],
    rows: listed.map((line) => [
      line.label,
      ...chart.axes.map((axis, k) => axisText(axis, line.values[k] ?? Number.NaN)),
    ]),
  };
}
