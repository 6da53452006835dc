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
