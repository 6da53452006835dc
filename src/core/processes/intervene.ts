// Process 1: interventions, the year's covariates and what follows from both (docs/model.md 3.4; E2, E4, E5).
//
// Rebuilds, on the steps where something changes: price factors pol_ij (share), grant elements g_ij,
// added demand (log hazard), all other policies, and each country's current democracy, enforcement,
// visibility and static exponents. Magnitudes grow linearly over their ramp and end with their term.

import { applyIntervention } from "../apply-intervention.ts";
import { refreshCountries } from "../country-values.ts";
import type { Intervention } from "../intervention.ts";
import { log } from "../math.ts";
import type { Model } from "../model.ts";
import { clearOwnInterventions } from "../own.ts";
import { clearPolicy } from "../policy.ts";
import { rowOffset } from "../series.ts";
import type { State } from "../state.ts";

/** Applies what starts, grows or ends in this step, and the covariates of a new year. */
export function intervene(model: Model, state: State): void {
  const { frame } = model;
  const { step } = state;
  const year = frame.yearOfStep[step];
  state.newYear = step === 0 || year !== frame.yearOfStep[step - 1];
  // After the last year with data nothing more can change by the calendar.
  const fresh = state.newYear && (step === 0 || year < model.dataRows);
  if (fresh || model.policyChanges[step] === 1 || model.watchful || state.policyStale) {
    state.policyStale = false;
    state.nextFloor = step;
    offerLoans(model, state, year);
    applyInterventions(model, state);
    refreshNetFactors(model, state);
    refreshCountries(model, state, year);
  } else if (step === frame.euActFrom) {
    refreshCountries(model, state, year);
  }
  if (step >= state.nextFloor) liftToFloors(model, state);
  refreshIdealPoints(model, state, year);
}

/** Standing loan offers: a grant element for countries below the lender's income ceiling. */
function offerLoans(model: Model, state: State, year: number): void {
  const { frame, settings } = model;
  const { countries: n, suppliers: J } = frame;
  const { grant_element, financed_share, loan_income_ceiling } = settings.suppliers;
  const incomes = frame.income.values;
  const row = rowOffset(frame.income, year, n);
  state.grant.fill(0);
  state.financed.fill(0);
  if (!settings.mechanisms.finance) return;
  for (let j = 0; j < J; j++) {
    if (!(loan_income_ceiling[j] > 0)) continue;
    for (let i = 0; i < n; i++) {
      if (incomes[row + i] >= loan_income_ceiling[j]) continue;
      state.grant[i * J + j] = grant_element[j];
      state.financed[i * J + j] = financed_share[j];
    }
  }
}

/** Interventions in force, in their order. */
function applyInterventions(model: Model, state: State): void {
  const { interventions } = model.settings;
  state.priceFactor.fill(1);
  state.sponsorFactor.fill(1);
  state.demand.fill(0);
  state.treatyOpen.fill(0);
  clearPolicy(state.policy);
  clearOwnInterventions(model, state);
  state.bansStale = true;
  for (let k = 0; k < interventions.length; k++) {
    const intervention = interventions[k];
    let start = begin(model, state, intervention, k);
    if (start === NOT_IN_FORCE) continue;
    const since = state.since[k];
    if (since > 0 && start < since) start = since;
    const { ramp } = intervention;
    const growth = ramp > 0 ? Math.min(1, (state.step - start + 1) / ramp) : 1;
    // What a branch lets begin late grows at other steps than its date says.
    if (growth < 1) state.policyStale = true;
    applyIntervention(model, state, intervention, growth, state.step === Math.max(0, start));
  }
}

/** No step of any run. */
const NOT_IN_FORCE = 1 << 30;

/** Step on which an intervention that is in force now began, perhaps before the run, or NOT_IN_FORCE. */
function begin(model: Model, state: State, intervention: Intervention, k: number): number {
  const { step } = state;
  const { start, end, when } = intervention;
  if (when === null) return step >= start && step < end ? start : NOT_IN_FORCE;
  const { steps } = model.frame;
  // The value recorded at the end of the step before is the state this step begins with.
  const value = step > 0 ? state.recorded[when.column * steps + step - 1] : Number.NaN;
  const holds = when.direction * (value - when.limit) > 0;
  state.triggerRun[k] = holds ? state.triggerRun[k] + 1 : 0;
  if (when.then === "once") {
    if (
      state.triggerStart[k] < 0 &&
      state.triggerRun[k] >= when.for &&
      step + when.delay >= start
    ) {
      state.triggerStart[k] = step + when.delay;
    }
    const begun = state.triggerStart[k];
    return begun >= 0 && step >= begun && step < end ? begun : NOT_IN_FORCE;
  }
  if (state.triggerRun[k] >= when.for) {
    if (state.triggerStart[k] < 0) state.triggerStart[k] = step + when.delay;
  } else {
    state.triggerStart[k] = -1;
  }
  const begun = state.triggerStart[k];
  return begun >= 0 && step >= Math.max(begun, start) && step < end
    ? Math.max(begun, start)
    : NOT_IN_FORCE;
}

/** (1 + tau_ij)(1 - g_ij f_ij) pol_ij and its logarithm, taken anew only where it moved. */
function refreshNetFactors(model: Model, state: State): void {
  const { home } = model.frame;
  const { priceFactor, grant, financed, netFactor, logNetFactor } = state;
  const tau = model.settings.parameters["cost.foreign_markup"];
  for (let cell = 0; cell < netFactor.length; cell++) {
    const markup = home[cell] === 1 ? 1 : 1 + tau;
    const factor = markup * (1 - grant[cell] * financed[cell]) * priceFactor[cell];
    if (factor === netFactor[cell]) continue;
    netFactor[cell] = factor;
    logNetFactor[cell] = log(factor);
  }
}

/** Mandates and the AI Act lift safeguards at once (E14). */
function liftToFloors({ frame }: Model, state: State): void {
  const { tier, nextTier, policy } = state;
  state.nextFloor = frame.steps;
  for (let i = 0; i < frame.countries; i++) {
    let floor = policy.floor[i];
    const from = frame.euFloorFrom[i];
    if (state.step >= from) floor = Math.max(floor, 2);
    else if (from < state.nextFloor) state.nextFloor = from;
    state.floor[i] = floor;
    if (tier[i] >= floor) continue;
    tier[i] = floor;
    if (nextTier[i] < floor) nextTier[i] = floor;
    state.normStale[i] = 1;
  }
}

/** theta_i with drift and shocks; theta_j: the GDP-weighted mean of the home countries' (E5). */
function refreshIdealPoints(model: Model, state: State, year: number): void {
  const { countries: n, suppliers: J, homeWeight, idealPoint } = model.frame;
  const { homes } = model;
  const { theta, thetaDrift } = state;
  const row = rowOffset(idealPoint, year, n);
  for (let i = 0; i < n; i++) theta[i] = idealPoint.values[row + i] + thetaDrift[i];
  state.idealPoint.fill(0);
  for (let h = 0; h < homes.length; h++) {
    const cell = homes[h];
    const i = (cell / J) | 0;
    state.idealPoint[cell - i * J] += homeWeight[cell] * theta[i];
  }
}
