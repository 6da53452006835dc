// E25, RX_j: the safeguards that last year's buyers ask for, refreshed once a calendar year.

import { isBarred } from "./barred.ts";
import type { Model } from "./model.ts";
import { rowOffset } from "./series.ts";
import { NONE, type State } from "./state.ts";

/** RX_j: mean safeguards of last year's buyers that j may sell to, by persons under contract. */
export function measureDemandForRules(model: Model, state: State): void {
  const { frame, coverageCeiling, populationShare } = model;
  const { countries: n, suppliers: J, segments: D, dt } = frame;
  const { holder, tier, lastSigned, step } = state;
  const residents = model.residents.values;
  const row = rowOffset(model.residents, frame.yearOfStep[step], n);
  const year = Math.max(1, Math.round(1 / dt));
  const { demandForRules, demandWeight } = state;
  demandForRules.fill(0);
  demandWeight.fill(0);
  for (let i = 0; i < n; i++) {
    if (step - lastSigned[i] > year) continue;
    let persons = 0;
    for (let d = 0; d < D; d++) {
      if (holder[d * n + i] !== NONE) persons += coverageCeiling[d] * populationShare[d];
    }
    persons *= residents[row + i];
    if (persons === 0) continue;
    for (let j = 0; j < J; j++) {
      if (isBarred(model, state, i, j)) continue;
      demandForRules[j] += (persons * tier[i]) / 3;
      demandWeight[j] += persons;
    }
  }
  for (let j = 0; j < J; j++) {
    demandForRules[j] = demandWeight[j] > 0 ? demandForRules[j] / demandWeight[j] : 0;
  }
}
