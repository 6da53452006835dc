// Process 6: who gets the contract (E8), utilities in utils.
//
// Random utility: each alternative's value plus a Gumbel draw of its own, so that raising one
// supplier's value can only move decisions to it. All open deployments decide on the same snapshot.

import { alignment } from "../alignment.ts";
import { isBarred } from "../barred.ts";
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
export const LOG_PRICE_FLOOR = -4.605170185988091;

/** Lets every due deployment choose and writes down what follows from it. */
export function choose(model: Model, state: State): void {
  const { countries: n, suppliers: J, countryKeys, supplierKeys } = model.frame;
  const { due, draws, utility, signed } = state;
  const noise = Math.max(model.settings.parameters["choice.noise"], 1e-9);
  signed.fill(0);
  state.signedValue.fill(0);
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
 * A barred supplier has -Infinity. The mechanism that explains decisions reads the same function.
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
  const { step, policy } = state;
  const priceWeight = model.priceWeight[Math.min(yearOfStep[step], model.hazardRows - 1) * n + i];
  const alignmentWeight = mechanisms.alignment ? parameters["choice.alignment"] : 0;
  const id = d * n + i;
  const incumbent = state.status[id] === Status.Operating ? state.holder[id] : NONE;
  const qualityWeight = parameters["choice.quality"];
  const rules = state.tier[i] / 3;
  const rulesWeight = parameters["choice.regulation"] * rules;
  const reputationWeight = parameters["choice.reputation"] * state.visibility[i];
  const uniform = model.peers.uniform[i] / PEER_UNIT / Math.max(1, n - 1);

  out[0] =
    parameters["choice.none"] +
    parameters["choice.backlash"] * state.backlash[i] +
    parameters["choice.regulation_none"] * rules;
  for (let j = 0; j < J; j++) {
    const cell = i * J + j;
    if (isBarred(model, state, i, j)) {
      out[j + 1] = Number.NEGATIVE_INFINITY;
      continue;
    }
    let logPrice = state.logPrice[j] + state.logNetFactor[cell];
    if (logPrice < LOG_PRICE_FLOOR) logPrice = LOG_PRICE_FLOOR;
    let peers = state.peerUse[cell] / PEER_UNIT;
    if (uniform > 0) peers += uniform * (state.adoptersOf[j] - (state.heldBy[cell] > 0 ? 1 : 0));
    const elsewhere = state.heldBy[cell] - (state.holder[id] === j ? 1 : 0);
    let value =
      settings.suppliers.constant[j] -
      priceWeight * logPrice +
      qualityWeight * (state.quality[j] + policy.qualityBonus[cell]) +
      (alignmentWeight === 0 ? 0 : alignmentWeight * alignment(model, state, i, j)) +
      parameters["choice.peers"] * peers +
      parameters["choice.norms"] * (1 - Math.abs(state.norm[i] - settings.suppliers.norm[j])) +
      rulesWeight * (complianceHere(model, state, i, j) - 1) +
      reputationWeight * state.reputation[j] -
      parameters["choice.sanctions"] * policy.sanction[cell];
    if (j === incumbent) value += parameters["choice.lock_in"];
    if (elsewhere > 0) value += parameters["choice.cross_segment"];
    if (frame.home[cell] === 1) value += parameters["choice.home"];
    if (j === frame.beltAndRoadSupplier) {
      value += parameters["choice.regime"] * (0.5 - state.democracy[i]);
    }
    out[j + 1] = value;
  }
}

/** kap_j as it is offered to country i: audits and programmes add to it, treaties halve what is missing. */
export function complianceHere(
  { frame, treaties }: Model,
  state: State,
  i: number,
  j: number,
): number {
  const { countries: n, suppliers: J } = frame;
  let compliance = Math.min(1, state.compliance[j] + state.policy.complianceGain[i * J + j]);
  const lead = frame.leadHome[j];
  for (let k = 0; k < treaties.length; k++) {
    if (state.inForce[k] === 0 || lead < 0) continue;
    if (state.member[k * n + i] === 1 && state.member[k * n + lead] === 1) {
      compliance += 0.5 * (1 - compliance);
    }
  }
  return compliance;
}

/** Writes down the outcome of one decision: renewal, switching, a first contract, or none. */
function conclude(model: Model, state: State, id: number): void {
  const { nextHolder, nextStatus, changed } = state;
  const choice = nextHolder[id];
  const incumbent = state.status[id] === Status.Operating ? state.holder[id] : NONE;
  if (choice === NONE) {
    if (state.status[id] === Status.Vacant) return;
    nextStatus[id] = Status.Vacant;
    state.abandoned++;
    changed[state.changedCount++] = id;
    return;
  }
  state.signed[choice]++;
  state.lastSigned[id % model.frame.countries] = state.step;
  sign(model, state, id, choice);
  state.signedValue[choice] += contractValue(model, state, id, state.listPrice[id]);
  if (choice === incumbent) {
    state.renewed++;
    state.expiry[id] = state.step + state.term[id];
    return;
  }
  if (incumbent !== NONE || state.status[id] === Status.Open) {
    // A contract that a ban removed is paid for like one that was left at expiry.
    const cost = model.settings.parameters["contract.switching_cost"];
    state.switched++;
    state.switchingBill += cost * contractValue(model, state, id, state.contractPrice[id]);
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
  state.listPrice[id] = state.price[j];
  shareOut(model, state, id, i * J + j, j);
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

/** Who pays what the buyer does not: the lender first, then the supplier, on what is left the sponsor. */
function shareOut(
  { frame, settings }: Model,
  state: State,
  id: number,
  cell: number,
  j: number,
): void {
  const markup = frame.home[cell] === 1 ? 1 : 1 + settings.parameters["cost.foreign_markup"];
  const whole = state.price[j] * markup;
  const lent = state.grant[cell] * state.financed[cell];
  const bySponsor = state.sponsorFactor[cell];
  // Where a sponsor pays everything nothing is left to cut.
  const bySupplier = bySponsor > 0 ? state.priceFactor[cell] / bySponsor : 1;
  const net = whole * (1 - lent);
  const cut = net * bySupplier;
  state.granted[id] = whole * lent;
  state.forgone[id] = net - cut;
  state.sponsored[id] = cut * (1 - bySponsor);
}

/** A duration in whole steps, at least one and at most what an index can hold. */
function inSteps(years: number, dt: number): number {
  return Math.min(1 << 28, Math.max(1, Math.round(years / dt)));
}

/** Value of a contract just signed at a price (index), USD: its term at full coverage (E9). */
function contractValue(model: Model, state: State, id: number, price: number): number {
  const { frame, settings, populationShare, coverageCeiling } = model;
  const { countries: n, dt } = frame;
  const { parameters } = settings;
  const d = (id / n) | 0;
  const i = id - d * n;
  const year = frame.yearOfStep[state.step];
  const residents = model.residents.values[rowOffset(model.residents, year, n) + i];
  const lowered = ((parameters["coverage.rules"] * state.tier[i]) / 3) * state.enforcement[i];
  const most = Math.max(parameters["coverage.start"], coverageCeiling[d] * (1 - lowered));
  const persons = most * residents * populationShare[d];
  return parameters["cost.spend_per_person"] * state.term[id] * dt * price * persons;
}
