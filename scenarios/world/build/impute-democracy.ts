import { type Covariates, SPAN } from "./covariates.ts";
import { type Filled, type Imputation, iso3Of, runs, share, valuesIn2019 } from "./imputation.ts";
import { cell, numeric, type Raw, type RawRow } from "./raw.ts";
import { type Known, scoreByHiding } from "./score.ts";
import { fitLine } from "./statistics.ts";
import { tidy } from "./write.ts";

/** Democracy of the small states that V-Dem leaves out: a line on the voice estimate of 2019, held over the years. */
export function imputeDemocracy(raw: Raw, covariates: Covariates): Imputation {
  const voice = (row: RawRow): number => numeric(row, "wgi_voice_accountability_2019");
  const in2019 = valuesIn2019(covariates.democracy);
  const known = raw.countries.flatMap((item) => {
    const value = in2019.get(iso3Of(item));
    return value === undefined ? [] : [{ item, value }];
  });
  const learn = (seen: readonly Known<RawRow>[]) => {
    const line = fitLine(
      seen.map(({ item }) => voice(item)),
      seen.map(({ value }) => value),
    );
    return (row: RawRow): number => share(line.intercept + line.slope * voice(row));
  };
  const predict = learn(known);
  return {
    cells: raw.countries
      .filter((row) => !covariates.democracy.has(iso3Of(row)))
      .map((row) => ({ iso3: iso3Of(row), column: "democracy", years: SPAN, value: predict(row) })),
    score: scoreByHiding(
      { column: "democracy", rule: "regression on the WGI voice estimate of 2019", scale: "value" },
      known,
      learn,
    ),
  };
}

/** Democracy by country and year, imputed cells included. */
export function democracyOf(
  covariates: Covariates,
  cells: readonly Filled[],
): (iso3: string, year: number) => number {
  const constant = new Map(cells.map(({ iso3, value }) => [iso3, value]));
  return (iso3, year) =>
    covariates.democracy.get(iso3)?.get(year) ?? constant.get(iso3) ?? Number.NaN;
}

/** A share that goes with democracy: a line on democracy, fitted in 2019, applied to democracy of each year. */
export function imputeOnDemocracy(
  column: "media_freedom_2019" | "civil_society" | "private_liberties",
  raw: Raw,
  democracy: (iso3: string, year: number) => number,
  values: ReadonlyMap<string, number>,
): Imputation {
  const known = [...values].map(([item, value]) => ({ item, value }));
  const learn = (seen: readonly Known<string>[]) =>
    fitLine(
      seen.map(({ item }) => democracy(item, 2019)),
      seen.map(({ value }) => value),
    );
  const line = learn(known);
  const at = (iso3: string, year: number): number =>
    tidy(share(line.intercept + line.slope * democracy(iso3, year)));
  const cells: Filled[] = [];
  for (const iso3 of raw.countries.map(iso3Of)) {
    if (values.has(iso3)) continue;
    if (column === "media_freedom_2019")
      cells.push({ iso3, column, years: null, value: at(iso3, 2019) });
    else cells.push(...runs(iso3, column, (year) => at(iso3, year)));
  }
  return {
    cells,
    score: scoreByHiding(
      { column, rule: "regression on democracy", scale: "value" },
      known,
      (seen) => {
        const fitted = learn(seen);
        return (iso3) => share(fitted.intercept + fitted.slope * democracy(iso3, 2019));
      },
    ),
  };
}

/** Media freedom of 2019 by country, where V-Dem has it. */
export function mediaFreedom(raw: Raw): ReadonlyMap<string, number> {
  return new Map(
    raw.countries.flatMap((row) =>
      cell(row, "vdem_freexp_2019") === ""
        ? []
        : [[iso3Of(row), numeric(row, "vdem_freexp_2019")] as const],
    ),
  );
}
