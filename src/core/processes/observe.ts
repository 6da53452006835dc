// Observation (E24): what an adoption index would have documented.
//
// A country that has adopted is seen with probability logit^-1(d0 + dN z(ln N) + dM media + dY years
// after 2019); one draw per country and vintage; whoever is seen shows all suppliers and segments.

import { logistic } from "../distributions.ts";
import { Purpose, slotWord } from "../draws.ts";
import { log } from "../math.ts";
import type { Model } from "../model.ts";
import { rowOffset } from "../series.ts";
import type { State } from "../state.ts";

/** Year to which the detection constant d0 refers. */
const DETECTION_YEAR = 2019;

/** Writes what is seen of the state after step `state.step` at a vintage; arrays are [vintage × country]. */
export function observe(
  model: Model,
  state: State,
  vintage: number,
  seenSuppliers: Uint32Array,
  seenSegments: Uint8Array,
): void {
  const { frame, settings } = model;
  const { parameters, mechanisms } = settings;
  const n = frame.countries;
  const index = frame.vintages[vintage];
  const years = frame.start + index * frame.dt - DETECTION_YEAR;
  const row = rowOffset(frame.zSize, frame.yearOfStep[state.step], n);
  state.draws.aim(Purpose.Observe, index);
  for (let i = 0; i < n; i++) {
    const at = vintage * n + i;
    if (state.held[i] === 0) continue;
    const detection = logistic(
      parameters["observation.detection"] +
        parameters["observation.size"] * frame.zSize.values[row + i] +
        parameters["observation.media_freedom"] * frame.zMediaFreedom[i] +
        parameters["observation.year"] * years +
        transparency(parameters["incident.visibility"], state.policy.visibility[i]),
    );
    const seen =
      !mechanisms.detection ||
      state.draws.uniform(frame.countryKeys[i], slotWord(0, 0)) < detection;
    if (!seen) continue;
    seenSuppliers[at] = state.holderBits[i];
    seenSegments[at] = state.held[i];
  }
}

/** Most that visibility can reach, so that its logit exists. */
const MOST_VISIBLE = 0.999;

/** What a rule of transparency adds to the logit of detection: the logit shift of visibility itself. */
function transparency(visibility: number, added: number): number {
  if (added === 0) return 0;
  const logit = (p: number): number => log(p / (1 - p));
  const before = Math.min(MOST_VISIBLE, Math.max(1 - MOST_VISIBLE, visibility));
  return logit(Math.min(MOST_VISIBLE, before + added)) - logit(before);
}
