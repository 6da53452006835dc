import { coveredText, type Periods, recordedRow } from "../../scenario/recorded-row.ts";
import { wrongUsage } from "../exit-codes.ts";

/**
 * Finds the recorded row that a period ends in.
 * @param flag name of the flag, for the message
 * @param text what the user wrote
 * @returns index of the row
 * @throws Stop (usage) when it is no period or lies outside the run
 */
export function rowOfPeriod(flag: string, text: string, periods: Periods): number {
  const row = recordedRow(text, periods);
  if (row === "no period") {
    throw wrongUsage(
      `${flag} wants a quarter such as 2031Q2 (or 2031-05, or 2031), got "${text}".`,
    );
  }
  if (row === "outside") {
    throw wrongUsage(`${flag} ${text} lies outside the run, which covers ${coveredText(periods)}.`);
  }
  return row;
}
