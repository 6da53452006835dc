// From a frame and settings to the read-only arrays that the processes use: everything that can be
// worked out before the first step is worked out here.

import type { Vector } from "./arrays.ts";
import { enforcement, lawFactor } from "./country-values.ts";
import { type Extension, noExtension, scheduleWith } from "./extension.ts";
import type { Frame, SegmentValues, Series } from "./frame.ts";
import type { Intervention } from "./intervention.ts";
import { incomeOrderOf } from "./matched-pairs.ts";
import { clampExponent, exp, log, pow } from "./math.ts";
import type { Model, PeerWeights, Settings, Trunk } from "./model.ts";
import { placeOutcomes } from "./outcomes.ts";
import type { Parameters } from "./parameters.ts";
import { mixPeers } from "./peers.ts";
import { rowOffset } from "./series.ts";

/**
 * Compiles a frame under one parameter set. Cost: a few exponentials per country and year, and one
 * pass over the ties; nothing of the frame is copied.
 *
 * @param peers the mixed peer weights, from whoever builds many models that agree in them
 */
export function buildModel(
  frame: Frame,
  settings: Settings,
  extension: Extension = noExtension,
  peers: PeerWeights = mixPeers(frame, settings.parameters, settings.mechanisms),
): Model {
  const { parameters, suppliers } = settings;
  const n = frame.countries;
  const rows = Math.max(
    frame.zIncome.rows,
    frame.zSize.rows,
    frame.unrest.rows,
    frame.zCapacity.rows,
    frame.relativeIncome.rows,
  );
  const initialCost = suppliers.price.map(
    (price, j) => price / ((1 + suppliers.markup[j]) * (1 - suppliers.subsidy[j])),
  );
  const dataRows = Math.max(...seriesOf(frame).map((series) => series.rows));
  const at = (series: Series, i: number, year: number): number =>
    series.values[rowOffset(series, year, n) + i];
  const exponents = byYear(frame, rows, logHazard(frame, settings));
  return {
    frame,
    settings,
    extension,
    schedule: scheduleWith(extension),
    trunk: trunkOf(frame, settings, extension),
    peers,
    hazardRows: rows,
    logHazard: exponents,
    openingReach: exponents.map(
      (exponent) => parameters["opportunity.base_hazard"] * exp(clampExponent(exponent)),
    ),
    affordability: byYear(frame, rows, (i, year) => {
      const income = frame.income.values[rowOffset(frame.income, year, n) + i];
      const gap = log(parameters["opportunity.affordability_income"] / income);
      return gap > 0 ? exp(-parameters["opportunity.affordability"] * gap) : 1;
    }),
    priceWeight: byYear(frame, rows, (i, year) => {
      const relative = frame.relativeIncome.values[rowOffset(frame.relativeIncome, year, n) + i];
      const decay = pow(relative, -parameters["choice.price_income_decay"]);
      return parameters["choice.price"] * Math.min(4, Math.max(0.2, decay));
    }),
    enforcement: byYear(frame, dataRows, (i, year) =>
      enforcement(frame, parameters, i, year, at(frame.democracy, i, year)),
    ),
    lawFactor: byYear(frame, dataRows, (i, year) =>
      lawFactor(frame, parameters, i, at(frame.zDemocracy, i, year)),
    ),
    initialCost,
    ...(frame.segmentValues ?? segmentValues(parameters)),

    residents: {
      rows: frame.population.rows,
      values: frame.population.values.map((persons, at) => persons * frame.urban[at % n]),
    },
    incomeOrder: incomeOrderOf(frame),
    homes: Int32Array.from(frame.homeWeight.keys()).filter((cell) => frame.homeWeight[cell] !== 0),
    homeCells: Int32Array.from(frame.home.keys()).filter((cell) => frame.home[cell] === 1),
    dataRows,
    treaties: settings.interventions.filter((one) => one.kind === "open_treaty"),
    watchful: settings.interventions.some((one) => dependsOnState(one, extension)),
    policyChanges: policyChanges(frame, settings),
    demandCeiling: isEmpty(extension) ? demandCeiling(settings) : NO_CEILING,
    ...placeOutcomes(frame, extension.outcomes),
  };
}

/** The model of a branch's history. A branch at the start of the run has none. */
function trunkOf(frame: Frame, { trunk }: Settings, extension: Extension): Trunk | null {
  if (trunk === undefined || trunk.step <= 0) return null;
  return { model: buildModel(frame, trunk.settings, extension), step: trunk.step };
}

/** What parameters say of the model's own segments, in the order of segments. */
function segmentValues(parameters: Parameters): SegmentValues {
  return {
    coverageCeiling: bySegment(parameters, "coverage.ceiling"),
    populationShare: bySegment(parameters, "coverage.population"),
    incidentWeight: bySegment(parameters, "incident.weight"),
    securityWeight: bySegment(parameters, "security.weight"),
    rightsWeight: bySegment(parameters, "rights.weight"),
  };
}

/** The three parameters of a group that differ by segment, in the order of segments. */
function bySegment(
  parameters: Parameters,
  group:
    | "coverage.ceiling"
    | "coverage.population"
    | "incident.weight"
    | "security.weight"
    | "rights.weight",
): Vector {
  return Float64Array.of(
    parameters[`${group}.public_space`],
    parameters[`${group}.transport_hub`],
    parameters[`${group}.residential`],
  );
}

/** All covariates by year. */
function seriesOf(frame: Frame): readonly Series[] {
  return [
    frame.income,
    frame.zIncome,
    frame.population,
    frame.zSize,
    frame.democracy,
    frame.zDemocracy,
    frame.civilSociety,
    frame.zCivilSociety,
    frame.capacity,
    frame.idealPoint,
    frame.unrest,
  ];
}

/** Whether what an intervention does may change between its start, its ramp and its end. */
function dependsOnState(one: Intervention, { interventions }: Extension): boolean {
  if (one.when !== null || one.kind === "offer_alternative" || one.kind === "condition_aid") {
    return true;
  }
  return (
    one.kind === "own" && interventions.some(({ id, watchful }) => id === one.verb && watchful)
  );
}

/** A [row × country] array of a function of country and year. */
function byYear(frame: Frame, rows: number, of: (i: number, year: number) => number): Vector {
  const n = frame.countries;
  const values = new Float64Array(rows * n);
  for (let year = 0; year < rows; year++) {
    for (let i = 0; i < n; i++) values[year * n + i] = of(i, year);
  }
  return values;
}

/** The part of E7's exponent that only covariates move. */
function logHazard(frame: Frame, { parameters }: Settings): (i: number, year: number) => number {
  const n = frame.countries;
  const at = (series: Series, i: number, year: number): number =>
    series.values[rowOffset(series, year, n) + i];
  const threshold = log(parameters["opportunity.affordability_income"]);
  return (i, year) => {
    const gap = threshold - log(at(frame.income, i, year));
    return (
      parameters["opportunity.income"] * at(frame.zIncome, i, year) +
      parameters["opportunity.size"] * at(frame.zSize, i, year) +
      parameters["opportunity.crime"] * frame.zCrime[i] -
      parameters["opportunity.eu_ties"] * frame.zEuTrade[i] +
      parameters["opportunity.capacity"] * at(frame.zCapacity, i, year) -
      (gap > 0 ? parameters["opportunity.affordability"] * gap : 0)
    );
  };
}

/** 1 for each step on which some intervention starts, ends or still grows; [steps + 1]. */
function policyChanges(frame: Frame, settings: Settings): Uint8Array<ArrayBuffer> {
  const changes = new Uint8Array(frame.steps + 1);
  for (const { start, end, ramp } of settings.interventions) {
    const first = Math.max(0, start);
    const grown = Math.min(start + ramp, end, frame.steps);
    for (let s = first; s <= grown && s < frame.steps; s++) changes[s] = 1;
    if (end >= 0 && end < frame.steps) changes[end] = 1;
  }
  return changes;
}

/** Beyond what any exponent can be: plugins may raise demand as they like. */
const NO_CEILING = 40;

function isEmpty({ processes, interventions }: Extension): boolean {
  return processes.length === 0 && interventions.length === 0;
}

/** The most that financing can add to a log hazard at any time. */
function demandCeiling({ interventions, parameters }: Settings): number {
  let extra = 0;
  let any = false;
  for (const intervention of interventions) {
    if (intervention.kind !== "finance") continue;
    any = true;
    extra += Math.max(0, intervention.extraDemand);
  }
  return any ? extra + Math.max(0, parameters["opportunity.financing"]) : 0;
}
