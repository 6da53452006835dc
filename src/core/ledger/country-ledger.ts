// What one country decided in a run, when, and what each decision was made of: a run is repeated under
// a watcher that reads what the processes read, when they read it.

import type { Integers, Vector, Words } from "../arrays.ts";
import { gumbel } from "../distributions.ts";
import { Draws, Purpose, type RunKey, slotWord } from "../draws.ts";
import type { Extension } from "../extension.ts";
import type { Model } from "../model.ts";
import { PEER_UNIT } from "../peers.ts";
import { utilities } from "../processes/choose.ts";
import { NONE, type State, Status } from "../state.ts";
import { type CountryEvent, trackEvents } from "./country-events.ts";
import {
  banTerms,
  type HazardTerms,
  lawTerms,
  openingTerms,
  rollbackTerms,
  rulesTerms,
  treatyTerms,
} from "./hazard-terms.ts";
import { UTILITY_TERMS, utilityTerms } from "./utility-terms.ts";
import { replay, type Watcher } from "./watch.ts";

/** Why a deployment chooses: a procurement opened, a term ended, or a ban had removed the contract. */
export type Occasion = "opening" | "expiry" | "reopening";

/** One choice of a deployment, taken apart. Alternative 0 is none, alternative j + 1 supplier j. */
export interface Decision {
  readonly step: number;
  readonly segment: number;
  readonly occasion: Occasion;
  /** Alternative under contract until then; 0 without. */
  readonly incumbent: number;
  /** Alternative chosen. */
  readonly chosen: number;
  /** Second best alternative, or -1 where all others are barred. */
  readonly runnerUp: number;
  /** Values of the alternatives, chance included; -Infinity where barred; [suppliers + 1] */
  readonly values: Vector;
  /** Their terms, chance last; [(suppliers + 1) × terms] */
  readonly terms: Vector;
  /** The country's peers; [peer of the country] */
  readonly peers: Words;
  /** Weights of the peers, units of 2^-15; [peer of the country] */
  readonly peerWeights: Integers;
  /** Bits of the suppliers that each peer used; [peer of the country] */
  readonly peerHolders: Words;
  /** Users of the supplier elsewhere, each at the weight of the uniform kind of peers; [supplier] */
  readonly uniformUse: Vector;
  /** Utils for a share of 1 among peers. */
  readonly peersWeight: number;
}

/** What a country did in a run. */
export interface CountryLedger {
  readonly country: number;
  /** In the order of steps and segments. */
  readonly decisions: readonly Decision[];
  /** In the order of steps. */
  readonly events: readonly CountryEvent[];
  /** Alternative under contract in each segment at the end; 0 without; [segment] */
  readonly holders: readonly number[];
  /** Hazards as the processes of the last step read them, those that act at all. */
  readonly hazards: readonly HazardTerms[];
}

/** Why the decisions of models with an extension cannot be taken apart, or null if they can be. */
export function notExplained({ processes }: Extension): string | null {
  const chooser = processes.find((one) => one.instead === "choose");
  if (chooser === undefined) return null;
  return `decisions cannot be taken apart: "${chooser.id}" of a plugin chooses instead of the model`;
}

/**
 * Repeats a run to the end of step `last` and writes down what a country did.
 *
 * @throws RangeError where a plugin has taken the place of the process that chooses
 */
export function countryLedger(
  model: Model,
  key: RunKey,
  country: number,
  last: number,
): CountryLedger {
  const obstacle = notExplained(model.extension);
  if (obstacle !== null) throw new RangeError(obstacle);
  const decisions: Decision[] = [];
  const hazards: HazardTerms[] = [];
  const draws = new Draws();
  draws.start(key);
  const tracker = trackEvents(country);
  let pending: Decision[] = [];
  const note = (terms: HazardTerms | null) => {
    if (terms !== null) hazards.push(terms);
  };
  const watcher: Watcher = {
    begin: (its, state) => tracker.begin(its, state),
    before(process, its, state) {
      if (process === "choose") pending = weigh(its, state, draws, country);
      if (state.step !== last) return;
      if (process === "open-procurement") note(openingTerms(its, state));
      if (process === "make-laws") note(lawTerms(its, state));
      if (process === "tighten-rules") {
        note(rulesTerms(its, state));
        note(rollbackTerms(its, state));
      }
      if (process === "ban-suppliers") {
        for (let j = 0; j < its.frame.suppliers; j++) note(banTerms(its, state, j));
      }
      if (process === "join-treaties") {
        for (let k = 0; k < its.treaties.length; k++) note(treatyTerms(its, state, k));
      }
    },
    after(process) {
      if (process !== "choose") return;
      decisions.push(...pending);
      tracker.decided(pending);
    },
    end: (its, state) => tracker.end(its, state),
  };
  const { state } = replay(model, key, watcher, last + 1);
  const { countries: n, segments: D } = model.frame;
  const holders = Array.from({ length: D }, (_, d) => state.holder[d * n + country] + 1);
  return { country, decisions, events: tracker.events, holders, hazards };
}

/** Takes the decisions apart that a country has due, just before they are made. */
export function weigh(model: Model, state: State, draws: Draws, i: number): Decision[] {
  const { frame, settings, peers } = model;
  const { countries: n, suppliers: J, countryKeys, supplierKeys } = frame;
  const { due, dueCount, step } = state;
  const noise = Math.max(settings.parameters["choice.noise"], 1e-9);
  const made: Decision[] = [];
  for (let k = 0; k < dueCount; k++) {
    const id = due[k];
    if (id % n !== i) continue;
    const d = (id / n) | 0;
    const values = new Float64Array(J + 1);
    const terms = new Float64Array((J + 1) * UTILITY_TERMS);
    utilities(model, state, i, d, values);
    utilityTerms(model, state, i, d, terms);
    draws.aim(Purpose.Choice, step);
    const stream = draws.stream(countryKeys[i]);
    let chosen = 0;
    for (let a = 0; a <= J; a++) {
      const slot = slotWord(d, a === 0 ? 0 : supplierKeys[a - 1]);
      const chance = noise * gumbel(draws.at(stream, slot));
      values[a] += chance;
      terms[(a + 1) * UTILITY_TERMS - 1] = chance;
      if (values[a] > values[chosen]) chosen = a;
    }
    let runnerUp = -1;
    for (let a = 0; a <= J; a++) {
      if (a === chosen || values[a] === Number.NEGATIVE_INFINITY) continue;
      if (runnerUp < 0 || values[a] > values[runnerUp]) runnerUp = a;
    }
    const uniform = peers.uniform[i] / PEER_UNIT / Math.max(1, n - 1);
    const from = peers.offsets[i];
    const to = peers.offsets[i + 1];
    const its = peers.targets.subarray(from, to);
    made.push({
      step,
      segment: d,
      occasion: occasionOf(state, id),
      incumbent: state.status[id] === Status.Operating ? state.holder[id] + 1 : NONE + 1,
      chosen,
      runnerUp,
      values,
      terms,
      peers: its,
      peerWeights: peers.weights.subarray(from, to),
      peerHolders: Uint32Array.from(its, (peer) => state.holderBits[peer]),
      uniformUse: Float64Array.from(
        { length: J },
        (_, j) => uniform * (state.adoptersOf[j] - (state.heldBy[i * J + j] > 0 ? 1 : 0)),
      ),
      peersWeight: settings.parameters["choice.peers"],
    });
  }
  return made;
}

function occasionOf({ status }: State, id: number): Occasion {
  if (status[id] === Status.Operating) return "expiry";
  return status[id] === Status.Open ? "reopening" : "opening";
}
