// The short runs of a calibration: one parameter set, one seed, as far as the last date that a target
// needs, and only what the index and the statute books would have shown.

import { buildModel } from "../../core/build-model.ts";
import type { Frame } from "../../core/frame.ts";
import type { Model, Settings } from "../../core/model.ts";
import { observe } from "../../core/processes/observe.ts";
import { resetState } from "../../core/reset-state.ts";
import { advance } from "../../core/simulate.ts";
import { createState, type State } from "../../core/state.ts";
import type { Labels } from "../../scenario/compiled.ts";
import { constantOf, constantPath } from "../../scenario/ensemble.ts";
import { type Imputation, redrawFrame } from "../../scenario/imputation.ts";
import { runKey } from "../run-key.ts";
import { settleShapes } from "../settle-shapes.ts";
import { countSignings, lookAtMarket, type MarketLooks, marketLooks } from "./market.ts";
import { levelFor, valueOpenings } from "./none-share.ts";
import { type ParameterValues, valueAt, withValues } from "./parameter-set.ts";
import { BUYING_RATE, fromUnit, NONE_SHARE, type PriorDimension } from "./prior.ts";
import { shortStep } from "./short-step.ts";

/** What a calibration runs; plain values, so that it crosses threads. */
export interface Experiment {
  /** Ends at the last date needed. */
  readonly frame: Frame;
  readonly settings: Settings;
  readonly suppliers: Labels["suppliers"];
  readonly imputation: Imputation;
  readonly prior: readonly PriorDimension[];
  /** States (0 = start) at which countries with a data-protection law are counted, ascending. */
  readonly lawStates: readonly number[];
  /** States at which contracts and bans are looked at, ascending. */
  readonly marketStates: readonly number[];
  /** Any text; set k of wave w has a seed of its own. */
  readonly seed: string;
}

/** What consecutive runs showed. */
export interface Sightings {
  /** Index of the first run. */
  readonly first: number;
  readonly count: number;
  /** Bits of the suppliers that the index showed; [run × vintage × country] */
  readonly suppliers: Uint32Array<ArrayBuffer>;
  /** Segments that the index showed; [run × vintage × country] */
  readonly segments: Uint8Array<ArrayBuffer>;
  /** Countries with a data-protection law; [run × law state] */
  readonly laws: Float64Array<ArrayBuffer>;
  readonly market: MarketLooks;
}

/** Runs an experiment on one thread; models and state are made once. */
export interface Simulator {
  /** The values that a point of the prior's unit cube stands for, in the scenario's own terms. */
  valuesAt(place: ArrayLike<number>): ParameterValues;
  /**
   * Runs consecutive parameter sets, one seed each.
   *
   * @param places points of the unit cube; [count × dimension]
   * @param first index of the first: it decides its seed and its draw of imputed values
   */
  run(places: Float64Array, first: number): Sightings;
}

/** Date at which openings are valued: the middle of the years in which the index's adopters bought. */
const TYPICAL = 2016;

/** Makes an experiment ready to run on this thread. */
export function openSimulator(experiment: Experiment): Simulator {
  const { frame, settings, prior, imputation, lawStates, marketStates, seed } = experiment;
  const labels = { suppliers: experiment.suppliers };
  const { countries: n, suppliers: J, steps, vintages } = frame;
  const signed = new Uint8Array(n * J);
  const base = buildModel(frame, settings);
  settleShapes(base);
  const typical = typicalState(base);
  const state = createState(base);
  const width = prior.length;
  const share = prior.findIndex(({ id }) => id === NONE_SHARE);
  const rate = prior.findIndex(({ id }) => id === BUYING_RATE);
  const first = labels.suppliers[0] ?? "";

  const draftAt = (place: ArrayLike<number>): Record<string, number> => {
    const draft: Record<string, number> = {};
    for (let k = 0; k < width; k++) {
      const { id } = prior[k] as PriorDimension;
      const value = fromUnit(prior[k] as PriorDimension, place[k] as number);
      if (k === share) continue;
      if (k === rate) {
        const none =
          share < 0 ? 0 : fromUnit(prior[share] as PriorDimension, place[share] as number);
        draft["opportunity.base_hazard"] = value / (1 - none);
      } else if (constantOf(id) === null) draft[id] = value;
      // Constants stand against the first supplier's; the level that all share comes last.
      else draft[id] = value + valueAt(settings, labels, constantPath(first));
    }
    return draft;
  };

  const modelAt = (place: ArrayLike<number>, world: Frame): [Model, Record<string, number>] => {
    const draft = draftAt(place);
    const drafted = withValues(settings, labels, draft);
    const model = buildModel(world, drafted, undefined, base);
    if (share < 0) return [model, draft];
    const none = fromUnit(prior[share] as PriorDimension, place[share] as number);
    const level = levelFor(valueOpenings(model, typical), none);
    for (const [j, id] of labels.suppliers.entries()) {
      draft[constantPath(id)] = (drafted.suppliers.constant[j] as number) + level;
    }
    // The model's arrays hold nothing of the constants: only its settings change.
    return [{ ...model, settings: withValues(settings, labels, draft) }, draft];
  };

  return {
    valuesAt: (place) => modelAt(place, frame)[1],
    run(places, begin) {
      const count = places.length / width;
      const size = vintages.length * n;
      const suppliers = new Uint32Array(count * size);
      const segments = new Uint8Array(count * size);
      const laws = new Float64Array(count * lawStates.length);
      const market = marketLooks(count, marketStates.length, frame);
      for (let k = 0; k < count; k++) {
        const run = begin + k;
        const world = redrawFrame(frame, imputation, run + 1);
        const [model] = modelAt(places.subarray(k * width, (k + 1) * width), world);
        resetState(model, state, runKey(`${seed}/${run}`));
        let vintage = 0;
        let law = 0;
        let look = 0;
        signed.fill(0);
        const seen = suppliers.subarray(k * size, (k + 1) * size);
        const counted = segments.subarray(k * size, (k + 1) * size);
        for (let step = 0; step < steps; step++) {
          shortStep(model, state, step);
          while (vintage < vintages.length && vintages[vintage] === step + 1) {
            observe(model, state, vintage, seen, counted);
            vintage++;
          }
          while (law < lawStates.length && lawStates[law] === step + 1) {
            laws[k * lawStates.length + law] = state.laws;
            law++;
          }
          if (look === marketStates.length) continue;
          countSignings(model, state, signed);
          if (marketStates[look] === step + 1) {
            lookAtMarket(model, state, signed, market, k * marketStates.length + look++);
          }
        }
      }
      return { first: begin, count, suppliers, segments, laws, market };
    },
  };
}

/** The state of one run at a typical date of purchase; prices and quality hardly differ between runs. */
function typicalState(model: Model): State {
  const { frame } = model;
  const state = createState(model);
  resetState(model, state, runKey("typical"));
  const until = Math.min(frame.steps, Math.max(1, Math.round((TYPICAL - frame.start) / frame.dt)));
  for (let step = 0; step < until; step++) advance(model, state, step);
  // Vacant all over: an opening is valued without an incumbent or another segment's supplier.
  state.holder.fill(-1);
  state.status.fill(0);
  state.heldBy.fill(0);
  state.held.fill(0);
  return state;
}
