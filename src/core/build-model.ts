// From a frame and settings to the read-only arrays that the processes use: everything that can be
// worked out before the first step is worked out here.

import type { Bytes, Integers, Vector } from "./arrays.ts";
import { demandArrays, enforcementByYear, lawFactorByYear } from "./arrays-by-year.ts";
import { type Extension, noExtension, scheduleWith } from "./extension.ts";
import type { Frame, SegmentValues, Series } from "./frame.ts";
import type { Intervention } from "./intervention.ts";
import { incomeOrderOf } from "./matched-pairs.ts";
import type { Model, PeerWeights, Settings, Trunk } from "./model.ts";
import { placeOutcomes } from "./outcomes.ts";
import type { Parameters } from "./parameters.ts";
import { mixAlike, mixPeers } from "./peers.ts";

/**
 * Compiles a frame under one parameter set. Cost: a few exponentials per country and year, and one
 * pass over the ties; nothing of the frame is copied.
 *
 * @param like a model of the same countries that was built before, if there is one: what would come out
 * the same is taken from it, so that the model of another set costs a tenth. The result is the same.
 */
export function buildModel(
  frame: Frame,
  settings: Settings,
  extension: Extension = noExtension,
  like: Model | null = null,
): Model {
  const { parameters, suppliers } = settings;
  const known = like !== null && like.frame.countryKeys === frame.countryKeys ? like : null;
  const initialCost = suppliers.price.map(
    (price, j) => price / ((1 + suppliers.markup[j]) * (1 - suppliers.subsidy[j])),
  );
  const dataRows = dataRowsOf(frame);
  const outcomes = outcomesOf(frame, extension, known);
  return {
    frame,
    settings,
    extension,
    schedule: scheduleWith(extension),
    trunk: trunkOf(frame, settings, extension, known),
    peers: peersOf(frame, settings, known),
    ...demandArrays(frame, settings, known),
    enforcement: enforcementByYear(frame, parameters, dataRows, known),
    lawFactor: lawFactorByYear(frame, parameters, dataRows, known),
    initialCost,
    ...(frame.segmentValues ?? segmentValues(parameters)),
    residents: residentsOf(frame, known),
    incomeOrder: incomeOrderOf(frame),
    homes: known?.frame.homeWeight === frame.homeWeight ? known.homes : cellsWith(frame.homeWeight),
    homeCells: known?.frame.home === frame.home ? known.homeCells : cellsWith(frame.home),
    dataRows,
    treaties: settings.interventions.filter((one) => one.kind === "open_treaty"),
    watchful: settings.interventions.some((one) => dependsOnState(one, extension)),
    policyChanges: policyChanges(frame, settings),
    demandCeiling: isEmpty(extension) ? demandCeiling(settings) : NO_CEILING,
    outcomes: outcomes.outcomes,
    columns: outcomes.columns,
  };
}

/** Mixed peer weights: another model's where neither lists nor shares differ. */
function peersOf(frame: Frame, settings: Settings, known: Model | null): PeerWeights {
  return known !== null && known.frame.peers === frame.peers && mixAlike(known.settings, settings)
    ? known.peers
    : mixPeers(frame, settings.parameters, settings.mechanisms);
}

/** Where the outcomes stand: another model's places where both have the same ones. */
function outcomesOf(
  frame: Frame,
  extension: Extension,
  known: Model | null,
): Pick<Model, "outcomes" | "columns"> {
  const same =
    known !== null &&
    known.extension === extension &&
    known.frame.groups === frame.groups &&
    known.frame.ownOutcomes === frame.ownOutcomes;
  return same ? known : placeOutcomes(frame, extension.outcomes);
}

/** Urban population by year. */
function residentsOf(frame: Frame, known: Model | null): Series {
  const { population, urban, countries: n } = frame;
  if (known?.frame.population === population && known.frame.urban === urban) return known.residents;
  const values = new Float64Array(population.values.length);
  for (let row = 0; row < values.length; row += n) {
    for (let i = 0; i < n; i++) values[row + i] = population.values[row + i] * urban[i];
  }
  return { rows: population.rows, values };
}

/** Places of the values that are not 0, ascending. */
function cellsWith(values: Vector | Bytes): Integers {
  let count = 0;
  for (let cell = 0; cell < values.length; cell++) if (values[cell] !== 0) count++;
  const cells = new Int32Array(count);
  for (let cell = 0, k = 0; cell < values.length; cell++) if (values[cell] !== 0) cells[k++] = cell;
  return cells;
}

/** The model of a branch's history. A branch at the start of the run has none. */
function trunkOf(
  frame: Frame,
  { trunk }: Settings,
  extension: Extension,
  known: Model | null,
): Trunk | null {
  if (trunk === undefined || trunk.step <= 0) return null;
  const model = buildModel(frame, trunk.settings, extension, known?.trunk?.model);
  return { model, step: trunk.step };
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

/** Years with covariates of their own. */
function dataRowsOf(frame: Frame): number {
  return Math.max(
    frame.income.rows,
    frame.zIncome.rows,
    frame.population.rows,
    frame.zSize.rows,
    frame.democracy.rows,
    frame.zDemocracy.rows,
    frame.civilSociety.rows,
    frame.zCivilSociety.rows,
    frame.capacity.rows,
    frame.idealPoint.rows,
    frame.unrest.rows,
  );
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
