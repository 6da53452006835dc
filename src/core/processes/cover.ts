// Process 7: coverage (E10), share of a segment's population; exact logistic step.
//
// Operating kit spreads from K0 towards Kmax at rate gK (1/yr), which enforced rules lower; kit without
// operation runs down at dK. Experience (E1) grows by the persons covered under operation, person-years.

import { exp } from "../math.ts";
import type { Model } from "../model.ts";
import { rowOffset } from "../series.ts";
import { type State, Status } from "../state.ts";

/** Moves coverage on by a step and counts the experience earned in it. */
export function cover(model: Model, state: State): void {
  const { frame, populationShare, coverageCeiling } = model;
  const { parameters } = model.settings;
  const { countries: n, segments: D, suppliers: J, dt } = frame;
  const { status, nextStatus, coverage, maker, experience, served, sold, listPrice } = state;
  const { tier, enforcement, equipped, equippedCount } = state;
  const residents = model.residents.values;
  const row = rowOffset(model.residents, frame.yearOfStep[state.step], n);
  const start = parameters["coverage.start"];
  const growth = exp(-parameters["coverage.growth"] * dt);
  const decay = exp(-parameters["coverage.decay"] * dt);
  const cap = parameters["coverage.rules"] / 3;
  sellAtHome(model, state, row);
  // Four sums per supplier, taken in turn and added up in a fixed order: one sum would make each
  // addition wait for the one before (a third of this loop's time).
  served.fill(0);
  sold.fill(0);
  for (let d = 0, e = 0; d < D; d++) {
    const first = d * n;
    const ceiling = coverageCeiling[d];
    const share = populationShare[d];
    for (; e < equippedCount && equipped[e] < first + n; e++) {
      const id = equipped[e];
      const i = id - first;
      const k = coverage[id];
      if (status[id] === Status.Operating) {
        const bank = ((i & 3) << 5) + maker[id];
        const persons = k * residents[row + i] * share;
        served[bank] += persons;
        sold[bank] += listPrice[id] * persons;
        const most = Math.max(start, ceiling * (1 - cap * tier[i] * enforcement[i]));
        coverage[id] = (most * k) / (k + (most - k) * growth);
      } else {
        // Kit that was replaced or left: it runs down until the next contract goes live.
        const left = k * decay;
        const live = nextStatus[id] === Status.Operating && status[id] === Status.Building;
        coverage[id] = live ? Math.max(start, left) : left;
      }
    }
  }
  for (let j = 0; j < J; j++) {
    experience[j] += dt * (served[j] + served[32 + j] + (served[64 + j] + served[96 + j]));
  }
}

/** Persons served at home times list price at signature, by supplier (E3). */
function sellAtHome(model: Model, state: State, row: number): void {
  const { frame, populationShare, homeCells } = model;
  const { countries: n, suppliers: J, segments: D } = frame;
  const { homeSold, status, maker, listPrice, coverage } = state;
  const residents = model.residents.values;
  homeSold.fill(0);
  for (let h = 0; h < homeCells.length; h++) {
    const cell = homeCells[h];
    const i = (cell / J) | 0;
    const j = cell - i * J;
    for (let d = 0; d < D; d++) {
      const id = d * n + i;
      if (status[id] !== Status.Operating || maker[id] !== j) continue;
      homeSold[j] += listPrice[id] * coverage[id] * residents[row + i] * populationShare[d];
    }
  }
}
