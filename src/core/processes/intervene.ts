// Process 1: interventions and the year's covariates (MODEL 3.7; E2, E4, E5).
//
// Rebuilds, on the steps where something changes, what policies and the calendar year decide:
// price factors pol_ij (share), grant elements g_ij, financed shares f_ij, added demand (log hazard)
// and the suppliers' ideal points. Magnitudes grow linearly over their ramp and end with their term.

import { log } from "../math.ts";
import type { Model } from "../model.ts";
import { rowOffset } from "../series.ts";
import type { State } from "../state.ts";

/** Applies what starts, grows or ends in this step, and the covariates of a new year. */
export function intervene(model: Model, state: State): void {
  const { frame } = model;
  const { step } = state;
  const year = frame.yearOfStep[step];
  const newYear = step === 0 || year !== frame.yearOfStep[step - 1];
  // After the last year with data nothing more can change by the calendar.
  const fresh =
    newYear && (step === 0 || year < Math.max(frame.income.rows, frame.idealPoint.rows));
  if (!fresh && model.policyChanges[step] === 0) return;
  offerLoans(model, state, year);
  applyInterventions(model, state);
  refreshNetFactors(model, state);
  if (fresh) refreshIdealPoints(model, state, year);
}

/** Standing loan offers: a grant element for countries below the lender's income ceiling. */
function offerLoans(model: Model, state: State, year: number): void {
  const { frame, settings } = model;
  const { countries: n, suppliers: J } = frame;
  const { grant_element, financed_share, loan_income_ceiling } = settings.suppliers;
  const incomes = frame.income.values;
  const row = rowOffset(frame.income, year, n);
  const on = settings.mechanisms.finance;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < J; j++) {
      const cell = i * J + j;
      const offered = on && incomes[row + i] < loan_income_ceiling[j];
      state.grant[cell] = offered ? grant_element[j] : 0;
      state.financed[cell] = offered ? financed_share[j] : 0;
    }
  }
}

/** Interventions in force, in their order: shares multiply, grants take the largest, demand adds. */
function applyInterventions(model: Model, state: State): void {
  const { frame, settings } = model;
  const J = frame.suppliers;
  const bFin = settings.parameters["opportunity.financing"];
  const { priceFactor, grant, financed, demand } = state;
  priceFactor.fill(1);
  demand.fill(0);
  for (const intervention of settings.interventions) {
    const { start, end, ramp, countries, supplier } = intervention;
    if (state.step < start || state.step >= end) continue;
    const growth = ramp > 0 ? Math.min(1, (state.step - start + 1) / ramp) : 1;
    switch (intervention.kind) {
      case "subsidise":
      case "cut_price":
        for (let c = 0; c < countries.length; c++) {
          priceFactor[countries[c] * J + supplier] *= 1 - intervention.share * growth;
        }
        break;
      case "finance": {
        if (!settings.mechanisms.finance) break;
        const element = intervention.grantElement * growth;
        // An offer without a grant element is no financing initiative (M7).
        const added = (element > 0 ? bFin * growth : 0) + intervention.extraDemand * growth;
        for (let c = 0; c < countries.length; c++) {
          const cell = countries[c] * J + supplier;
          if (element > 0) {
            grant[cell] = Math.max(grant[cell], element);
            financed[cell] = 1;
          }
          demand[countries[c]] += added;
        }
        break;
      }
    }
  }
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

/** theta_j: the GDP-weighted mean of the home countries' ideal points (E5). */
function refreshIdealPoints(model: Model, state: State, year: number): void {
  const { countries: n, suppliers: J, homeWeight, idealPoint } = model.frame;
  const { homes } = model;
  const row = rowOffset(idealPoint, year, n);
  state.idealPoint.fill(0);
  for (let h = 0; h < homes.length; h++) {
    const cell = homes[h];
    const i = (cell / J) | 0;
    state.idealPoint[cell - i * J] += homeWeight[cell] * idealPoint.values[row + i];
  }
}
