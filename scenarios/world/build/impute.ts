// The rules that fill empty cells of the shipped tables, country by country. They run here and not at
// load time for two reasons: their predictors (the WGI voice estimate) are no part of the world, and a
// guess that stands in its own table, with its rule and error, can be read, judged and replaced.

import { IMPUTED_COLUMNS } from "../../../src/scenario/world/tables.ts";
import type { Covariates } from "./covariates.ts";
import { type Imputation, valuesIn2019 } from "./imputation.ts";
import { imputeHomicide, imputePurchasingPower } from "./impute-countries.ts";
import {
  democracyOf,
  imputeDemocracy,
  imputeOnDemocracy,
  mediaFreedom,
} from "./impute-democracy.ts";
import { constantSeries, imputeEffectiveness, imputeIdealPoint } from "./impute-series.ts";
import type { Raw } from "./raw.ts";
import type { Score } from "./score.ts";
import { type Table, tidy } from "./write.ts";

/** imputed.csv and the scores of its rules. */
export interface Imputed {
  readonly table: Table;
  readonly scores: readonly Score[];
}

/** Applies every rule to the tables. */
export function impute(raw: Raw, covariates: Covariates): Imputed {
  const democracy = imputeDemocracy(raw, covariates);
  const filledDemocracy = democracyOf(covariates, democracy.cells);
  const all: readonly Imputation[] = [
    imputePurchasingPower(raw),
    imputeHomicide(raw),
    imputeOnDemocracy("media_freedom_2019", raw, filledDemocracy, mediaFreedom(raw)),
    ...constantSeries(raw, covariates),
    democracy,
    imputeOnDemocracy(
      "civil_society",
      raw,
      filledDemocracy,
      valuesIn2019(covariates.civil_society),
    ),
    imputeOnDemocracy(
      "private_liberties",
      raw,
      filledDemocracy,
      valuesIn2019(covariates.private_liberties),
    ),
    imputeIdealPoint(raw, covariates),
    imputeEffectiveness(raw, covariates),
  ];
  return {
    table: {
      header: IMPUTED_COLUMNS.map((rule) => rule.name),
      rows: all.flatMap(({ cells, score }) =>
        cells.map(({ iso3, column, years, value }) => [
          iso3,
          column,
          years?.[0] ?? "",
          years?.[1] ?? "",
          tidy(value),
          tidy(score.rmse),
          score.scale,
          score.rule,
        ]),
      ),
    },
    scores: all.map(({ score }) => score),
  };
}
