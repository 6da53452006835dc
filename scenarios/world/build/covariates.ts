import { COVARIATE_COLUMNS } from "../../../src/scenario/world/tables.ts";
import type { Covariate } from "../../../src/scenario/world/world.ts";
import { cell, type Raw, series } from "./raw.ts";
import type { Table } from "./write.ts";

/** First and last year of the shipped covariates. */
export const SPAN: readonly [number, number] = [2010, 2024];

/** Raw variable behind each covariate. */
const VARIABLES: Readonly<Record<Covariate, string>> = {
  gdp_pc_ppp: "gdp_pc_ppp",
  population: "population",
  democracy: "vdem_polyarchy",
  civil_society: "vdem_civsoc",
  private_liberties: "vdem_clpriv",
  ideal_point: "un_idealpoint",
  political_stability: "wgi_political_stability",
  government_effectiveness: "wgi_gov_effectiveness",
};

/** Observed covariates: by column, country and year. */
export type Covariates = Readonly<
  Record<Covariate, ReadonlyMap<string, ReadonlyMap<number, number>>>
>;

/** Reads the covariates; incomes of countries that the World Bank does not report are left out. */
export function readCovariates(raw: Raw): Covariates {
  const read = Object.fromEntries(
    COVARIATE_COLUMNS.map(({ name }) => [name, series(raw, VARIABLES[name])]),
  ) as Record<Covariate, ReadonlyMap<string, ReadonlyMap<number, number>>>;
  // Elsewhere the series is filled from other sources and bases, and breaks against the 2019 column.
  const reported = new Set(
    raw.countries
      .filter((row) => cell(row, "gdp_pc_ppp_source") === "wb")
      .map((row) => cell(row, "iso3")),
  );
  read.gdp_pc_ppp = new Map([...read.gdp_pc_ppp].filter(([iso3]) => reported.has(iso3)));
  return read;
}

/** covariates.csv: one row per country and year, observed values only. */
export function covariateTable(raw: Raw, covariates: Covariates): Table {
  const rows: (string | number)[][] = [];
  for (const country of raw.countries) {
    const id = cell(country, "iso3");
    for (let year = SPAN[0]; year <= SPAN[1]; year++) {
      rows.push([
        id,
        year,
        ...COVARIATE_COLUMNS.map(({ name }) => covariates[name].get(id)?.get(year) ?? Number.NaN),
      ]);
    }
  }
  return { header: ["iso3", "year", ...COVARIATE_COLUMNS.map(({ name }) => name)], rows };
}
