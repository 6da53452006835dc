import type { Compiled } from "../../scenario/compiled.ts";
import { parsePeriod } from "../../scenario/time.ts";
import { wrongUsage } from "../exit-codes.ts";

/** What finding a period needs of a compiled scenario. */
export interface Periods {
  readonly frame: Pick<Compiled["frame"], "start">;
  readonly labels: Pick<Compiled["labels"], "periods" | "dates">;
}

/**
 * Finds the recorded row that a period ends in; `2031Q2`, `2031-05` and `2031` (to its last day) are
 * understood whatever the step of the run.
 * @param flag name of the flag, for the message
 * @param text what the user wrote
 * @returns index of the row
 * @throws Stop (usage) when it is no period or lies outside the run
 */
export function rowOfPeriod(flag: string, text: string, { frame, labels }: Periods): number {
  const span = parsePeriod(text.trim());
  if (span === null) {
    throw wrongUsage(
      `${flag} wants a quarter such as 2031Q2 (or 2031-05, or 2031), got "${text}".`,
    );
  }
  const row = labels.dates.findIndex((date) => date >= span.end - slack);
  if (row < 0 || span.end < frame.start + slack) {
    const covered = `${labels.periods[0]} to ${labels.periods.at(-1)}`;
    throw wrongUsage(`${flag} ${text} lies outside the run, which covers ${covered}.`);
  }
  return row;
}

/** Dates this close are the same, yr; well below a day. */
const slack = 1e-3;
