// Process 12, first part: unrest (E20), SD.
//
// U keeps a share a_U a year of itself and otherwise follows its input and shocks; below a level of
// democracy working coverage suppresses it and backlash provokes it. Held in [-5, 5].

import { pow } from "../math.ts";
import type { Model } from "../model.ts";
import { rowOffset } from "../series.ts";
import type { State } from "../state.ts";

/** Bounds of unrest. */
const MOST_UNREST = 5;

/** Moves unrest on by a step and notes how far it may have raised a hazard of opening. */
export function stirUnrest(model: Model, state: State): void {
  const { frame, settings, securityWeight } = model;
  const { parameters, mechanisms } = settings;
  const { countries: n, segments: D, dt } = frame;
  const { unrest, policy, democracy, coverage, uptime, backlash, kit } = state;
  const input = frame.unrest.values;
  const row = rowOffset(frame.unrest, frame.yearOfStep[state.step], n);
  const kept = pow(parameters["unrest.persistence"], dt);
  const suppression = mechanisms.unrest ? parameters["unrest.suppression"] : 0;
  const provocation = mechanisms.unrest ? parameters["unrest.provocation"] : 0;
  const cut = parameters["unrest.regime_cut"];
  for (let i = 0; i < n; i++) {
    let level = input[row + i] + policy.unrest[i];
    if (democracy[i] < cut) {
      if (kit[i] === 1 && suppression > 0) {
        let secured = 0;
        for (let d = 0; d < D; d++) {
          const id = d * n + i;
          secured += securityWeight[d] * coverage[id] * uptime[id];
        }
        level -= suppression * secured;
      }
      level += provocation * backlash[i];
    }
    const next = kept * unrest[i] + (1 - kept) * level;
    unrest[i] = Math.max(-MOST_UNREST, Math.min(MOST_UNREST, next));
  }
}
