import { formatExact, formatValue, isShare } from "./numbers.ts";
import { type NumberTable, numbers, words } from "./table.ts";

/** An axis of a scatter or of parallel coordinates. */
export interface Axis {
  readonly label: string;
  readonly unit: string;
  readonly domain: readonly [number, number];
}

/** Points over two axes, some of them marked, with a box around those that a rule describes. */
export interface ScatterChart {
  readonly kind: "scatter";
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly points: readonly ScatterPoint[];
  /** What a marked and an unmarked point are called. */
  readonly marked: string;
  readonly unmarked: string;
  /** Ends on both axes, or null; an end that is null lies at the edge. */
  readonly box: {
    readonly x: readonly [number | null, number | null];
    readonly y: readonly [number | null, number | null];
  } | null;
  /** Marked points joined by a line from left to right, as a front is. */
  readonly joined: boolean;
}

/** A point. */
export interface ScatterPoint {
  readonly x: number;
  readonly y: number;
  readonly marked: boolean;
  readonly label: string;
}

/**
 * An axis over values, with a little room at both ends.
 *
 * @param share room at each end as a share of the span
 */
export function axisOver(
  label: string,
  unit: string,
  values: readonly number[],
  share = 0.04,
): Axis {
  const finite = values.filter(Number.isFinite);
  const low = finite.length === 0 ? 0 : Math.min(...finite);
  const high = finite.length === 0 ? 1 : Math.max(...finite);
  const room = high > low ? (high - low) * share : (Math.abs(high) || 1) * 0.04;
  return { label, unit, domain: [low - room, high + room] };
}

/** A value on an axis, for people. */
export function axisText(axis: Axis, value: number): string {
  if (isShare(axis.unit)) {
    const [low, high] = axis.domain;
    return formatValue(value, "share", high - low < 0.02 ? 2 : 1);
  }
  const rounded = Number(value.toPrecision(4));
  // Years are not grouped, and other small numbers need no grouping.
  return Math.abs(rounded) < 10_000 ? String(rounded).replace("-", "−") : formatExact(rounded);
}

/** Points listed in a table, at most; the rest are in the file of results. */
const MOST_LISTED = 200;

/** The marked points of a scatter, or all if none is. */
export function scatterTable(chart: ScatterChart): NumberTable {
  const marked = chart.points.filter((point) => point.marked);
  const listed = marked.length > 0 ? marked : chart.points;
  const cut = listed.length > MOST_LISTED ? `, the first ${MOST_LISTED} of ${listed.length}` : "";
  return {
    caption: `${chart.title}: ${marked.length > 0 ? chart.marked : "all points"}${cut}`,
    columns: [words("Point"), numbers(chart.x.label), numbers(chart.y.label)],
    rows: listed
      .slice(0, MOST_LISTED)
      .map((point) => [point.label, axisText(chart.x, point.x), axisText(chart.y, point.y)]),
  };
}
