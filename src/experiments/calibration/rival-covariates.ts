import type { Frame } from "../../core/frame.ts";
import { log } from "../../core/math.ts";
import type { Labels } from "../../scenario/compiled.ts";
import { baseYearValues } from "../../scenario/covariates.ts";
import type { World } from "../../scenario/world/world.ts";

/** Covariates of the regression that the model is held against, as of 2019. */
export const rivalCovariates = [
  "GDP per head (ln)",
  "gap to 1,630 USD per head (ln)",
  "population (ln)",
  "urban share",
  "electoral democracy",
  "civil society",
  "private civil liberties",
  "government effectiveness",
  "political stability",
  "homicides (ln)",
  "UN ideal point",
  "Belt and Road member",
  "trade with China",
  "trade with the United States",
] as const;

/** What rivals know of countries. */
export interface RivalInputs {
  /** [country × 14], in the order of `rivalCovariates`. */
  readonly covariates: Float64Array;
  /** GDP (ln), all that the simplest regression knows; [country] */
  readonly gdp: Float64Array;
}

/** The covariates of all countries. */
export function rivalInputs(world: World, frame: Frame, labels: Labels): RivalInputs {
  const { columns } = world.countries;
  const yearly = (name: Parameters<typeof baseYearValues>[1]): Float64Array =>
    baseYearValues(world, name);
  const tradeWith = (supplier: string): Float64Array => {
    const j = labels.suppliers.indexOf(supplier);
    return Float64Array.from({ length: frame.countries }, (_, i) =>
      j < 0 ? 0 : (frame.zTrade[i * frame.suppliers + j] as number),
    );
  };
  const income = columns.gdp_usd_2019.map((gdp, i) => gdp / (columns.population_2019[i] as number));
  const list: readonly Float64Array[] = [
    income.map(log),
    income.map((y) => Math.max(0, log(1630 / y))),
    columns.population_2019.map(log),
    columns.urban_2019,
    yearly("democracy"),
    yearly("civil_society"),
    yearly("private_liberties"),
    yearly("government_effectiveness"),
    yearly("political_stability"),
    columns.homicide.map((rate) => log(Math.max(0.1, rate))),
    yearly("ideal_point"),
    columns.bri_from.map((from) => (from <= 2019 ? 1 : 0)),
    tradeWith("china"),
    tradeWith("usa"),
  ];
  const width = list.length;
  const covariates = new Float64Array(frame.countries * width);
  list.forEach((column, k) => {
    for (let i = 0; i < frame.countries; i++) covariates[i * width + k] = column[i] as number;
  });
  return { covariates, gdp: columns.gdp_usd_2019.map(log) };
}
