import type { Reference } from "./outcome.ts";
import type { Prepared, Ran } from "./run-one.ts";

/** Slack for dates that are sums of steps, yr. */
const slack = 1e-3;

/** Matches an ensemble with the one it is compared with, by dates and names. */
export function matchReference(
  name: string,
  prepared: Prepared,
  reference: Prepared,
  ran: Ran,
  columnNames: readonly string[],
): Reference {
  const itsNames = new Map(ran.result.summary.columns.map((column, k) => [column.name, k]));
  return {
    name,
    title: reference.scenario.title,
    summary: ran.result.summary,
    samePeriods:
      prepared.compiled.labels.periods.join() === reference.compiled.labels.periods.join(),
    values: ran.values,
    rowOf: (row) => sameRow(prepared, reference, row),
    columnOf: (column) => itsNames.get(columnNames[column] ?? "") ?? -1,
  };
}

/** Row of the reference that ends on the same date, -1 if none does. */
export function sameRow(prepared: Prepared, reference: Prepared, row: number): number {
  const date = prepared.compiled.labels.dates[row] ?? Number.NaN;
  return reference.compiled.labels.dates.findIndex((other) => Math.abs(other - date) < slack);
}
