import type { Compiled } from "./compiled.ts";
import { parsePeriod } from "./time.ts";

/** What finding a period needs of a compiled scenario. */
export interface Periods {
  readonly frame: Pick<Compiled["frame"], "start">;
  readonly labels: Pick<Compiled["labels"], "periods" | "dates">;
}

/** Dates this close are the same, yr; well below a day. */
const slack = 1e-3;

/**
 * Finds the recorded row that a period ends in; `2031Q2`, `2031-05` and `2031` (to its last day) are
 * understood whatever the step of the run.
 *
 * @returns index of the row, or why there is none
 */
export function recordedRow(
  text: string,
  { frame, labels }: Periods,
): number | "no period" | "outside" {
  const span = parsePeriod(text.trim());
  if (span === null) return "no period";
  const row = labels.dates.findIndex((date) => date >= span.end - slack);
  return row < 0 || span.end < frame.start + slack ? "outside" : row;
}

/** The periods that a run covers, as people read them: "2011Q1 to 2040Q4". */
export function coveredText({ labels: { periods } }: Periods): string {
  return `${periods[0]} to ${periods.at(-1)}`;
}
