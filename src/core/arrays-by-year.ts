// The arrays of a model by year and country. A design has many parameter sets, so what a set does not
// move is taken from a model that was built before: whole arrays, or the cells whose inputs are the same.

import type { Vector } from "./arrays.ts";
import { enforcement, lawFactor } from "./country-values.ts";
import type { Frame, Series } from "./frame.ts";
import { clampExponent, exp, log } from "./math.ts";
import type { Model, Settings } from "./model.ts";
import type { Parameters } from "./parameters.ts";
import { rowOffset } from "./series.ts";

/** What decides how often procurement opens, and how much its price weighs. */
export type DemandArrays = Pick<
  Model,
  | "hazardRows"
  | "logIncome"
  | "logRelativeIncome"
  | "logHazard"
  | "openingReach"
  | "affordability"
  | "priceWeight"
>;

/**
 * The arrays of E7 and the weight of price (E8), [row × country].
 *
 * @param known a model of the same countries, or null
 */
export function demandArrays(
  frame: Frame,
  { parameters }: Settings,
  known: Model | null,
): DemandArrays {
  const { countries: n, income, zIncome, zSize, zCapacity, relativeIncome } = frame;
  const rows = Math.max(
    zIncome.rows,
    zSize.rows,
    frame.unrest.rows,
    zCapacity.rows,
    relativeIncome.rows,
  );
  const logIncome = known?.frame.income === income ? known.logIncome : logarithms(income);
  const logRelativeIncome =
    known?.frame.relativeIncome === relativeIncome
      ? known.logRelativeIncome
      : logarithms(relativeIncome);
  const line = parameters["opportunity.affordability_income"];
  const logLine = log(line);
  const byIncome = parameters["opportunity.income"];
  const bySize = parameters["opportunity.size"];
  const byCrime = parameters["opportunity.crime"];
  const byEuTies = parameters["opportunity.eu_ties"];
  const byCapacity = parameters["opportunity.capacity"];
  const byNeed = parameters["opportunity.affordability"];
  const baseHazard = parameters["opportunity.base_hazard"];
  const price = parameters["choice.price"];
  const decay = -parameters["choice.price_income_decay"];
  const logHazard = new Float64Array(rows * n);
  const openingReach = new Float64Array(rows * n);
  const affordability = new Float64Array(rows * n);
  const priceWeight = new Float64Array(rows * n);
  for (let year = 0; year < rows; year++) {
    const here = year * n;
    const incomeRow = rowOffset(income, year, n);
    const zIncomeRow = rowOffset(zIncome, year, n);
    const sizeRow = rowOffset(zSize, year, n);
    const capacityRow = rowOffset(zCapacity, year, n);
    const relativeRow = rowOffset(relativeIncome, year, n);
    for (let i = 0; i < n; i++) {
      const gap = logLine - logIncome[incomeRow + i];
      const exponent =
        byIncome * zIncome.values[zIncomeRow + i] +
        bySize * zSize.values[sizeRow + i] +
        byCrime * frame.zCrime[i] -
        byEuTies * frame.zEuTrade[i] +
        byCapacity * zCapacity.values[capacityRow + i] -
        (gap > 0 ? byNeed * gap : 0);
      logHazard[here + i] = exponent;
      openingReach[here + i] = baseHazard * exp(clampExponent(exponent));
      const need = log(line / income.values[incomeRow + i]);
      affordability[here + i] = need > 0 ? exp(-byNeed * need) : 1;
      // The power of relative income, of which the logarithm is at hand.
      const factor = decay === 0 ? 1 : exp(decay * logRelativeIncome[relativeRow + i]);
      priceWeight[here + i] = price * Math.min(4, Math.max(0.2, factor));
    }
  }
  return {
    hazardRows: rows,
    logIncome,
    logRelativeIncome,
    logHazard,
    openingReach,
    affordability,
    priceWeight,
  };
}

function logarithms({ values }: Series): Vector {
  const logs = new Float64Array(values.length);
  for (let cell = 0; cell < values.length; cell++) logs[cell] = log(values[cell]);
  return logs;
}

/** enf_i at the democracy of the tables, [row × country]. */
export function enforcementByYear(
  frame: Frame,
  parameters: Parameters,
  rows: number,
  known: Model | null,
): Vector {
  const { countries: n, democracy, capacity } = frame;
  const like =
    known?.dataRows === rows &&
    known.settings.parameters["rules.enforcement_democracy"] ===
      parameters["rules.enforcement_democracy"]
      ? known
      : null;
  const values = new Float64Array(rows * n);
  for (let year = 0; year < rows; year++) {
    const democracyRow = rowOffset(democracy, year, n);
    const capacityRow = rowOffset(capacity, year, n);
    const alike =
      like !== null &&
      rowOffset(like.frame.democracy, year, n) === democracyRow &&
      rowOffset(like.frame.capacity, year, n) === capacityRow;
    for (let i = 0; i < n; i++) {
      const own = democracy.values[democracyRow + i];
      values[year * n + i] =
        alike &&
        like.frame.democracy.values[democracyRow + i] === own &&
        like.frame.capacity.values[capacityRow + i] === capacity.values[capacityRow + i]
          ? like.enforcement[year * n + i]
          : enforcement(frame, parameters, i, year, own);
    }
  }
  return values;
}

/** exp of the static part of the hazard of a law at the democracy of the tables, [row × country]. */
export function lawFactorByYear(
  frame: Frame,
  parameters: Parameters,
  rows: number,
  known: Model | null,
): Vector {
  const { countries: n, zDemocracy } = frame;
  const like =
    known?.dataRows === rows &&
    known.frame.zEuTrade === frame.zEuTrade &&
    known.settings.parameters["law.eu_trade"] === parameters["law.eu_trade"] &&
    known.settings.parameters["law.democracy"] === parameters["law.democracy"]
      ? known
      : null;
  const values = new Float64Array(rows * n);
  for (let year = 0; year < rows; year++) {
    const row = rowOffset(zDemocracy, year, n);
    const alike = like !== null && rowOffset(like.frame.zDemocracy, year, n) === row;
    for (let i = 0; i < n; i++) {
      const own = zDemocracy.values[row + i];
      values[year * n + i] =
        alike && like.frame.zDemocracy.values[row + i] === own
          ? like.lawFactor[year * n + i]
          : lawFactor(frame, parameters, i, own);
    }
  }
  return values;
}
