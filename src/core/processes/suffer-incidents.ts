// Process 8, first part: incidents and how many of them become known (E11), counts per step.
//
// Each deployment with kit has Poisson incidents at a rate of its coverage and its maker's errors.
// Severity is lognormal with mean 1; an incident becomes known with the country's visibility. It
// stands early in the schedule because it reads the coverage and kit of the step's beginning.

import { lognormal } from "../distributions.ts";
import { Purpose, slotWord } from "../draws.ts";
import { exp } from "../math.ts";
import type { Model } from "../model.ts";
import type { State } from "../state.ts";

/** Log-SD of severity. */
const SEVERITY_LOG_SD = 1;
/** Most incidents of a deployment in a step. */
const MOST_INCIDENTS = 15;

/** Draws the incidents of the step and adds up the severity of those that become known. */
export function sufferIncidents(model: Model, state: State): void {
  const { frame, settings } = model;
  const { parameters, mechanisms } = settings;
  const { countries: n, suppliers: J, segments: D, dt, countryKeys } = frame;
  const { severityOf, severityIn, coverage, maker, equipped, equippedCount } = state;
  const { tier, incidentFactor, draws } = state;
  severityOf.fill(0);
  severityIn.fill(0);
  state.incidents = 0;
  state.knownIncidents = 0;
  if (state.hasShockSeverity) takeShocks(state, n, J);
  if (!mechanisms.incidents) return;
  const disparity = parameters["incident.disparity"];
  const relief = parameters["incident.rules"] / 3;
  for (let j = 0; j < J; j++) {
    incidentFactor[j] =
      (parameters["incident.rate"] * dt * state.errors[j] * (1 + disparity * state.bias[j])) /
      (1 + disparity);
  }
  draws.aim(Purpose.Incident, state.step);
  for (let d = 0, e = 0; d < D; d++) {
    const first = d * n;
    const weight = model.incidentWeight[d];
    const slot = slotWord(d, 0);
    for (; e < equippedCount && equipped[e] < first + n; e++) {
      const id = equipped[e];
      if (coverage[id] === 0) continue;
      const i = id - first;
      const j = maker[id];
      const rate = incidentFactor[j] * weight * coverage[id] * (1 - relief * tier[i]);
      const u = draws.uniform(countryKeys[i], slot);
      // exp(-rate) is at least 1 - rate: most draws need no exponential.
      if (u < 1 - rate) continue;
      const count = poisson(u, rate);
      if (count > 0) suffer(model, state, i, d, j, count);
    }
  }
}

/** Known incidents that interventions have caused. */
function takeShocks(state: State, n: number, J: number): void {
  const { shockSeverity, severityOf, severityIn } = state;
  for (let cell = 0; cell < n * J; cell++) {
    const severity = shockSeverity[cell];
    if (severity === 0) continue;
    const i = (cell / J) | 0;
    severityOf[cell - i * J] += severity;
    severityIn[i] += severity;
    state.incidents++;
    state.knownIncidents++;
  }
  shockSeverity.fill(0);
  state.hasShockSeverity = false;
}

/** Poisson quantile of u, at most 15. */
function poisson(u: number, rate: number): number {
  let term = exp(-rate);
  let sum = term;
  let count = 0;
  while (u >= sum && count < MOST_INCIDENTS) {
    count++;
    term *= rate / count;
    sum += term;
  }
  return count;
}

function suffer(model: Model, state: State, i: number, d: number, j: number, count: number): void {
  const unit = model.frame.countryKeys[i];
  const { draws } = state;
  state.incidents += count;
  for (let m = 0; m < count; m++) {
    if (draws.uniform(unit, slotWord(d, 2 + 2 * m)) >= state.visibility[i]) continue;
    const severity = lognormal(draws.uniform(unit, slotWord(d, 1 + 2 * m)), 1, SEVERITY_LOG_SD);
    state.knownIncidents++;
    state.severityOf[j] += severity;
    state.severityIn[i] += severity;
  }
}
