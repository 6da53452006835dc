// Process 12, second part: suppliers learn and race (E3, E25, E26).
//
// Knowledge A grows by public research, revenue (10^9 USD a year at list price, home revenue weighing
// more) and, for laggards, by the distance to the leader; quality and errors follow it. Compliance is
// pulled up by the rules of those who buy and slips back. Mark-ups yield where new business is lost.

import { exp } from "../math.ts";
import type { Model } from "../model.ts";
import type { State } from "../state.ts";

/** Highest mark-up, share. */
const MOST_MARKUP = 0.6;
/** USD per unit of revenue. */
const BILLION = 1e9;

/** Moves knowledge, quality, errors, compliance and mark-ups on by a step. */
export function raceSuppliers(model: Model, state: State): void {
  const { mechanisms } = model.settings;
  measureRevenue(model, state);
  if (mechanisms.research) learn(model, state);
  if (mechanisms.race) {
    raceOnCompliance(model, state);
    raceOnPrice(model, state);
  }
  countBusiness(model.frame, state);
}

/** Revenue of operating contracts at list price at signature, 10^9 USD a year; shares of it. */
function measureRevenue({ frame, settings }: Model, state: State): void {
  const { suppliers: J } = frame;
  const { revenue, homeRevenue, revenueShare, sold, homeSold } = state;
  const spend = settings.parameters["cost.spend_per_person"] / BILLION;
  let all = 0;
  for (let j = 0; j < J; j++) {
    revenue[j] = spend * (sold[j] + sold[32 + j] + (sold[64 + j] + sold[96 + j]));
    homeRevenue[j] = spend * homeSold[j];
    all += revenue[j];
  }
  for (let j = 0; j < J; j++) revenueShare[j] = all > 0 ? revenue[j] / all : 0;
}

/** E3: knowledge by its exact step; quality, error ratio and disparity follow. */
function learn({ frame, settings }: Model, state: State): void {
  const { parameters, suppliers, mechanisms } = settings;
  const { suppliers: J, dt } = frame;
  const { knowledge, revenue, homeRevenue, revenueShare, policy } = state;
  const depreciation = parameters["research.depreciation"];
  const kept = exp(-depreciation * dt);
  const gained = depreciation * dt < 1e-9 ? dt : (1 - kept) / depreciation;
  let lead = 0;
  for (let j = 0; j < J; j++) lead = Math.max(lead, revenueShare[j]);
  for (let j = 0; j < J; j++) {
    const behind = mechanisms.race ? Math.max(0, lead - revenueShare[j]) : 0;
    const investment =
      suppliers.research[j] * policy.publicResearch[j] +
      parameters["research.revenue"] *
        (revenue[j] + parameters["research.home_weight"] * homeRevenue[j]) +
      parameters["research.laggard"] * behind;
    knowledge[j] = knowledge[j] * kept + investment * policy.researchFactor[j] * gained;
  }
  refreshQuality(settings.parameters, state);
}

/** Quality, error ratio e/e_0 and disparity between groups, from knowledge (E3). */
export function refreshQuality(
  parameters: Model["settings"]["parameters"],
  { knowledge, quality, errors, bias }: State,
): void {
  const ceiling = parameters["research.quality_ceiling"];
  const start = parameters["research.initial_quality"];
  for (let j = 0; j < knowledge.length; j++) {
    quality[j] =
      ceiling - (ceiling - start) * exp(-parameters["research.quality_rate"] * knowledge[j]);
    errors[j] = exp(-parameters["research.error_rate"] * knowledge[j]);
    // dis_j - 1 over dis_0 - 1: the same decay, or nothing where groups were alike from the start.
    bias[j] = parameters["research.initial_disparity"] === 1 ? 0 : errors[j];
  }
}

/** E25: demand for safeguards pulls compliance up; else it slips. */
function raceOnCompliance({ frame, settings }: Model, state: State): void {
  const { parameters, suppliers } = settings;
  const { suppliers: J, dt } = frame;
  const { compliance, demandForRules } = state;
  for (let j = 0; j < J; j++) {
    const next =
      compliance[j] +
      dt *
        (parameters["race.compliance_pull"] * demandForRules[j] * (1 - compliance[j]) -
          parameters["race.compliance_slip"] * (compliance[j] - suppliers.compliance[j]));
    compliance[j] = next < 0 ? 0 : next > 1 ? 1 : next;
  }
}

/** E26: who loses new business cuts its mark-up, who wins lets it recover. */
function raceOnPrice({ frame, settings }: Model, state: State): void {
  const { parameters, suppliers } = settings;
  const { suppliers: J, dt } = frame;
  const { markup, businessOf, revenueShare } = state;
  // The year up to the beginning of the step: what is signed in it counts from the next one on.
  let all = 0;
  for (let j = 0; j < J; j++) all += businessOf[j];
  for (let j = 0; j < J; j++) {
    const share = all > 0 ? businessOf[j] / all : revenueShare[j];
    const next =
      markup[j] +
      dt *
        (parameters["race.price_response"] * (share - revenueShare[j]) +
          parameters["race.price_return"] * (suppliers.markup[j] - markup[j]));
    markup[j] = next < 0 ? 0 : next > MOST_MARKUP ? MOST_MARKUP : next;
  }
}

/** Value signed with each supplier in the year up to the end of the step. */
function countBusiness({ suppliers: J, dt }: Model["frame"], state: State): void {
  const { newBusiness, signedValue, businessOf, step } = state;
  const year = Math.max(1, Math.round(1 / dt));
  const slot = (step % year) * J;
  for (let j = 0; j < J; j++) {
    newBusiness[slot + j] = signedValue[j];
    let value = 0;
    for (let s = 0; s < year; s++) value += newBusiness[s * J + j];
    businessOf[j] = value;
  }
}
