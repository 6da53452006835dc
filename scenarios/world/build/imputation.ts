import { SPAN } from "./covariates.ts";
import { cell, type RawRow } from "./raw.ts";
import type { Known, Score } from "./score.ts";
import { median } from "./statistics.ts";

/** A filled cell of countries.csv, or a run of years of covariates.csv. */
export interface Filled {
  readonly iso3: string;
  readonly column: string;
  readonly years: readonly [number, number] | null;
  readonly value: number;
}

/** The cells that one rule fills, and how well it does. */
export interface Imputation {
  readonly cells: readonly Filled[];
  readonly score: Score;
}

/** Id of a raw row's country. */
export const iso3Of = (row: RawRow): string => cell(row, "iso3");

/** Predicts the median of a country's subregion, or of the world where the subregion has no value. */
export function subregionMedian(seen: readonly Known<RawRow>[]): (row: RawRow) => number {
  const world = median(seen.map(({ value }) => value));
  return (row) => {
    const near = seen.filter(({ item }) => cell(item, "subregion") === cell(row, "subregion"));
    return near.length === 0 ? world : median(near.map(({ value }) => value));
  };
}

/** A country's years as runs of equal values; years without a value are left out. */
export function runs(iso3: string, column: string, at: (year: number) => number): Filled[] {
  const found: Filled[] = [];
  for (let year = SPAN[0]; year <= SPAN[1]; year++) {
    const value = at(year);
    if (Number.isNaN(value)) continue;
    const last = found.at(-1);
    if (last?.value === value && last.years?.[1] === year - 1) {
      found[found.length - 1] = { ...last, years: [last.years[0], year] };
    } else {
      found.push({ iso3, column, years: [year, year], value });
    }
  }
  return found;
}

/** Values of 2019 by country, in the order of ids. */
export function valuesIn2019(
  series: ReadonlyMap<string, ReadonlyMap<number, number>>,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const iso3 of [...series.keys()].sort()) {
    const value = series.get(iso3)?.get(2019);
    if (value !== undefined) found.set(iso3, value);
  }
  return found;
}

/** A value kept between 0 and 1. */
export const share: (value: number) => number = (value) => Math.min(1, Math.max(0, value));
