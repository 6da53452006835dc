/** Characters that differ between a full terminal and one that shows ASCII only. */
export interface Signs {
  readonly dash: string;
  readonly minus: string;
  readonly dot: string;
  readonly percent: string;
  readonly plusMinus: string;
}

/** Signs for a terminal that shows Unicode. */
export const unicodeSigns: Signs = {
  dash: "–",
  minus: "−",
  dot: "·",
  percent: " %",
  plusMinus: "±",
};
/** Signs for `--ascii`. */
export const asciiSigns: Signs = { dash: "-", minus: "-", dot: "|", percent: "%", plusMinus: "+-" };

/** How the values of one outcome are written. */
export interface Scale {
  /** A value with its unit. */
  readonly value: (value: number) => string;
  /** Two values as a range, the unit once. */
  readonly range: (low: number, high: number) => string;
  /** A difference with its sign, in points for shares. */
  readonly difference: (value: number) => string;
}

/**
 * Chooses how to write an outcome from its unit and the error of its simulated mean: digits that are
 * mostly luck are not shown.
 * @param unit unit of the outcome; "share" is written in percent
 * @param error standard error of the mean, in the outcome's unit
 * @param largest largest absolute value to be written
 */
export function scaleFor(unit: string, error: number, largest: number, signs: Signs): Scale {
  if (unit === "share") {
    // Half a point of error leaves no meaning to tenths.
    const decimals = error > 0.005 ? 0 : 1;
    const percent = (value: number) => fixed(value * 100, decimals, signs);
    return {
      value: (value) => percent(value) + signs.percent,
      range: (low, high) => percent(low) + signs.dash + percent(high) + signs.percent,
      difference: (value) => `${signed(value * 100, decimals, signs)} pp`,
    };
  }
  const factor = largest >= 1e9 ? 1e9 : largest >= 1e6 ? 1e6 : 1;
  const suffix = factor === 1e9 ? " bn" : factor === 1e6 ? " m" : "";
  const decimals = largest / factor >= 100 ? 0 : largest / factor >= 10 ? 1 : 2;
  const plain = (value: number) => fixed(value / factor, decimals, signs);
  return {
    value: (value) => plain(value) + suffix,
    range: (low, high) => plain(low) + signs.dash + plain(high) + suffix,
    difference: (value) => {
      const small = factor > 1 && Number((value / factor).toFixed(decimals)) === 0;
      // Millions of difference between billions are not nothing.
      return small && Math.abs(value) >= 0.5e6
        ? `${signed(value / 1e6, 0, signs)} m`
        : signed(value / factor, decimals, signs) + suffix;
    },
  };
}

/** A number with a fixed number of decimals, groups of thousands apart, and a real minus sign. */
export function fixed(value: number, decimals: number, signs: Signs): string {
  if (Number.isNaN(value)) return "?";
  const text = Math.abs(value).toFixed(decimals);
  const negative = value < 0 && Number(text) !== 0;
  const [whole = "", fraction] = text.split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, " ") : whole;
  return (negative ? signs.minus : "") + grouped + (fraction === undefined ? "" : `.${fraction}`);
}

/** A number with its sign; a zero has none. */
export function signed(value: number, decimals: number, signs: Signs): string {
  const text = fixed(value, decimals, signs);
  return value > 0 && Number(value.toFixed(decimals)) !== 0 ? `+${text}` : text;
}

/** A count with its thousands apart: `2 000 000`. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, " ");
}

/** `1 run`, `200 runs`. */
export function counted(value: number, one: string, many: string = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A length of time as people say it: `0.2 s`, `42 s`, `5 min`, `1 h 10 min`, `3 days`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.round(minutes / 1440)} days`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}
