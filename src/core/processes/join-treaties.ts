// Process 10: joining and leaving treaties (E19), hazards in 1/yr.
//
// A treaty is open between its dates; founders are in from its opening. It is in force while it has
// enough members, of its core too. In force it lifts members' safeguards one tier a year to its floor;
// what else it obliges suppliers to is read where they sell (process 6).

import { Purpose, slotWord } from "../draws.ts";
import type { OpenTreaty } from "../intervention.ts";
import { clampExponent, exp, stepProbability } from "../math.ts";
import type { Model } from "../model.ts";
import { PEER_UNIT } from "../peers.ts";
import type { State } from "../state.ts";

/** Rate at which a shaken country leaves, 1/yr. */
const LEAVING = 0.5;

/** Opens treaties, lets countries join and leave, and works out what members owe. */
export function joinTreaties(model: Model, state: State): void {
  const { treaties } = model;
  if (treaties.length === 0 || !model.settings.mechanisms.treaties) return;
  const { countries: n } = model.frame;
  state.bound.fill(0);
  state.treatyFloor.fill(0);
  for (let k = 0; k < treaties.length; k++) {
    const treaty = treaties[k];
    const from = k * n;
    if (state.treatyOpened[k] === state.step) {
      for (const i of treaty.founders) enter(model, state, k, i, 1);
    }
    if (state.treatyOpened[k] >= 0) {
      // Everyone looks at the members of the step's beginning, founders included.
      state.joining.set(state.member.subarray(from, from + n));
      const before = state.members[k];
      leave(model, state, k);
      if (state.treatyOpen[k] === 1) join(model, state, treaty, k, before);
    }
    let members = 0;
    let core = 0;
    for (let i = 0; i < n; i++) {
      members += state.member[from + i];
      core += state.member[from + i] & treaty.core[i];
    }
    const inForce = members >= treaty.minMembers && core >= treaty.minCore && members > 0;
    state.inForce[k] = inForce ? 1 : 0;
    if (inForce) oblige(state, treaty, k, n);
  }
  lift(model, state);
}

function join(model: Model, state: State, treaty: OpenTreaty, k: number, before: number): void {
  const { frame, settings } = model;
  const { parameters } = settings;
  const { countryKeys, dt } = frame;
  const { draws } = state;
  const slot = slotWord(treaty.key, 0);
  draws.aim(Purpose.Treaty, state.step);
  for (const i of treaty.countries) {
    if (state.joining[i] === 1) continue;
    const exponent = joinExponent(model, state, treaty, before, i);
    const rate = parameters["treaty.base"] * exp(clampExponent(exponent));
    if (draws.uniform(countryKeys[i], slot) < stepProbability(rate, dt))
      enter(model, state, k, i, 1);
  }
}

/**
 * Logarithm of the hazard of joining over its base.
 *
 * @param before members at the beginning of the step; `joining` says which
 */
export function joinExponent(
  model: Model,
  state: State,
  treaty: OpenTreaty,
  before: number,
  i: number,
): number {
  const { parameters } = model.settings;
  const { target } = treaty;
  const dependence = target >= 0 ? state.dependence[i * model.frame.suppliers + target] : 0;
  return (
    parameters["treaty.norms"] * (0.5 - state.norm[i]) +
    parameters["treaty.democracy"] * state.zDemocracy[i] +
    parameters["treaty.peers"] * peersIn(model, state, before, i) +
    parameters["treaty.inducement"] * state.policy.inducement[i] -
    parameters["treaty.dependence"] * dependence
  );
}

/** Share of peers, by weight, that were members at the beginning of the step. */
export function peersIn({ frame, peers }: Model, state: State, before: number, i: number): number {
  const n = frame.countries;
  let share = 0;
  for (let e = peers.offsets[i]; e < peers.offsets[i + 1]; e++) {
    share += state.joining[peers.targets[e]] * peers.weights[e];
  }
  share /= PEER_UNIT;
  if (peers.uniform[i] > 0) {
    const others = before - state.joining[i];
    share += ((peers.uniform[i] / PEER_UNIT) * others) / (n - 1);
  }
  return share;
}

function leave(model: Model, state: State, k: number): void {
  const { countries: n, countryKeys, dt } = model.frame;
  const probability = stepProbability(LEAVING, dt);
  const slot = slotWord(model.treaties[k].key, 1);
  state.draws.aim(Purpose.Treaty, state.step);
  for (let i = 0; i < n; i++) {
    if (state.member[k * n + i] === 0 || state.step >= state.shakenUntil[i]) continue;
    if (state.draws.uniform(countryKeys[i], slot) < probability) enter(model, state, k, i, 0);
  }
}

function enter({ frame }: Model, state: State, k: number, i: number, inside: 0 | 1): void {
  const at = k * frame.countries + i;
  state.members[k] += inside - state.member[at];
  state.member[at] = inside;
}

/** What members of a treaty in force owe. */
function oblige(state: State, treaty: OpenTreaty, k: number, n: number): void {
  for (let i = 0; i < n; i++) {
    if (state.member[k * n + i] === 0) continue;
    state.bound[i] = 1;
    if (treaty.tier > state.treatyFloor[i]) state.treatyFloor[i] = treaty.tier;
  }
}

/** Lifts members' safeguards one tier a year until the floor is reached. */
function lift({ frame }: Model, state: State): void {
  const year = Math.max(1, Math.round(1 / frame.dt));
  const { nextTier, treatyFloor, lifted, step } = state;
  for (let i = 0; i < frame.countries; i++) {
    if (nextTier[i] >= treatyFloor[i] || step - lifted[i] < year) continue;
    nextTier[i]++;
    lifted[i] = step;
  }
}
