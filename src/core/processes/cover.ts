// Process 7: coverage (E10), share of a segment's population; exact logistic step.
//
// Operating kit spreads from K0 towards Kmax at rate gK; kit without operation runs down at dK.
// Experience (E1) grows by the persons covered under operation, person-years.

import { exp } from "../math.ts";
import type { Model } from "../model.ts";
import { rowOffset } from "../series.ts";
import { type State, Status } from "../state.ts";

/** Moves coverage on by a step and counts the experience earned in it. */
export function cover(model: Model, state: State): void {
  const { frame, populationShare, coverageCeiling } = model;
  const { parameters } = model.settings;
  const { countries: n, segments: D, suppliers: J, dt } = frame;
  const { status, nextStatus, coverage, maker, experience, kit, served } = state;
  const residents = model.residents.values;
  const row = rowOffset(model.residents, frame.yearOfStep[state.step], n);
  const start = parameters["coverage.start"];
  const growth = exp(-parameters["coverage.growth"] * dt);
  const decay = exp(-parameters["coverage.decay"] * dt);
  // Four sums per supplier, taken in turn and added up in a fixed order: one sum would make each
  // addition wait for the one before (a third of this loop's time).
  served.fill(0);
  for (let d = 0; d < D; d++) {
    const most = coverageCeiling[d] > start ? coverageCeiling[d] : start;
    const share = populationShare[d] * dt;
    for (let i = 0; i < n; i++) {
      if (kit[i] === 0) continue;
      const id = d * n + i;
      const k = coverage[id];
      if (status[id] === Status.Operating) {
        served[((i & 3) << 5) + maker[id]] += k * residents[row + i] * share;
        coverage[id] = (most * k) / (k + (most - k) * growth);
      } else {
        // Kit that was replaced or left: it runs down until the next contract goes live.
        const left = k * decay;
        const live = nextStatus[id] === Status.Operating && status[id] === Status.Building;
        coverage[id] = live && left < start ? start : left;
      }
    }
  }
  for (let j = 0; j < J; j++) {
    experience[j] += served[j] + served[32 + j] + (served[64 + j] + served[96 + j]);
  }
}
