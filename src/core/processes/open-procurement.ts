// Process 5: procurement opportunities of vacant deployments (E7), hazards in 1/yr.
//
// lambda = lambda_0 exp(covariates + bW W + bE E + bIn [another segment] + bFin Fin +
// bLe Le + bU U + bH HS) + qW W + push; none under a moratorium.
// Most draws are first held against an upper bound that needs no exponential; the outcome is the same.

import { Purpose, slotWord, threshold, toUnit } from "../draws.ts";
import { clampExponent, exp, expBound, stepProbability } from "../math.ts";
import type { Model } from "../model.ts";
import { PEER_UNIT } from "../peers.ts";
import type { State } from "../state.ts";

/** Adds the vacant deployments whose draw falls below their hazard to the list of those due. */
export function openProcurement(model: Model, state: State): void {
  const { countries: n, segments: D, countryKeys, dt, yearOfStep } = model.frame;
  const bounds = openingBounds(model);
  const { step, vacant, vacantCount, draws, due, held, streams, moratorium } = state;
  const row = Math.min(yearOfStep[step], model.hazardRows - 1) * n;
  const stirred = stirring(model, state);
  let dueCount = state.dueCount;
  draws.aim(Purpose.Open, step);
  for (let i = 0; i < n; i++) streams[i] = draws.stream(countryKeys[i]);
  for (let d = 0, v = 0; d < D; d++) {
    const first = d * n;
    const slot = slotWord(d, 0);
    for (; v < vacantCount && vacant[v] < first + n; v++) {
      const id = vacant[v];
      const i = id - first;
      if (moratorium[i] === 1) continue;
      const word = draws.word(streams[i], slot);
      const bound = held[i] > 0 ? bounds.withAnother[row + i] : bounds.first[row + i];
      if (word >= bound * stirred) continue;
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
 * Upper bound of what unrest and crime waves do to any hazard in this step: the bounds leave them out.
 * A probability grows at most in proportion to its hazard.
 */
function stirring({ frame, settings }: Model, state: State): number {
  const unrest = settings.parameters["opportunity.unrest"];
  const crime = settings.parameters["opportunity.crime"];
  let most = 0;
  if (unrest === 0 && crime === 0) return 1;
  for (let i = 0; i < frame.countries; i++) {
    const load = unrest * state.unrest[i] + crime * state.policy.crime[i];
    if (load > most) most = load;
  }
  return expBound(most);
}

/** Upper bounds of a step's opening probability, as thresholds of words; [row × country]. */
interface OpeningBounds {
  /** No segment under contract yet. */
  readonly first: Float64Array;
  /** Some segment under contract. */
  readonly withAnother: Float64Array;
}

const boundsOf = new WeakMap<Model, OpeningBounds>();

/** The bounds of a model: every exposure is at most 1, financing at most its ceiling. Made once. */
function openingBounds(model: Model): OpeningBounds {
  let bounds = boundsOf.get(model);
  if (bounds) return bounds;
  const { parameters } = model.settings;
  const { dt } = model.frame;
  const spillover = parameters["opportunity.spillover"];
  const most =
    Math.max(0, parameters["opportunity.contagion"]) +
    Math.abs(parameters["opportunity.learning"]) +
    model.demandCeiling;
  // Repeated entries can lift emulation above 1: no bound then.
  const unbounded = parameters["opportunity.emulation"] !== 0;
  const bound = (added: number): Float64Array =>
    model.logHazard.map((exponent, at) => {
      const hazard =
        parameters["opportunity.base_hazard"] * exp(clampExponent(exponent + most + added)) +
        parameters["opportunity.additive_contagion"] +
        parameters["opportunity.unsolicited"] * model.affordability[at];
      // A hair above the exact figure, so that rounding cannot turn the bound into an error.
      return threshold(unbounded ? 1 : stepProbability(hazard, dt) + 1e-9);
    });
  bounds = { first: bound(0), withAnother: bound(spillover) };
  boundsOf.set(model, bounds);
  return bounds;
}
