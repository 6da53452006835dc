// Process 9, second part: AI-surveillance safeguards rise and fall by tiers (E14), hazards in 1/yr.
//
// Tiers: 0 none, 1 guidelines, 2 binding rules, 3 binding with independent oversight. One draw on the
// sum of both hazards, a second for the direction. Never below a floor; treaties lift a tier a year.

import { Purpose, slotWord } from "../draws.ts";
import { largest, largestSize } from "../largest.ts";
import { clampExponent, exp, stepProbability } from "../math.ts";
import type { Model } from "../model.ts";
import { PEER_UNIT } from "../peers.ts";
import type { State } from "../state.ts";

/** Highest tier. */
export const TOP_TIER = 3;
/** A hair above 1, so that rounding cannot turn a bound into an error. */
const ROUNDING = 1 + 1e-9;

/** Moves safeguards up or down where their draw says so. */
export function tightenRules(model: Model, state: State): void {
  const { countries: n, countryKeys, dt } = model.frame;
  const { parameters, mechanisms } = model.settings;
  const { tier, nextTier, rulesFactor, draws } = state;
  if (mechanisms.rules) {
    const up = parameters["rules.base"];
    const down = parameters["rules.rollback"];
    const slot = slotWord(0, 0);
    const mostUp = up * dt * highestLift(model, state);
    const mostDown = down * dt * highestPressure(model, state);
    draws.aim(Purpose.Rules, state.step);
    for (let i = 0; i < n; i++) {
      const u = draws.uniform(countryKeys[i], slot);
      // Most draws are beyond what the step's highest pressures could reach.
      if (u >= mostUp * rulesFactor[i] + mostDown) continue;
      const rising =
        tier[i] < TOP_TIER ? up * exp(clampExponent(riseExponent(model, state, i))) : 0;
      const falling =
        tier[i] > lowest(state, i) ? down * exp(clampExponent(fallExponent(model, state, i))) : 0;
      if (u >= stepProbability(rising + falling, dt)) continue;
      const direction = draws.uniform(countryKeys[i], slotWord(0, 1));
      nextTier[i] = direction * (rising + falling) < rising ? tier[i] + 1 : tier[i] - 1;
    }
  }
}

/** A tier never falls below what a mandate or a treaty in force has already brought about. */
export function lowest(state: State, i: number): number {
  return Math.max(state.floor[i], Math.min(state.tier[i], state.treatyFloor[i]));
}

/** Upper bound of the factor by which anything but a country's static part raises its hazard of new rules. */
function highestLift({ settings }: Model, state: State): number {
  const { parameters } = settings;
  return (
    ROUNDING *
    exp(
      Math.max(0, parameters["rules.backlash"]) * largest(state.backlash) +
        Math.max(0, parameters["rules.peers"]) +
        Math.max(0, parameters["rules.treaty"]) +
        Math.max(0, -parameters["rules.norms"]),
    )
  );
}

/** Upper bound of the factor by which unrest and crime raise any hazard of a roll-back. */
function highestPressure({ settings }: Model, state: State): number {
  const { parameters } = settings;
  return (
    ROUNDING *
    exp(
      Math.abs(parameters["rules.rollback_unrest"]) * largestSize(state.unrest) +
        Math.abs(parameters["rules.rollback_crime"]) * largestSize(state.policy.crime),
    )
  );
}

/** Logarithm of the hazard of a tier more over its base. */
export function riseExponent({ settings, peers, frame }: Model, state: State, i: number): number {
  const { parameters } = settings;
  let among = state.peerTiers[i] / PEER_UNIT;
  if (peers.uniform[i] > 0) {
    among +=
      ((peers.uniform[i] / PEER_UNIT) * (state.tiers - state.seenTier[i])) / (frame.countries - 1);
  }
  return (
    state.rulesExponent[i] +
    parameters["rules.backlash"] * state.backlash[i] +
    (parameters["rules.peers"] * among) / TOP_TIER +
    parameters["rules.treaty"] * state.bound[i] -
    parameters["rules.norms"] * state.norm[i]
  );
}

/** Logarithm of the hazard of a tier less over its base. */
export function fallExponent({ settings }: Model, state: State, i: number): number {
  const { parameters } = settings;
  return (
    parameters["rules.rollback_unrest"] * state.unrest[i] +
    parameters["rules.rollback_crime"] * state.policy.crime[i]
  );
}
