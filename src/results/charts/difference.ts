import type { ComparedOutcome, PairedComparison } from "../compare/compare-sides.ts";
import { domainOf, type FanChart, type FanPanel } from "./fan.ts";
import { formatDifference, formatMoment, shareDecimals } from "./numbers.ts";
import { otherMark, ownSlots, supplierMark } from "./palette.ts";

/** What a fan of differences is made of. */
export interface DifferenceRequest {
  readonly comparison: PairedComparison;
  /** Full names of the columns, a panel each. */
  readonly columns: readonly string[];
  /** Ids of the suppliers in their order, for their colours. */
  readonly suppliers: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly title: string;
}

/** The fan of paired differences over time, b - a, with a line at zero; null without any of the columns. */
export function differenceChart(request: DifferenceRequest): FanChart | null {
  const { comparison, columns, suppliers, names, title } = request;
  const found = columns.flatMap((name) =>
    comparison.outcomes.filter((one) => one.column.name === name),
  );
  const [first] = found;
  if (first === undefined) return null;
  const { unit, outcome } = first.column;
  const last = comparison.periods.length - 1;
  const panels = found.map((one): FanPanel => {
    const { of, by } = one.column;
    const supplier = by === "supplier" && of !== null ? suppliers.indexOf(of) : -1;
    const mark = supplier >= 0 && supplier < ownSlots ? supplierMark(supplier) : otherMark;
    return {
      key: of ?? outcome,
      label: of === null ? title : (names[of] ?? of),
      slot: of === null ? "total" : mark.slot,
      spread: spreadOf(one),
      baseline: null,
      note: winsText(one, last),
    };
  });
  const half = Math.max(
    ...found.map(({ overTime }) => ((overTime[last]?.high ?? 0) - (overTime[last]?.low ?? 0)) / 4),
  );
  return {
    kind: "fan",
    differences: true,
    id: `difference.${outcome}`,
    title,
    sentence: sentenceOf(found, comparison, unit, names),
    unit,
    decimals: unit === "share" ? Math.max(1, shareDecimals(half)) : 0,
    periods: comparison.periods,
    dates: comparison.dates,
    domain: domainOf(panels, unit),
    baseline: null,
    panels,
  };
}

function spreadOf({ overTime }: ComparedOutcome): FanPanel["spread"] {
  const line = (read: (one: ComparedOutcome["overTime"][number]) => number) =>
    overTime.map((one) => {
      const value = read(one);
      return Number.isFinite(value) ? Number(value.toPrecision(5)) : null;
    });
  return {
    p10: line(({ p10 }) => p10),
    p25: line(({ p25 }) => p25),
    p50: line(({ median }) => median),
    p75: line(({ p75 }) => p75),
    p90: line(({ p90 }) => p90),
  };
}

/** `Higher in 171 · same in 9 · lower in 20 of 200 pairs`. */
export function winsText({ overTime }: Pick<ComparedOutcome, "overTime">, row: number): string {
  const at = overTime[row];
  if (at === undefined || at.pairs === 0) return "no pairs";
  return `higher in ${at.higher} · same in ${at.same} · lower in ${at.lower} of ${at.pairs} pairs`;
}

function sentenceOf(
  found: readonly ComparedOutcome[],
  { periods }: PairedComparison,
  unit: string,
  names: DifferenceRequest["names"],
): string {
  const last = periods.length - 1;
  const moved = [...found].sort(
    (x, y) => Math.abs(y.overTime[last]?.mean ?? 0) - Math.abs(x.overTime[last]?.mean ?? 0),
  );
  const [top] = moved;
  const at = top?.overTime[last];
  if (top === undefined || at === undefined) return "";
  const name = top.column.of === null ? "" : `${names[top.column.of] ?? top.column.of}: `;
  const mean = formatDifference(at.mean, unit, 1);
  return `${name}${mean} on average at ${formatMoment(periods[last] ?? "")}; ${winsText(top, last)}.`;
}
