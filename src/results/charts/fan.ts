import type { Labels } from "../../scenario/compiled.ts";
import type { EnsembleSummary } from "../summary.ts";
import {
  formatDifference,
  formatMoment,
  formatPeriod,
  formatRange,
  formatValue,
  isShare,
  shareDecimals,
} from "./numbers.ts";
import { otherMark, ownSlots, type Slot, supplierMark } from "./palette.ts";
import {
  columnAt,
  columnOf,
  type Spread,
  spreadOf,
  standardErrorOf,
  stepsOf,
  supplierColumns,
  type Values,
} from "./series.ts";
import { type NumberTable, numbers, words } from "./table.ts";

/** A fan chart: how series spread over the runs. Plain numbers and text; JSON keeps all of it. */
export interface FanChart {
  readonly kind: "fan";
  /** Values are differences: zero is marked, and values carry their sign. */
  readonly differences?: boolean;
  /** Id of the outcome, for example `adoption.share`. */
  readonly id: string;
  readonly title: string;
  /** One sentence that says what the chart shows at its end. */
  readonly sentence: string;
  readonly unit: string;
  /** Decimals of a percentage in this chart. */
  readonly decimals: number;
  /** "2011Q1", …; [steps] */
  readonly periods: readonly string[];
  /** Decimal year at the end of each period; [steps] */
  readonly dates: readonly number[];
  /** Axis that all panels share: [lowest, highest]. */
  readonly domain: readonly [number, number];
  /** Name of the scenario behind the grey line, or null without one. */
  readonly baseline: string | null;
  /** One small chart per supplier, or a single one for a total. */
  readonly panels: readonly FanPanel[];
}

/** One panel of a fan chart. */
export interface FanPanel {
  /** Supplier id, or the outcome's id for a total. */
  readonly key: string;
  readonly label: string;
  readonly slot: Slot | "total";
  readonly spread: Spread;
  /** Median of the baseline, or null. [steps] */
  readonly baseline: Values | null;
  /** A line under the panel, for example in how many pairs it is higher. */
  readonly note?: string;
}

/** What a fan chart is made of. */
export interface FanRequest {
  readonly summary: EnsembleSummary;
  readonly labels: Labels;
  /** Id of the outcome to show. */
  readonly outcome: string;
  /** One panel per supplier, or the total. */
  readonly by: "supplier" | "none";
  readonly title: string;
  /** Runs of the scenario to compare with, over the same periods. */
  readonly baseline?: { readonly title: string; readonly summary: EnsembleSummary } | undefined;
}

/**
 * The fan chart of an outcome, or null when the summary does not hold it.
 * Suppliers keep their place and colour by id order, so they look the same in every scenario.
 */
export function fanChart(request: FanRequest): FanChart | null {
  const { summary, labels, baseline } = request;
  const columns =
    request.by === "supplier"
      ? supplierColumns(summary, request.outcome)
      : [columnOf(summary, request.outcome)].filter((index) => index >= 0);
  const first = columns[0];
  if (first === undefined) return null;
  const unit = columnAt(summary, first).unit;
  const panels = columns.map((index) => panelOf(request, index));
  const last = stepsOf(summary) - 1;
  const error = Math.max(...columns.map((index) => standardErrorOf(summary, index, last)));
  const decimals = isShare(unit) ? shareDecimals(error) : 0;
  return {
    kind: "fan",
    id: request.outcome,
    title: request.title,
    sentence: sentenceOf(panels, labels.periods, unit),
    unit,
    decimals,
    periods: labels.periods,
    dates: labels.dates,
    domain: domainOf(panels, unit),
    baseline: baseline?.title ?? null,
    panels,
  };
}

/** The numbers of a fan chart at the end of each year: median and the range of 8 in 10 runs. */
export function fanTable(chart: FanChart): NumberTable {
  const steps = chart.periods.flatMap((period, step) =>
    /Q4$|^\d{4}$/.test(period) || step === chart.periods.length - 1 ? [step] : [],
  );
  return {
    caption: `${chart.title}: median, with the range of 8 in 10 ${chart.differences ? "pairs" : "runs"} in brackets`,
    columns: [words("Period"), ...chart.panels.map((panel) => numbers(panel.label))],
    rows: steps.map((step) => [
      formatPeriod(chart.periods[step] ?? ""),
      ...chart.panels.map((panel) => readingAt(chart, panel, step, chart.decimals)),
    ]),
  };
}

/**
 * A panel at a step in words: `34 % (28–41 %)`.
 *
 * @param decimals of a percentage: none in text, `chart.decimals` in tables
 */
export function readingAt(chart: FanChart, panel: FanPanel, step: number, decimals = 0): string {
  const { p10, p50, p90 } = panel.spread;
  const middle = valueText(chart, p50[step] ?? Number.NaN, decimals);
  if (middle === "–") return middle;
  const low = p10[step] ?? Number.NaN;
  const high = p90[step] ?? Number.NaN;
  if (chart.differences) {
    return `${middle} (${valueText(chart, low, decimals)} to ${valueText(chart, high, decimals)})`;
  }
  return `${middle} (${formatRange(low, high, chart.unit, decimals)})`;
}

/** A value of a chart in words: with its sign where the chart is of differences. */
export function valueText(
  { unit, differences }: Pick<FanChart, "unit" | "differences">,
  value: number,
  decimals = 0,
): string {
  return differences ? formatDifference(value, unit, decimals) : formatValue(value, unit, decimals);
}

function panelOf(request: FanRequest, index: number): FanPanel {
  const { summary, labels, baseline } = request;
  const column = columnAt(summary, index);
  const supplier = column.of === null ? -1 : labels.suppliers.indexOf(column.of);
  const name = labels.supplierNames[supplier] ?? column.of;
  const same = baseline === undefined ? -1 : columnOf(baseline.summary, column.outcome, column.of);
  return {
    key: column.of ?? column.outcome,
    label: name ?? request.title,
    slot: column.of === null ? "total" : slotOf(supplier),
    spread: spreadOf(summary, index),
    baseline: baseline === undefined || same < 0 ? null : spreadOf(baseline.summary, same).p50,
  };
}

function slotOf(supplier: number): Slot {
  return supplier >= 0 && supplier < ownSlots ? supplierMark(supplier).slot : otherMark.slot;
}

/** From zero, or from just below the lowest value when that is far from zero, to a round value above. */
export function domainOf(panels: readonly FanPanel[], unit: string): readonly [number, number] {
  const present = (values: Values): readonly number[] => values.filter((value) => value !== null);
  const tops = panels.flatMap((panel) => [
    ...present(panel.spread.p90),
    ...present(panel.baseline ?? []),
  ]);
  const bottoms = panels.flatMap((panel) => present(panel.spread.p10));
  // Nothing at all, as when nobody adopts, still needs an axis.
  const highest = Math.max(...tops, 0) || 1;
  const lowest = Math.min(...bottoms, 0);
  const top = isShare(unit) && highest > 0.8 && highest <= 1 ? 1 : roundUp(highest);
  return [lowest < 0 ? -roundUp(-lowest) : 0, top];
}

/** The next value at or above that reads well on an axis. */
function roundUp(value: number): number {
  const scale = 10 ** Math.floor(Math.log10(value));
  const steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
  const nice = steps.find((step) => step * scale >= value * 1.02) ?? 10;
  return Number((nice * scale).toPrecision(3));
}

/** `Supplier C: 34 % at the end of 2040 (8 in 10 runs: 28–41 %); baseline 27 % (+7 pp).` */
function sentenceOf(panels: readonly FanPanel[], periods: readonly string[], unit: string): string {
  const step = periods.length - 1;
  const end = (panel: FanPanel): number => panel.spread.p50[step] ?? Number.NaN;
  const top = panels.reduce((best, panel) => (end(panel) > end(best) ? panel : best));
  const moment = formatMoment(periods[step] ?? "");
  if (panels.length > 1 && end(top) === 0) {
    return `No supplier is above ${formatValue(0, unit)} at ${moment}, in the median.`;
  }
  const range = formatRange(
    top.spread.p10[step] ?? Number.NaN,
    top.spread.p90[step] ?? Number.NaN,
    unit,
  );
  const subject = panels.length === 1 ? "Median" : `${top.label} is highest`;
  const joint = panels.length === 1 ? " " : " with ";
  const compared = comparison(end(top), top.baseline?.[step], unit);
  return `${subject}${joint}${formatValue(end(top), unit)} at ${moment} (8 in 10 runs: ${range}).${compared}`;
}

function comparison(value: number, before: number | null | undefined, unit: string): string {
  if (before === undefined || before === null) return "";
  const difference = formatDifference(value - before, unit);
  return difference.startsWith("±")
    ? " The baseline gives the same."
    : ` The baseline gives ${formatValue(before, unit)}, a difference of ${difference}.`;
}
