/** Non-breaking space: a number and its unit stay on one line. */
const space = "\u00A0";
const minus = "−";

const countUnits: ReadonlySet<string> = new Set(["countries", "contracts", "count", "runs"]);

/** Whether values in this unit are shares, [0,1], and so written in percent. */
export function isShare(unit: string): boolean {
  return unit === "share";
}

/**
 * A value in its unit: a share in percent (`34 %`), a count in whole numbers, an amount with three
 * significant digits, money as `US$ 1.2 bn/yr`. Not-a-number becomes "–".
 *
 * @param decimals decimals of a percentage; take them from {@link shareDecimals}
 */
export function formatValue(value: number, unit: string, decimals = 0): string {
  if (!Number.isFinite(value)) return "–";
  const { scale, before, after } = dressOf(unit, Math.abs(value));
  return before + bare(value / scale, unit, decimals) + after;
}

/** A value for an axis: as {@link formatValue}, without zeros at its end. */
export function formatTick(value: number, unit: string): string {
  const { scale, before, after } = dressOf(unit, Math.abs(value));
  const sign = value < 0 ? minus : "";
  return before + sign + ticks.format(Math.abs(value / scale)) + after;
}

/** A number that someone wrote, as exact as they wrote it: `0.04`. */
export function formatExact(value: number): string {
  return (value < 0 ? minus : "") + exact.format(Math.abs(value));
}

/** A range with an en dash and its unit once: `28–41 %`. */
export function formatRange(low: number, high: number, unit: string, decimals = 0): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return "–";
  const { scale, before, after } = dressOf(unit, Math.max(Math.abs(low), Math.abs(high)));
  const from = bare(low / scale, unit, decimals);
  const to = bare(high / scale, unit, decimals);
  if (from === to) return before + from + after;
  // An en dash before a minus sign cannot be read.
  return `${before}${from}${to.startsWith(minus) ? " to " : "–"}${to}${after}`;
}

/** A difference with its sign; of shares in percentage points: `+7 pp`, `−0.04`. */
export function formatDifference(difference: number, unit: string, decimals = 0): string {
  if (!Number.isFinite(difference)) return "–";
  const { scale, before, after } = dressOf(unit, Math.abs(difference));
  const text = bare(difference / scale, unit, decimals);
  const tail = isShare(unit) ? `${space}pp` : after;
  if (!/[1-9]/.test(text)) return `±0${tail}`;
  return (text.startsWith(minus) ? minus : "+") + before + text.replace(minus, "") + tail;
}

/** How often something happened, as a count: `in 171 of 200 runs`. */
export function formatRuns(count: number, runs: number): string {
  return `in ${formatCount(count)} of ${formatCount(runs)} ${runs === 1 ? "run" : "runs"}`;
}

/** A whole number with separators. */
export function formatCount(count: number): string {
  return fixed(count, 0);
}

/**
 * Decimals that a percentage deserves: none when the standard error of the share is above half a
 * percentage point, else one.
 *
 * @param standardError of the share, [0,1]
 */
export function shareDecimals(standardError: number): 0 | 1 {
  return standardError <= 0.005 ? 1 : 0;
}

/**
 * In how many pairs of runs with the same luck a value was higher or lower: `higher in 171 of 200
 * pairs`. Below three quarters of the pairs it is no clear difference.
 */
export function formatPairs({ pairs, higher, lower }: PairCounts): string {
  if (pairs === 0) return "no pairs";
  const [count, word] = higher >= lower ? [higher, "higher"] : [lower, "lower"];
  if (count * 4 < pairs * 3) return "no clear difference";
  return `${word} in ${formatCount(count)} of ${formatCount(pairs)} pairs`;
}

/** Pairs of runs, and in how many the value was higher and lower. */
export interface PairCounts {
  readonly pairs: number;
  readonly higher: number;
  readonly lower: number;
}

/** "2031Q2" as people read it: `2031 Q2`. */
export function formatPeriod(period: string): string {
  return period.replace(/^(\d{4})(Q[1-4])$/, "$1 $2");
}

/** "2040Q4" as the end of its year or quarter: `the end of 2040`, `2031 Q2`. */
export function formatMoment(period: string): string {
  const yearEnd = /^(\d{4})(Q4)?$/.exec(period);
  return yearEnd === null ? formatPeriod(period) : `the end of ${yearEnd[1]}`;
}

/** What stands around a number of a size in a unit, and the number of units that it counts in. */
interface Dress {
  readonly scale: number;
  readonly before: string;
  readonly after: string;
}

const sizes = [
  [1e12, "tn"],
  [1e9, "bn"],
  [1e6, "m"],
] as const;

function dressOf(unit: string, size: number): Dress {
  if (isShare(unit)) return { scale: 0.01, before: "", after: `${space}%` };
  const money = unit.startsWith("USD");
  if (money || unit === "persons") {
    const [scale, name] = sizes.find(([least]) => size >= least) ?? [1, ""];
    const tail = (name === "" ? "" : space + name) + unit.replace(/^(USD|persons)/, "");
    return { scale, before: money ? `US$${space}` : "", after: tail };
  }
  // "0-10,000" and the like say the scale of an index, nothing to read after a number.
  const silent = unit === "" || unit === "index" || unit === "count" || /^\d/.test(unit);
  return { scale: 1, before: "", after: silent ? "" : space + unit };
}

function bare(value: number, unit: string, decimals: number): string {
  if (isShare(unit)) return fixed(value, decimals);
  if (countUnits.has(unit) || Math.abs(value) >= 1_000) return fixed(value, 0);
  if (value === 0) return "0";
  const digits = Math.floor(Math.log10(Math.abs(value)));
  return fixed(value, Math.min(3, Math.max(0, 2 - digits)));
}

const ticks = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });
const exact = new Intl.NumberFormat("en", { maximumSignificantDigits: 15 });
const formats = new Map<number, Intl.NumberFormat>();

/** Fixed decimals with grouping and a true minus sign; never "−0". */
function fixed(value: number, decimals: number): string {
  let format = formats.get(decimals);
  if (format === undefined) {
    format = new Intl.NumberFormat("en", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(decimals, format);
  }
  const text = format.format(value);
  const unsigned = text.replace(/^-/, "");
  return /[1-9]/.test(unsigned) && value < 0 ? `${minus}${unsigned}` : unsigned;
}
