// Process 11: norms and ideal points drift (E17, E18).
//
// n_i moves towards the suppliers' norms (shielded by democracy), peers' norms, rights under own
// rules, and back to where it started, rates in 1/yr; exact step for constant weights, plus noise.
// theta_i moves towards the suppliers' ideal points.

import { normal } from "../distributions.ts";
import { Purpose, slotWord } from "../draws.ts";
import { exp } from "../math.ts";
import type { Model } from "../model.ts";
import { NONE, type State } from "../state.ts";

/** Moves norms and ideal points on by a step. */
export function driftNorms(model: Model, state: State): void {
  const { mechanisms } = model.settings;
  if (mechanisms.norms) moveNorms(model, state);
  if (mechanisms.ideal_points) moveIdealPoints(model, state);
}

function moveNorms(model: Model, state: State): void {
  const { countries: n, countryKeys, dt } = model.frame;
  const { norm, normTarget, normDecay, normStale, draws } = state;
  const noise = model.settings.parameters["norms.noise"] * Math.sqrt(dt);
  const slot = slotWord(0, 0);
  draws.aim(Purpose.Norm, state.step);
  for (let i = 0; i < n; i++) {
    // Targets and speeds change with contracts, rules, democracy and the year, not every step.
    if (normStale[i] === 1) aimNorm(model, state, i);
    let next = normTarget[i] + (norm[i] - normTarget[i]) * normDecay[i];
    if (noise > 0) next += noise * normal(draws.uniform(countryKeys[i], slot));
    norm[i] = next < 0 ? 0 : next > 1 ? 1 : next;
  }
}

/** Where country i's norm is heading and how much of the way is left after a step (V17). */
function aimNorm(model: Model, state: State, i: number): void {
  const { frame, settings, populationShare } = model;
  const { parameters } = settings;
  const { countries: n, segments: D, dt } = frame;
  const exposure =
    parameters["norms.supplier"] * (1 - parameters["norms.shielding"] * state.democracy[i]);
  let weight = 0;
  let pull = 0;
  for (let d = 0; d < D && state.held[i] > 0; d++) {
    const j = state.holder[d * n + i];
    if (j === NONE) continue;
    weight += exposure * populationShare[d];
    pull += exposure * populationShare[d] * settings.suppliers.norm[j];
  }
  weight += parameters["norms.peers"] * state.peerNormWeight[i];
  pull += parameters["norms.peers"] * state.peerNorm[i];
  weight += (parameters["norms.rules"] * state.tier[i]) / 3;
  weight += parameters["norms.anchor"];
  pull += parameters["norms.anchor"] * frame.norm[i];
  state.normTarget[i] = weight > 0 ? pull / weight : state.norm[i];
  if (weight !== state.normWeight[i]) {
    state.normWeight[i] = weight;
    state.normDecay[i] = exp(-weight * dt);
  }
  state.normStale[i] = weight > 0 ? 0 : 1;
}

function moveIdealPoints(model: Model, state: State): void {
  const { frame, settings, populationShare } = model;
  const { countries: n, segments: D, dt } = frame;
  const { held, holder, theta, thetaDrift, idealPoint } = state;
  const rate = settings.parameters["norms.ideal_point"] * dt;
  if (rate === 0) return;
  for (let i = 0; i < n; i++) {
    if (held[i] === 0) continue;
    let pull = 0;
    for (let d = 0; d < D; d++) {
      const j = holder[d * n + i];
      if (j !== NONE) pull += populationShare[d] * (idealPoint[j] - theta[i]);
    }
    thetaDrift[i] += rate * pull;
  }
}
