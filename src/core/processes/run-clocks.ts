// Process 4: contract clocks (E9 and the state machine of docs/model.md 3.3).
//
// One transition a step, tested in this order. Removed by a ban that began: open, to choose from the
// next step on. Term over: chooses in this step, or goes on while there is a moratorium. Cancelled, at
// x_0 (1/yr) times what backlash, a leaked ban, a regime change and lost reputation add. Live.

import { Purpose, slotWord, threshold } from "../draws.ts";
import { largest } from "../largest.ts";
import { clampExponent, exp, expBound, stepProbability } from "../math.ts";
import type { Model } from "../model.ts";
import { equip, mergeEquipped } from "../rosters.ts";
import { NONE, type State, Status } from "../state.ts";

/** Ends, opens and starts contracts whose time has come. */
export function runClocks(model: Model, state: State): void {
  const { countries: n, segments: D, suppliers: J, countryKeys, dt } = model.frame;
  const { parameters, mechanisms } = model.settings;
  const rate = mechanisms.cancellation ? parameters["contract.cancellation"] : 0;
  const mostWords = threshold(stepProbability(rate, dt) * expBound(heaviestLoad(model, state)));
  const { step, status, holder, nextStatus, nextHolder, draws, due, changed } = state;
  const { goLive, expiry, term, failed, uptime, moratorium, engaged, engagedCount } = state;
  let dueCount = 0;
  let changedCount = 0;
  let cancelled = 0;
  const equipped = state.equippedCount;
  state.removed = 0;
  if (state.onsets > 0) {
    changedCount = removeBanned(model, state);
    state.onsets = 0;
    state.banOnset.fill(0);
  }
  draws.aim(Purpose.Cancel, step);
  for (let d = 0, e = 0; d < D; d++) {
    const first = d * n;
    const slot = slotWord(d, 0);
    for (; e < engagedCount && engaged[e] < first + n; e++) {
      const id = engaged[e];
      const i = id - first;
      const now = status[id];
      if (now === Status.Open) {
        if (moratorium[i] === 0) due[dueCount++] = id;
        continue;
      }
      if (nextStatus[id] === Status.Open) continue;
      if (now === Status.Operating && step >= expiry[id]) {
        // Under a moratorium the contract is held over: as it is, until choosing is allowed again.
        if (moratorium[i] === 0) due[dueCount++] = id;
        continue;
      }
      if (mostWords > 0) {
        const word = draws.word(draws.stream(countryKeys[i]), slot);
        // Most draws are beyond what the step's heaviest load could reach.
        if (word < mostWords) {
          const load = cancellationLoad(model, state, i, i * J + holder[id], holder[id]);
          if (word < threshold(stepProbability(rate * exp(clampExponent(load)), dt))) {
            nextStatus[id] = Status.Vacant;
            nextHolder[id] = NONE;
            changed[changedCount++] = id;
            cancelled++;
            continue;
          }
        }
      }
      if (now === Status.Building && step >= goLive[id]) {
        nextStatus[id] = Status.Operating;
        equip(state, i, id, holder[id]);
        expiry[id] = step + term[id];
        uptime[id] = failed[id] === 1 ? parameters["contract.failed_uptime"] : 1;
        changed[changedCount++] = id;
      }
    }
  }
  mergeEquipped(state, equipped);
  state.dueCount = dueCount;
  state.changedCount = changedCount;
  state.cancelled = cancelled;
}

/** Upper bound of what any contract's log hazard of cancellation has added in this step. */
function heaviestLoad({ frame, settings }: Model, state: State): number {
  const { parameters } = settings;
  let lost = 0;
  for (let j = 0; j < frame.suppliers; j++) lost = Math.max(lost, -state.reputation[j]);
  return (
    Math.abs(parameters["contract.cancellation_backlash"]) * largest(state.backlash) +
    Math.abs(parameters["contract.cancellation_ban"]) +
    Math.abs(parameters["contract.cancellation_shock"]) +
    Math.abs(parameters["contract.cancellation_reputation"]) * lost
  );
}

/** What is added to the log hazard of cancellation (E9). */
function cancellationLoad(model: Model, state: State, i: number, cell: number, j: number): number {
  const { parameters } = model.settings;
  let load = parameters["contract.cancellation_backlash"] * state.backlash[i];
  if (state.ban[cell] === 1) load += parameters["contract.cancellation_ban"];
  if (state.step < state.shakenUntil[i]) load += parameters["contract.cancellation_shock"];
  const standing = state.reputation[j];
  return standing < 0 ? load - parameters["contract.cancellation_reputation"] * standing : load;
}

/** Removes contracts with suppliers whose ban begins, each with the ban's compliance; returns how many. */
function removeBanned(model: Model, state: State): number {
  const { countries: n, segments: D, suppliers: J, countryKeys } = model.frame;
  const own = model.settings.parameters["ban.compliance"];
  const { holder, banOnset, policy, nextHolder, nextStatus, changed, draws } = state;
  const { engaged, engagedCount } = state;
  let count = 0;
  draws.aim(Purpose.Removal, state.step);
  for (let d = 0, e = 0; d < D; d++) {
    const first = d * n;
    for (; e < engagedCount && engaged[e] < first + n; e++) {
      const id = engaged[e];
      const i = id - first;
      if (holder[id] === NONE) continue;
      const cell = i * J + holder[id];
      if (banOnset[cell] === 0) continue;
      const compliance = policy.banned[cell] === 1 ? policy.banCompliance[cell] : own;
      if (draws.uniform(countryKeys[i], slotWord(d, 0)) >= compliance) continue;
      nextHolder[id] = NONE;
      nextStatus[id] = Status.Open;
      changed[count++] = id;
      state.removed++;
    }
  }
  return count;
}
