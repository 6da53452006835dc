// Process 4: contract clocks (E9 and the state machine of MODEL 3.4).
//
// One transition a step, tested in this order. Building: cancelled, else live when the lead time is
// over. Operating: a term that is over opens a procurement in this step, else cancelled (1/yr).

import { Purpose, slotWord, threshold } from "../draws.ts";
import { stepProbability } from "../math.ts";
import type { Model } from "../model.ts";
import { NONE, type State, Status } from "../state.ts";

/** Ends, opens and starts contracts whose time has come. */
export function runClocks(model: Model, state: State): void {
  const { countries: n, segments: D, countryKeys, dt } = model.frame;
  const { parameters, mechanisms } = model.settings;
  const rate = mechanisms.cancellation ? parameters["contract.cancellation"] : 0;
  const limit = threshold(stepProbability(rate, dt));
  const { step, status, holder, nextStatus, nextHolder, draws, due, changed } = state;
  const { goLive, expiry, term, failed, maker, kit, uptime } = state;
  let dueCount = 0;
  let changedCount = 0;
  let cancelled = 0;
  draws.aim(Purpose.Cancel, step);
  for (let d = 0; d < D; d++) {
    const slot = slotWord(d, 0);
    for (let i = 0; i < n; i++) {
      const id = d * n + i;
      const now = status[id];
      if (now === Status.Vacant) continue;
      if (now === Status.Operating && step >= expiry[id]) {
        due[dueCount++] = id;
      } else if (limit > 0 && draws.word(draws.stream(countryKeys[i]), slot) < limit) {
        nextStatus[id] = Status.Vacant;
        nextHolder[id] = NONE;
        changed[changedCount++] = id;
        cancelled++;
      } else if (now === Status.Building && step >= goLive[id]) {
        nextStatus[id] = Status.Operating;
        maker[id] = holder[id];
        kit[i] = 1;
        expiry[id] = step + term[id];
        uptime[id] = failed[id] === 1 ? parameters["contract.failed_uptime"] : 1;
        changed[changedCount++] = id;
      }
    }
  }
  state.dueCount = dueCount;
  state.changedCount = changedCount;
  state.cancelled = cancelled;
}
