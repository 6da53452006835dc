import type { NumberToFind } from "../../scenario/teaching.ts";

/** How a number to find is written and asked for: shares in per cent, money in thousand millions. */
export interface NumberForm {
  /** A written number is the model's times this. */
  readonly scale: number;
  /** What stands behind it, for example "points"; "" for a lever's value. */
  readonly word: string;
  /** Decimal places that are worth writing. */
  readonly decimals: number;
}

/** How a number is written, by the unit of its outcome. */
export function formOf(
  { lever, statistic, within }: Pick<NumberToFind, "lever" | "statistic" | "within">,
  unit: string,
): NumberForm {
  const [scale, word] = scaleOf(unit, statistic, lever !== null);
  const decimals = Math.max(0, Math.ceil(0.65 - Math.log10(within * scale)));
  return { scale, word, decimals };
}

function scaleOf(
  unit: string,
  statistic: NumberToFind["statistic"],
  lever: boolean,
): readonly [number, string] {
  if (lever) return [1, ""];
  if (statistic === "runs") return [100, "% of the runs"];
  if (unit === "share") return [100, statistic === "mean" ? "%" : "points"];
  if (unit.startsWith("USD")) return [1e-9, "thousand million USD"];
  // A scale such as 0-100 is no unit to write behind a number.
  return [1, /^\d/.test(unit) ? "" : unit];
}

/** A number as it is written: `−23.1 points`. A change carries its sign. */
export function numberText(
  value: number,
  find: Pick<NumberToFind, "lever" | "statistic" | "within">,
  unit: string,
): string {
  const { scale, word, decimals } = formOf(find, unit);
  const written = Math.abs(value * scale).toFixed(decimals);
  const zero = Number(written) === 0;
  const plus = find.statistic === "change" && find.lever === null ? "+" : "";
  const sign = zero ? "" : value < 0 ? "−" : plus;
  return `${sign}${written}${word === "" ? "" : ` ${word}`}`;
}

/**
 * Whether an answer is right: near enough to the model's number. A change may be given without its sign,
 * as "falls by 4 points" is.
 *
 * @param answer as it was written, so per cent where the form says so
 */
export function isRight(
  answer: number,
  value: number,
  find: Pick<NumberToFind, "lever" | "statistic" | "within">,
  unit: string,
): boolean {
  const given = answer / formOf(find, unit).scale;
  const near = (other: number): boolean => Math.abs(given - other) <= find.within;
  return near(value) || (find.statistic === "change" && find.lever === null && near(-value));
}
