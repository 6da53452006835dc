// Process 5: procurement opportunities of vacant deployments (E7), hazards in 1/yr.
//
// lambda = lambda_0 exp(covariates + bW W + bE E + bIn [another segment] + bFin Fin +
// bLe Le + bU U + bH HS) + qW W + push; none under a moratorium.
// Most draws are first held against an upper bound that needs no exponential; the outcome is the same.

import { Purpose, slotWord, toUnit } from "../draws.ts";
import { largest, largestSize } from "../largest.ts";
import { clampExponent, exp, stepProbability } from "../math.ts";
import type { Model } from "../model.ts";
import { PEER_UNIT } from "../peers.ts";
import type { State } from "../state.ts";

/** A hair above 1, so that rounding cannot turn a bound into an error. */
const ROUNDING = 1 + 1e-9;

/** Adds the vacant deployments whose draw falls below their hazard to the list of those due. */
export function openProcurement(model: Model, state: State): void {
  const { countries: n, segments: D, countryKeys, dt } = model.frame;
  const { vacant, vacantCount, draws, due, streams, wordLimit } = state;
  let dueCount = state.dueCount;
  boundOpenings(model, state);
  draws.aim(Purpose.Open, state.step);
  for (let i = 0; i < n; i++) streams[i] = draws.stream(countryKeys[i]);
  for (let d = 0, v = 0; d < D; d++) {
    const first = d * n;
    const slot = slotWord(d, 0);
    for (; v < vacantCount && vacant[v] < first + n; v++) {
      const id = vacant[v];
      const i = id - first;
      const word = draws.word(streams[i], slot);
      if (word >= wordLimit[i]) continue;
      const probability = stepProbability(openingHazard(model, state, i), dt);
      if (toUnit(word) < probability) due[dueCount++] = id;
    }
  }
  state.dueCount = dueCount;
}

/** Hazard of a procurement opening in each vacant segment of country i, 1/yr (E7). */
export function openingHazard(model: Model, state: State, i: number): number {
  const { parameters } = model.settings;
  const { countries: n, yearOfStep } = model.frame;
  const at = Math.min(yearOfStep[state.step], model.hazardRows - 1) * n + i;
  const exposure = adoptionExposure(model, state, i);
  const exponent =
    model.logHazard[at] +
    parameters["opportunity.contagion"] * exposure +
    parameters["opportunity.emulation"] * state.emulation[i] +
    (state.held[i] > 0 ? parameters["opportunity.spillover"] : 0) +
    parameters["opportunity.learning"] * state.learning[i] +
    parameters["opportunity.unrest"] * state.unrest[i] +
    parameters["opportunity.crime"] * state.policy.crime[i] +
    state.demand[i];
  return (
    parameters["opportunity.base_hazard"] * exp(clampExponent(exponent)) +
    parameters["opportunity.additive_contagion"] * exposure +
    parameters["opportunity.unsolicited"] * model.affordability[at]
  );
}

/** W_i: share of peers, by weight, that have adopted (E6). */
export function adoptionExposure(model: Model, state: State, i: number): number {
  let sum = state.peerAdoption[i] / PEER_UNIT;
  const uniform = model.peers.uniform[i];
  if (uniform > 0) {
    const others = state.adopters - (state.held[i] > 0 ? 1 : 0);
    sum += (uniform / PEER_UNIT) * (others / (model.frame.countries - 1));
  }
  return sum;
}

/**
 * Upper bounds of the step's opening probabilities, as limits of words: no word at or above a
 * country's limit can open anything there; 0 under a moratorium. A probability is at most its hazard
 * times dt, and e^(a W) lies below the chord from 1 to e^a for an exposure W in [0,1].
 */
function boundOpenings(model: Model, state: State): void {
  const { frame, settings, openingReach, affordability } = model;
  const { parameters } = settings;
  const { countries: n, dt, yearOfStep } = frame;
  const { held, moratorium, demand, wordLimit } = state;
  const row = Math.min(yearOfStep[state.step], model.hazardRows - 1) * n;
  const chord = Math.max(0, exp(parameters["opportunity.contagion"]) - 1);
  const another = exp(Math.max(0, parameters["opportunity.spillover"]));
  const financed = exp(model.demandCeiling);
  const moved = exp(highestMood(model, state));
  const additive = parameters["opportunity.additive_contagion"];
  const unsolicited = parameters["opportunity.unsolicited"];
  const words = ROUNDING * dt * 4294967296;
  for (let i = 0; i < n; i++) {
    const exposure = adoptionExposure(model, state, i);
    let hazard = moved * openingReach[row + i] * (1 + chord * exposure);
    if (held[i] > 0) hazard *= another;
    if (demand[i] > 0) hazard *= financed;
    hazard += additive * exposure + unsolicited * affordability[row + i];
    wordLimit[i] = moratorium[i] === 1 ? 0 : hazard * words;
  }
}

/** Upper bound of what emulation, learning, unrest and crime add to any country's log hazard. */
function highestMood({ settings }: Model, state: State): number {
  const { parameters } = settings;
  const emulation = parameters["opportunity.emulation"];
  return (
    (emulation > 0 ? emulation * largest(state.emulation) : 0) +
    Math.abs(parameters["opportunity.learning"]) +
    Math.abs(parameters["opportunity.unrest"]) * largestSize(state.unrest) +
    Math.abs(parameters["opportunity.crime"]) * largestSize(state.policy.crime)
  );
}
