import type { Intervention } from "./intervention.ts";
import type { Model } from "./model.ts";
import { applyOwn } from "./own.ts";
import type { State } from "./state.ts";

/**
 * Puts one intervention in force for the step under way, at `growth` (0 to 1) of its magnitude:
 * factors multiply, additions add, floors and offers take the largest, flags are or-ed. `first` is
 * true on the step on which it begins, for what happens once.
 */
export function applyIntervention(
  model: Model,
  state: State,
  intervention: Intervention,
  growth: number,
  first: boolean,
): void {
  const { policy } = state;
  const J = model.frame.suppliers;
  const { countries } = intervention;
  switch (intervention.kind) {
    case "subsidise":
    case "cut_price":
      for (const i of countries) {
        const cell = i * J + intervention.supplier;
        state.priceFactor[cell] *= 1 - intervention.share * growth;
        if (intervention.kind === "subsidise") {
          state.sponsorFactor[cell] *= 1 - intervention.share * growth;
        }
      }
      return;
    case "finance":
      offerLoan(model, state, intervention, growth);
      return;
    case "offer_alternative":
      for (const i of countries) {
        if (state.tier[i] < intervention.tier) continue;
        for (const j of intervention.suppliers) {
          const cell = i * J + j;
          state.priceFactor[cell] *= 1 - intervention.share * growth;
          state.sponsorFactor[cell] *= 1 - intervention.share * growth;
          raiseGrant(model, state, cell, intervention.grantElement * growth);
          policy.complianceGain[cell] += intervention.complianceGain * growth;
        }
      }
      return;
    case "condition_aid":
      for (const i of countries) {
        if (state.tier[i] < intervention.tier) continue;
        policy.inducement[i] = Math.min(1, policy.inducement[i] + intervention.inducement * growth);
        policy.aid[i] += intervention.inducement * growth;
      }
      return;
    case "control_exports": {
      const j = intervention.supplier;
      const factor = 1 + intervention.cost * growth;
      if (intervention.components) policy.hardwareFactor[j] *= factor;
      else policy.costFactor[j] *= factor;
      policy.researchFactor[j] *= 1 - intervention.researchCut * growth;
      if (intervention.refuse) for (const i of countries) policy.refused[i * J + j] = 1;
      if (first && model.settings.mechanisms.reputation)
        state.reputation[j] = Math.max(-20, state.reputation[j] - intervention.reputationHit);
      return;
    }
    case "ban":
      for (const i of countries) {
        const cell = i * J + intervention.supplier;
        policy.banned[cell] = 1;
        if (first) policy.banBegins[cell] = 1;
        policy.banCompliance[cell] = Math.max(policy.banCompliance[cell], intervention.compliance);
      }
      return;
    case "press":
      for (const i of countries) {
        const cell = i * J + intervention.supplier;
        policy.pressure[cell] = Math.min(1, policy.pressure[cell] + intervention.strength * growth);
      }
      return;
    case "moratorium":
      for (const i of countries) policy.moratorium[i] = 1;
      return;
    case "mandate_rules":
      for (const i of countries) {
        policy.floor[i] = Math.max(policy.floor[i], intervention.tier);
        policy.leverage[i] *= 1 + (intervention.tradeLeverage - 1) * growth;
      }
      return;
    case "require_transparency":
      for (const i of countries) {
        policy.visibility[i] += intervention.visibility * growth;
        for (const j of intervention.audited) {
          policy.complianceGain[i * J + j] += intervention.complianceGain * growth;
          policy.qualityBonus[i * J + j] += intervention.qualityBonus * growth;
        }
      }
      return;
    case "incident":
      if (!first) return;
      for (const i of countries)
        state.shockSeverity[i * J + intervention.supplier] += intervention.severity;
      state.hasShockSeverity = true;
      return;
    case "realign": {
      const moves =
        intervention.idealPoint !== 0 ||
        !Number.isNaN(intervention.democracy) ||
        intervention.ally >= 0;
      for (const i of countries) {
        if (first) {
          state.thetaDrift[i] += intervention.idealPoint;
          // What moves nothing shakes nothing (M7).
          if (moves) state.shakenUntil[i] = state.step + Math.round(1 / model.frame.dt);
        }
        if (!Number.isNaN(intervention.democracy)) policy.democracy[i] = intervention.democracy;
        if (intervention.ally >= 0) policy.ally[i] = intervention.ally;
      }
      return;
    }
    case "sanction":
      for (const i of countries) {
        const cell = i * J + intervention.supplier;
        policy.sanction[cell] = Math.min(1, policy.sanction[cell] + intervention.strength * growth);
      }
      return;
    case "fund_research":
      policy.publicResearch[intervention.supplier] *= 1 + intervention.increase * growth;
      return;
    case "supply_shock":
      policy.supply[0] *= 1 + intervention.increase * growth;
      return;
    case "unrest":
      for (const i of countries) policy.unrest[i] += intervention.sd * growth;
      return;
    case "crime":
      for (const i of countries) policy.crime[i] += intervention.sd * growth;
      return;
    case "own":
      applyOwn(model, state, intervention, growth, first);
      return;
    case "open_treaty": {
      // Members and obligations are the business of process `join-treaties`.
      const k = model.treaties.indexOf(intervention);
      state.treatyOpen[k] = 1;
      if (state.treatyOpened[k] < 0) state.treatyOpened[k] = state.step;
      return;
    }
  }
}

function offerLoan(
  model: Model,
  state: State,
  intervention: Extract<Intervention, { kind: "finance" }>,
  growth: number,
): void {
  if (!model.settings.mechanisms.finance) return;
  const J = model.frame.suppliers;
  const element = intervention.grantElement * growth;
  const { financing } = state.policy;
  const demand = model.settings.parameters["opportunity.financing"];
  for (const i of intervention.countries) {
    raiseGrant(model, state, i * J + intervention.supplier, element);
    state.demand[i] += intervention.extraDemand * growth;
    // Fin_i is a flag: a second initiative adds nothing. An offer without a grant element is none (M7).
    if (element > 0 && growth > financing[i]) {
      state.demand[i] += demand * (growth - financing[i]);
      financing[i] = growth;
    }
  }
}

/** g_ij = max(g_ij, g), with all of the price financed. */
function raiseGrant({ settings }: Model, state: State, cell: number, element: number): void {
  if (!(element > 0) || !settings.mechanisms.finance) return;
  state.grant[cell] = Math.max(state.grant[cell], element);
  state.financed[cell] = 1;
}
