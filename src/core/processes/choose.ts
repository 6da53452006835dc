// Process 6: who gets the contract (E8), utilities in utils.
//
// Random utility: each alternative's value plus a Gumbel draw of its own, so that raising one
// supplier's value can only move decisions to it. All open deployments decide on the same snapshot.

import { gumbel, lognormal } from "../distributions.ts";
import { Purpose, slotWord } from "../draws.ts";
import { exp } from "../math.ts";
import type { Model } from "../model.ts";
import { PEER_UNIT } from "../peers.ts";
import { rowOffset } from "../series.ts";
import { NONE, type State, Status } from "../state.ts";

/** Log-SD of the lead time. */
const LEAD_LOG_SD = 0.5;
/** Log-SD of the contract term. */
const TERM_LOG_SD = 0.3;
/** Lowest price of E4, index; its logarithm. */
const LOG_PRICE_FLOOR = -4.605170185988091;

/** Lets every due deployment choose and writes down what follows from it. */
export function choose(model: Model, state: State): void {
  const { countries: n, suppliers: J, countryKeys, supplierKeys } = model.frame;
  const { due, draws, utility, signed } = state;
  const noise = Math.max(model.settings.parameters["choice.noise"], 1e-9);
  signed.fill(0);
  state.renewed = 0;
  state.switched = 0;
  state.abandoned = 0;
  state.switchingBill = 0;
  draws.aim(Purpose.Choice, state.step);
  for (let k = 0; k < state.dueCount; k++) {
    const id = due[k];
    const d = (id / n) | 0;
    const i = id - d * n;
    utilities(model, state, i, d, utility);
    const stream = draws.stream(countryKeys[i]);
    let best = utility[0] + noise * gumbel(draws.at(stream, slotWord(d, 0)));
    let choice = NONE;
    for (let j = 0; j < J; j++) {
      const value = utility[j + 1] + noise * gumbel(draws.at(stream, slotWord(d, supplierKeys[j])));
      if (value > best) {
        best = value;
        choice = j;
      }
    }
    state.nextHolder[id] = choice;
  }
  draws.aim(Purpose.Contract, state.step);
  for (let k = 0; k < state.dueCount; k++) conclude(model, state, due[k]);
}

/**
 * Values of the alternatives of deployment (i,d), none first, without noise (E8); [suppliers + 1].
 * The mechanism that explains decisions reads the same function.
 */
export function utilities(
  model: Model,
  state: State,
  i: number,
  d: number,
  out: Float64Array,
): void {
  const { frame, settings } = model;
  const { countries: n, suppliers: J, yearOfStep } = frame;
  const { parameters, mechanisms } = settings;
  const { step } = state;
  const year = yearOfStep[step];
  const priceWeight = model.priceWeight[Math.min(year, model.hazardRows - 1) * n + i];
  const idealPoint = frame.idealPoint.values[rowOffset(frame.idealPoint, year, n) + i];
  const democracy = frame.democracy.values[rowOffset(frame.democracy, year, n) + i];
  const inBeltAndRoad = step >= frame.beltAndRoadFrom[i] && step < frame.beltAndRoadTo[i];
  const alignmentWeight = mechanisms.alignment ? parameters["choice.alignment"] : 0;
  const id = d * n + i;
  const incumbent = state.status[id] === Status.Operating ? state.holder[id] : NONE;
  const quality = parameters["choice.quality"] * parameters["choice.initial_quality"];
  const uniform = model.peers.uniform[i] / PEER_UNIT / Math.max(1, n - 1);

  out[0] = parameters["choice.none"];
  for (let j = 0; j < J; j++) {
    const cell = i * J + j;
    const home = frame.home[cell] === 1;
    let logPrice = state.logPrice[j] + state.logNetFactor[cell];
    if (logPrice < LOG_PRICE_FLOOR) logPrice = LOG_PRICE_FLOOR;
    let alignment = 0;
    if (!home) {
      alignment = model.affinity[cell] - Math.abs(idealPoint - state.idealPoint[j]);
      if (inBeltAndRoad && j === frame.beltAndRoadSupplier) {
        alignment += parameters["choice.belt_and_road"];
      }
    }
    let peers = state.peerUse[cell] / PEER_UNIT;
    if (uniform > 0) peers += uniform * (state.adoptersOf[j] - (state.heldBy[cell] > 0 ? 1 : 0));
    const elsewhere = state.heldBy[cell] - (state.holder[id] === j ? 1 : 0);
    let value =
      settings.suppliers.constant[j] -
      priceWeight * logPrice +
      quality +
      alignmentWeight * alignment +
      parameters["choice.peers"] * peers +
      parameters["choice.norms"] * (1 - Math.abs(frame.norm[i] - settings.suppliers.norm[j]));
    if (j === incumbent) value += parameters["choice.lock_in"];
    if (elsewhere > 0) value += parameters["choice.cross_segment"];
    if (home) value += parameters["choice.home"];
    if (j === frame.beltAndRoadSupplier) value += parameters["choice.regime"] * (0.5 - democracy);
    out[j + 1] = value;
  }
}

/** Writes down the outcome of one decision: renewal, switching, a first contract, or none. */
function conclude(model: Model, state: State, id: number): void {
  const { nextHolder, nextStatus, changed } = state;
  const choice = nextHolder[id];
  const incumbent = state.status[id] === Status.Operating ? state.holder[id] : NONE;
  if (choice === NONE) {
    if (incumbent === NONE) return;
    nextStatus[id] = Status.Vacant;
    state.abandoned++;
    changed[state.changedCount++] = id;
    return;
  }
  state.signed[choice]++;
  sign(model, state, id, choice);
  if (choice === incumbent) {
    state.renewed++;
    state.expiry[id] = state.step + state.term[id];
    return;
  }
  if (incumbent !== NONE) {
    state.switched++;
    state.switchingBill += switchingCost(model, state, id);
  }
  nextStatus[id] = Status.Building;
  changed[state.changedCount++] = id;
}

/** Draws term, lead time and failure of a new contract and notes its price; a renewal keeps its kit. */
function sign(model: Model, state: State, id: number, j: number): void {
  const { countries: n, suppliers: J, countryKeys, dt } = model.frame;
  const { parameters, mechanisms } = model.settings;
  const { draws, step } = state;
  const d = (id / n) | 0;
  const i = id - d * n;
  const unit = countryKeys[i];
  const logPrice = state.logPrice[j] + state.logNetFactor[i * J + j];
  state.contractPrice[id] = exp(logPrice < LOG_PRICE_FLOOR ? LOG_PRICE_FLOOR : logPrice);
  const term = lognormal(
    draws.uniform(unit, slotWord(d, 1)),
    parameters["contract.term"],
    TERM_LOG_SD,
  );
  state.term[id] = inSteps(term, dt);
  if (state.status[id] === Status.Operating && state.holder[id] === j) return;
  const lead = lognormal(
    draws.uniform(unit, slotWord(d, 0)),
    parameters["contract.lead"],
    LEAD_LOG_SD,
  );
  state.goLive[id] = step + inSteps(lead, dt);
  const fails = mechanisms.failure
    ? draws.uniform(unit, slotWord(d, 2)) < parameters["contract.failure"]
    : false;
  state.failed[id] = fails ? 1 : 0;
}

/** A duration in whole steps, at least one and at most what an index can hold. */
function inSteps(years: number, dt: number): number {
  return Math.min(1 << 28, Math.max(1, Math.round(years / dt)));
}

/** Cost of leaving the incumbent: a share of the new contract's value, USD (E9). */
function switchingCost(model: Model, state: State, id: number): number {
  const { frame, settings, populationShare, coverageCeiling } = model;
  const { countries: n, dt } = frame;
  const { parameters } = settings;
  const d = (id / n) | 0;
  const i = id - d * n;
  const year = frame.yearOfStep[state.step];
  const residents = model.residents.values[rowOffset(model.residents, year, n) + i];
  const persons =
    Math.max(parameters["coverage.start"], coverageCeiling[d]) * residents * populationShare[d];
  const value =
    parameters["cost.spend_per_person"] * state.term[id] * dt * state.contractPrice[id] * persons;
  return parameters["contract.switching_cost"] * value;
}
