import { formatDifference, formatExact, formatTick, formatValue } from "./numbers.ts";
import { type NumberTable, numbers, words } from "./table.ts";

/** Horizontal bars with intervals, for example a tornado: what matters, largest first. */
export interface BarChart {
  readonly kind: "bars";
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  /** What the length of a bar says, for example "share of the variance". */
  readonly measure: string;
  readonly unit: string;
  /** True where the values are differences: those of shares are in percentage points. */
  readonly differences?: boolean;
  /** What a row is, as the heading of the table: "Input" unless told. */
  readonly subject?: string;
  readonly rows: readonly BarRow[];
  /** [lowest, highest] of the axis; includes 0. */
  readonly domain: readonly [number, number];
}

/** A bar. */
export interface BarRow {
  readonly label: string;
  readonly value: number;
  /** Ends of its interval, or null. */
  readonly low: number | null;
  readonly high: number | null;
  /** A smaller mark within the bar, for example the first-order part of a total; or null. */
  readonly inner: number | null;
  /** Drawn apart from the others, as luck among levers. */
  readonly apart: boolean;
}

/** An axis that holds all bars, their intervals and 0. */
export function barDomain(rows: readonly BarRow[]): readonly [number, number] {
  const all = rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const finite = all.filter(Number.isFinite);
  return [Math.min(0, ...finite), Math.max(0, ...finite) || 1];
}

/** A value beside a bar or on the axis. */
export function barText({ unit, differences }: BarChart, value: number): string {
  if (unit !== "share") return formatExact(Number(value.toPrecision(3)));
  return differences ? formatTick(100 * value, "pp") : formatTick(value, "share");
}

/** The numbers of a bar chart. */
export function barTable(chart: BarChart): NumberTable {
  const text = (value: number | null): string =>
    value === null || !Number.isFinite(value)
      ? "–"
      : chart.unit === "share"
        ? (chart.differences ? formatDifference : formatValue)(value, "share", 1)
        : formatExact(Number(value.toPrecision(3)));
  const inner = chart.rows.some((row) => row.inner !== null);
  return {
    caption: chart.title,
    columns: [
      words(chart.subject ?? "Input"),
      numbers(chart.measure),
      numbers("Interval"),
      ...(inner ? [numbers("alone")] : []),
    ],
    rows: chart.rows.map((row) => [
      row.label,
      text(row.value),
      row.low === null ? "–" : `${text(row.low)} to ${text(row.high)}`,
      ...(inner ? [text(row.inner)] : []),
    ]),
  };
}
