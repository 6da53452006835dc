import type { Model } from "./model.ts";
import type { State } from "./state.ts";

/** Whether supplier j may not sell to country i: banned, refused, or kept back by a treaty (E16, E19). */
export function isBarred({ frame, treaties }: Model, state: State, i: number, j: number): boolean {
  const { countries: n, suppliers: J } = frame;
  const cell = i * J + j;
  if ((state.ban[cell] | state.policy.refused[cell]) === 1) return true;
  for (let k = 0; k < treaties.length; k++) {
    const lead = frame.leadHome[j];
    if (state.inForce[k] === 0 || lead < 0 || state.member[k * n + lead] === 0) continue;
    if (state.member[k * n + i] === 0 && state.tier[i] < treaties[k].licenceTier) return true;
  }
  return false;
}
