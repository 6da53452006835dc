// Process 9, first part: data-protection laws (E13), hazard in 1/yr.

import { Purpose, slotWord } from "../draws.ts";
import { stepProbability } from "../math.ts";
import type { Model } from "../model.ts";
import type { State } from "../state.ts";

/** Countries without a law may pass one: by themselves, or because many others have. */
export function makeLaws({ frame, settings }: Model, state: State): void {
  const { parameters, mechanisms } = settings;
  if (!mechanisms.laws) return;
  const { countries: n, countryKeys, dt } = frame;
  const { law, lawFactor, draws } = state;
  const hazard = parameters["law.innovation"] + parameters["law.imitation"] * (state.laws / n);
  const slot = slotWord(0, 0);
  let passed = 0;
  draws.aim(Purpose.Law, state.step);
  for (let i = 0; i < n; i++) {
    if (law[i] === 1) continue;
    const u = draws.uniform(countryKeys[i], slot);
    const rate = hazard * lawFactor[i];
    // The probability is at most rate dt.
    if (u >= rate * dt || u >= stepProbability(rate, dt)) continue;
    law[i] = 1;
    passed++;
  }
  // No process of this step has looked at single laws, and the share was taken above.
  state.laws += passed;
}
