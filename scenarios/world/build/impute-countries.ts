import { exp, log } from "../../../src/core/math.ts";
import { type Imputation, iso3Of, subregionMedian } from "./imputation.ts";
import { cell, numeric, type Raw, type RawRow } from "./raw.ts";
import { type Known, scoreByHiding } from "./score.ts";
import { fitLine } from "./statistics.ts";

/** Homicide rates below are taken as this, so that a country without a murder has a logarithm. */
const LEAST_HOMICIDE = 0.1;

/** Purchasing-power income where neither the World Bank nor the CIA has one. */
export function imputePurchasingPower(raw: Raw): Imputation {
  const market = (row: RawRow): number =>
    log(numeric(row, "gdp_usd_2019") / numeric(row, "population_2019"));
  const has = (row: RawRow): boolean => /^(wb|cia_.*)$/.test(cell(row, "gdp_pc_ppp_source"));
  const known = raw.countries
    .filter(has)
    .map((item) => ({ item, value: log(numeric(item, "gdp_pc_ppp_2019")) }));
  const learn = (seen: readonly Known<RawRow>[]) => {
    const line = fitLine(
      seen.map(({ item }) => market(item)),
      seen.map(({ value }) => value),
    );
    return (row: RawRow): number => line.intercept + line.slope * market(row);
  };
  const predict = learn(known);
  return {
    cells: raw.countries
      .filter((row) => !has(row))
      .map((row) => ({
        iso3: iso3Of(row),
        column: "gdp_pc_ppp_2019",
        years: null,
        value: exp(predict(row)),
      })),
    score: scoreByHiding(
      {
        column: "gdp_pc_ppp_2019",
        rule: "regression of its logarithm on that of GDP per head at market rates",
        scale: "ln",
      },
      known,
      learn,
    ),
  };
}

/** Homicide: the median of the subregion, or of the world where the subregion has none. */
export function imputeHomicide(raw: Raw): Imputation {
  const rate = (row: RawRow): number => numeric(row, "homicide_unodc_qog");
  const known = raw.countries
    .filter((row) => !Number.isNaN(rate(row)))
    .map((item) => ({ item, value: log(Math.max(LEAST_HOMICIDE, rate(item))) }));
  const predict = subregionMedian(known);
  return {
    cells: raw.countries
      .filter((row) => Number.isNaN(rate(row)))
      .map((row) => ({
        iso3: iso3Of(row),
        column: "homicide",
        years: null,
        value: exp(predict(row)),
      })),
    score: scoreByHiding(
      { column: "homicide", rule: "median of the subregion or the world", scale: "ln" },
      known,
      subregionMedian,
    ),
  };
}
