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
 * The recorded row that the period of `?at=` ends in.
 * @throws Refusal where it is none, or lies outside the run
 */
export function rowAt(text: string, periods: Periods): number {
  const row = recordedRow(text, periods);
  if (row === "no period") {
    throw invalidQuery("at", `${quote(text)} is no period`, "for example 2031Q2, 2031-05 or 2031");
  }
  if (row === "outside") {
    throw invalidQuery("at", `the run covers ${coveredText(periods)}, not ${quote(text)}`);
  }
  return row;
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
