import type { Series } from "./frame.ts";

/** Offset into a series' values of the row that holds `year` years after the first. */
export function rowOffset(series: Series, year: number, countries: number): number {
  return (year < series.rows ? year : series.rows - 1) * countries;
}
