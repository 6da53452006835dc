/** Length of a step by its name in a scenario, yr. */
export const stepLengths: { readonly [K in StepName]: number } = {
  year: 1,
  quarter: 1 / 4,
  month: 1 / 12,
};

/** Name of the length of a step. */
export type StepName = "year" | "quarter" | "month";

/** The span a date names: a year, quarter or month. */
export interface Period {
  /** Decimal year at which it begins. */
  readonly start: number;
  /** Decimal year before which it lies. */
  readonly end: number;
}

/** First and last year that dates may name. */
const YEARS: readonly [first: number, last: number] = [1900, 2200];

/**
 * Reads `2027Q1`, `2027-03` or `2027`; null if the text is none of these or its year is not from 1900
 * to 2200. Periods are counted in whole months before they become decimal years, so that the end of
 * one is exactly the start of the next.
 */
export function parsePeriod(text: string | number): Period | null {
  const match = /^(\d{4})(?:[Qq]([1-4])|-(0[1-9]|1[0-2]))?$/.exec(String(text));
  if (!match) return null;
  const [, year, quarter, month] = match;
  const first = Number(year) * 12;
  if (Number(year) < YEARS[0] || Number(year) > YEARS[1]) return null;
  if (quarter) return period(first + (Number(quarter) - 1) * 3, 3);
  if (month) return period(first + Number(month) - 1, 1);
  return period(first, 12);
}

function period(months: number, length: number): Period {
  return { start: decimal(months), end: decimal(months + length) };
}

/** Decimal year of a number of months, with the bits of year + k/12. */
function decimal(months: number): number {
  const year = Math.floor(months / 12);
  return year + (months - year * 12) / 12;
}

/** Whole months of a decimal year, counted from year 0. */
export function monthsOf(date: number): number {
  return Math.round(date * 12);
}

/** The date whose period starts at a decimal year: a quarter where one starts there, else a month. */
export function startLabel(date: number): string {
  const months = monthsOf(date);
  return label(months, months % 3 === 0 ? 3 : 1);
}

/** The date whose period ends at a decimal year: a quarter where one ends there, else a month. */
export function endLabel(date: number): string {
  const months = monthsOf(date);
  return months % 3 === 0 ? label(months - 3, 3) : label(months - 1, 1);
}

function label(months: number, length: 1 | 3): string {
  const year = Math.floor(months / 12);
  const month = months - year * 12;
  return length === 3
    ? `${year}Q${month / 3 + 1}`
    : `${year}-${String(month + 1).padStart(2, "0")}`;
}

/** Name of the step of a length, yr. */
export function stepName(dt: number): StepName {
  if (dt === stepLengths.year) return "year";
  return dt === stepLengths.quarter ? "quarter" : "month";
}
