import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCsv } from "../../../src/scenario/world/csv.ts";

/** A row of a raw table by column name. */
export type RawRow = Readonly<Record<string, string>>;

/** The raw tables that the world is made from. */
export interface Raw {
  readonly countries: readonly RawRow[];
  readonly timeseries: readonly RawRow[];
  readonly memberships: readonly RawRow[];
  readonly ties: readonly RawRow[];
  readonly adoption: readonly RawRow[];
}

/** Reads the raw tables of a folder, countries in the order of their ids. Throws if one is missing or malformed. */
export function readRaw(folder: string): Raw {
  const countries = readTable(folder, "countries.csv");
  return {
    countries: [...countries].sort((a, b) => (cell(a, "iso3") < cell(b, "iso3") ? -1 : 1)),
    timeseries: readTable(folder, "timeseries.csv"),
    memberships: readTable(folder, "memberships.csv"),
    ties: readTable(folder, "ties.csv"),
    adoption: readTable(folder, "adoption_observed.csv"),
  };
}

function readTable(folder: string, file: string): readonly RawRow[] {
  let header: string[] | null = null;
  const rows: RawRow[] = [];
  const faults = readCsv(readFileSync(join(folder, file), "utf8"), (fields, place) => {
    if (header === null) {
      header = [...fields];
    } else {
      if (fields.length !== header.length)
        throw new Error(`${file}:${place.line}: ${fields.length} fields, not ${header.length}`);
      rows.push(Object.fromEntries(header.map((name, k) => [name, fields[k] ?? ""])));
    }
    return true;
  });
  if (faults[0] !== undefined) throw new Error(`${file}:${faults[0].line}: ${faults[0].kind}`);
  return rows;
}

/** A cell's text; throws if the table has no such column, so that a renamed source is noticed. */
export function cell(row: RawRow, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`the raw table has no column "${column}"`);
  return value;
}

/** A cell's number, NaN if empty. */
export function numeric(row: RawRow, column: string): number {
  const text = cell(row, column);
  return text === "" ? Number.NaN : Number(text);
}

/** Values by country and year of one variable of the time series. */
export function series(
  raw: Raw,
  variable: string,
): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const found = new Map<string, Map<number, number>>();
  for (const row of raw.timeseries) {
    if (cell(row, "variable") !== variable) continue;
    const iso3 = cell(row, "iso3");
    const years = found.get(iso3) ?? new Map<number, number>();
    years.set(numeric(row, "year"), numeric(row, "value"));
    found.set(iso3, years);
  }
  if (found.size === 0) throw new Error(`the raw time series have no variable "${variable}"`);
  return found;
}
