import type { SeriesColumn } from "../../src/results/summary.ts";

/** Outcomes that the page draws, in the order in which it keeps them. */
const shown = [
  { outcome: "adoption.share", by: "none" },
  { outcome: "adoption.share", by: "supplier" },
  { outcome: "rules.safeguards", by: "none" },
] as const;

/** Places of the columns that the page draws among all that are recorded. */
export function shownColumns(columns: readonly SeriesColumn[]): readonly number[] {
  return shown.flatMap(({ outcome, by }) =>
    columns.flatMap((column, place) =>
      column.outcome === outcome && column.by === by ? [place] : [],
    ),
  );
}
