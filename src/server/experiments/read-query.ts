import { outcomesOf, seriesColumns } from "../../results/series-columns.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { didYouMean } from "../../scenario/names.ts";
import { coveredText, type Periods, recordedRow } from "../../scenario/recorded-row.ts";
import { quote } from "../../scenario/source/limits.ts";
import { Refusal } from "../refusal.ts";

/** A part of the query that cannot be used. */
export function invalidQuery(pointer: string, message: string, hint?: string): Refusal {
  return new Refusal("invalid-request", "1 part of the request cannot be used", [
    { pointer, message, ...(hint === undefined ? {} : { hint }) },
  ]);
}

/**
 * The recorded row that the period of `?at=`, or of another part of the query, ends in.
 * @throws Refusal where it is none, or lies outside the run
 */
export function rowAt(text: string, periods: Periods, pointer = "at"): number {
  const row = recordedRow(text, periods);
  if (row === "no period") {
    throw invalidQuery(
      pointer,
      `${quote(text)} is no period`,
      "for example 2031Q2, 2031-05 or 2031",
    );
  }
  if (row === "outside") {
    throw invalidQuery(pointer, `the run covers ${coveredText(periods)}, not ${quote(text)}`);
  }
  return row;
}

/** The recorded row that `?at=` names, or the last. */
export function rowOrLast(text: string | undefined, { labels, frame }: Compiled): number {
  return text === undefined ? frame.steps - 1 : rowAt(text, { labels, frame });
}

/**
 * The place of a name that is written in any case.
 * @throws Refusal where it is none of those that are known
 */
export function indexIn(pointer: string, text: string, known: readonly string[]): number {
  const index = known.findIndex((one) => one.toLowerCase() === text.trim().toLowerCase());
  if (index >= 0) return index;
  const some = known.length <= 12 ? `one of ${known.join(", ")}` : undefined;
  const hint = didYouMean(text.toUpperCase(), known) ?? didYouMean(text, known) ?? some;
  throw invalidQuery(pointer, `${quote(text)} is none of this world`, hint);
}

/**
 * The one column that `?metric=` names: `adoption.share`, or a part, `adoption.share.china`.
 * @throws Refusal where there is none, or only parts
 */
export function metricColumn(metric: string, { frame, labels }: Compiled): number {
  const columns = seriesColumns(frame, labels);
  const names = columns.map(({ name }) => name);
  const column = names.indexOf(metric);
  if (column >= 0) return column;
  const parts = names.filter((name) => name.startsWith(`${metric}.`));
  throw parts.length > 0
    ? invalidQuery("metric", `${quote(metric)} has no total`, `a part: ${parts.join(", ")}`)
    : invalidQuery(
        "metric",
        `${quote(metric)} is no outcome of the scenario`,
        didYouMean(metric, names) ?? `one of ${outcomesOf(columns).join(", ")}`,
      );
}

/**
 * Reads a part of the query.
 * @param read throws RangeError for what cannot be used
 * @throws Refusal in its place
 */
export function orInvalid<T>(pointer: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw invalidQuery(pointer, error.message);
    throw error;
  }
}

/** A whole number of the query, which its route has checked, or a standing value. */
export function wholeOf(text: string | undefined, standing: number): number {
  return text === undefined ? standing : Number(text);
}

/** Values of the query that are separated by commas. */
export function listOf(text: string | undefined): readonly string[] {
  return text?.split(",").map((part) => part.trim()) ?? [];
}

/** The flags of a command that ask the same as these parts of the query, where they are there. */
export function wordsOf(
  query: Readonly<Record<string, string>>,
  names: readonly string[],
): readonly string[] {
  return names.flatMap((name) => {
    const value = query[name];
    return value === undefined ? [] : [`--${name.replaceAll("_", "-")}`, value];
  });
}
