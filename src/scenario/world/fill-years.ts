import { log } from "../../core/math.ts";

/** A run of years that was filled for one country. */
export interface FilledRun {
  readonly country: number;
  /** Rows of the first and last year filled. */
  readonly first: number;
  readonly last: number;
  readonly rule: "nearest year carried" | "linear between years";
  /** Error of the rule in the middle of such a run, in the unit of the column or of its logarithm. */
  readonly sd: number;
}

/** Countries looked at when the error of a rule is measured; more change the figure little. */
const SAMPLE = 2000;

/**
 * Fills the years that a country's series lacks: in a straight line between known years, and with the
 * nearest known year before the first and after the last. Series without any value stay as they are.
 * The error of each run is measured on the same column: known values are hidden and filled alike.
 *
 * @param values [year × countries], NaN where unknown; written in place.
 * @param scale whether errors are measured on the values or, for positive ones, on their logarithms.
 */
export function fillYears(
  values: Float64Array,
  years: number,
  countries: number,
  scale: "value" | "ln",
): FilledRun[] {
  const runs: FilledRun[] = [];
  const known = values.slice();
  const measured = scale === "ln" ? known.map(log) : known;
  const errors = new Map<string, number>();
  const errorOf = (before: number, after: number): number => {
    const key = `${before} ${after}`;
    const sd = errors.get(key) ?? hiddenError(measured, years, countries, before, after);
    errors.set(key, sd);
    return sd;
  };
  for (let i = 0; i < countries; i++) {
    let last = -1;
    for (let y = 0; y <= years; y++) {
      const here = y < years ? (known[y * countries + i] ?? Number.NaN) : Number.NaN;
      if (y < years && Number.isNaN(here)) continue;
      if (y - last > 1 && !(last < 0 && y === years)) {
        const gap = y - last - 1;
        const middle = Math.ceil(gap / 2);
        const from = last < 0 ? here : (known[last * countries + i] ?? Number.NaN);
        const to = y === years ? from : here;
        for (let k = 1; k <= gap; k++) {
          values[(last + k) * countries + i] =
            last < 0 ? here : from + ((to - from) * k) / (gap + 1);
        }
        const inside = last >= 0 && y < years;
        runs.push({
          country: i,
          first: last + 1,
          last: y - 1,
          rule: inside ? "linear between years" : "nearest year carried",
          sd: inside ? errorOf(middle, gap + 1 - middle) : errorOf(middle, 0),
        });
      }
      last = y;
    }
  }
  return runs;
}

/**
 * Root mean square error when a known value is hidden and taken from `before` years earlier and
 * `after` years later in a straight line, or carried over `before` years if `after` is 0. Where the
 * column has no such pair of years, the spread of all its values, as the largest error in reason.
 */
export function hiddenError(
  values: Float64Array,
  years: number,
  countries: number,
  before: number,
  after: number,
): number {
  let squares = 0;
  let count = 0;
  const stride = Math.max(1, Math.floor(countries / SAMPLE));
  for (let i = 0; i < countries; i += stride) {
    for (let y = before; y + after < years; y++) {
      const hidden = values[y * countries + i] ?? Number.NaN;
      const left = values[(y - before) * countries + i] ?? Number.NaN;
      const right = values[(y + after) * countries + i] ?? Number.NaN;
      const guess = after === 0 ? left : (left * after + right * before) / (before + after);
      const error = hidden - guess;
      if (Number.isNaN(error)) continue;
      squares += error * error;
      count++;
    }
  }
  return count > 0 ? Math.sqrt(squares / count) : spread(values);
}

/** Standard deviation of the known values, 0 if there are none. */
function spread(values: Float64Array): number {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    count++;
    const step = value - mean;
    mean += step / count;
    squares += step * (value - mean);
  }
  return count > 0 ? Math.sqrt(squares / count) : 0;
}
