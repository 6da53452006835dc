import { log } from "../../../src/core/math.ts";
import type { Covariate } from "../../../src/scenario/world/world.ts";
import { type Covariates, SPAN } from "./covariates.ts";
import { distanceKm } from "./distance.ts";
import {
  type Filled,
  type Imputation,
  iso3Of,
  runs,
  subregionMedian,
  valuesIn2019,
} from "./imputation.ts";
import { imputePurchasingPower } from "./impute-countries.ts";
import { numeric, type Raw, type RawRow } from "./raw.ts";
import { type Known, type Score, scoreByHiding } from "./score.ts";
import { tidy } from "./write.ts";

/** States that the General Assembly does not count, and the one whose votes stand in for theirs. */
const STAND_INS: Readonly<Record<string, string>> = {
  HKG: "CHN",
  PSE: "JOR",
  TWN: "JPN",
  XKX: "ALB",
};

/** Incomes and populations without a series: the 2019 column, held over the years. */
export function constantSeries(raw: Raw, covariates: Covariates): Imputation[] {
  const purchasing = new Map(
    imputePurchasingPower(raw).cells.map(({ iso3, value }) => [iso3, value]),
  );
  const columns = [
    ["gdp_pc_ppp", (row: RawRow) => purchasing.get(iso3Of(row)) ?? numeric(row, "gdp_pc_ppp_2019")],
    ["population", (row: RawRow) => numeric(row, "population_2019")],
  ] as const;
  return columns.map(([column, in2019]) => ({
    cells: raw.countries
      .filter((row) => !covariates[column].has(iso3Of(row)))
      .map((row) => ({ iso3: iso3Of(row), column, years: SPAN, value: in2019(row) })),
    score: scoreConstant(column, covariates),
  }));
}

/** Each known year guessed to be as in 2019. Nothing is learnt, so nothing needs folds. */
function scoreConstant(column: Covariate, covariates: Covariates): Score {
  const known: Known<number>[] = [];
  for (const years of covariates[column].values()) {
    const in2019 = years.get(2019);
    if (in2019 === undefined) continue;
    for (const [year, value] of years)
      if (year !== 2019) known.push({ item: log(in2019), value: log(value) });
  }
  return scoreByHiding(
    { column, rule: "the 2019 column held over the years", scale: "ln" },
    known,
    () => (in2019) => in2019,
  );
}

/** Ideal points of those without a vote, by stand-in; the rule is scored by the nearest voter standing in for each. */
export function imputeIdealPoint(raw: Raw, covariates: Covariates): Imputation {
  const points = covariates.ideal_point;
  const in2019 = valuesIn2019(points);
  const known = raw.countries.flatMap((item) => {
    const value = in2019.get(iso3Of(item));
    return value === undefined ? [] : [{ item, value }];
  });
  const column = "ideal_point";
  return {
    cells: Object.entries(STAND_INS).flatMap(([iso3, other]) =>
      runs(iso3, column, (year) => points.get(other)?.get(year) ?? Number.NaN),
    ),
    score: scoreByHiding(
      { column, rule: "votes of a state that stands in", scale: "value" },
      known,
      (seen) => (row) => {
        const nearest = seen.reduce((best, other) =>
          distanceKm(row, other.item) < distanceKm(row, best.item) ? other : best,
        );
        return nearest.value;
      },
    ),
  };
}

/** Government effectiveness: the subregion's median of the year. */
export function imputeEffectiveness(raw: Raw, covariates: Covariates): Imputation {
  const column = "government_effectiveness";
  const known = (year: number): Known<RawRow>[] =>
    raw.countries.flatMap((item) => {
      const value = covariates[column].get(iso3Of(item))?.get(year);
      return value === undefined ? [] : [{ item, value }];
    });
  const cells: Filled[] = [];
  for (const row of raw.countries) {
    if (covariates[column].has(iso3Of(row))) continue;
    cells.push(
      ...runs(iso3Of(row), column, (year) => {
        const seen = known(year);
        return seen.length === 0 ? Number.NaN : tidy(subregionMedian(seen)(row));
      }),
    );
  }
  return {
    cells,
    score: scoreByHiding(
      { column, rule: "median of the subregion or the world", scale: "value" },
      known(2019),
      subregionMedian,
    ),
  };
}
