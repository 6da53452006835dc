// Lists of deployments, ascending, so that passes touch only those that are concerned: with kit in
// place, engaged (building, operating or open), vacant. Without them each pass would look at all
// deployments, and its processor would guess wrongly at every third.

import type { State } from "./state.ts";

/**
 * Puts supplier j's kit in place at deployment (i,d), which stands at `id`. Kit is never taken down. New
 * deployments are added at the end, ascending; `mergeEquipped` puts them in their places.
 */
export function equip(state: State, i: number, id: number, j: number): void {
  const { equipped, maker, kit } = state;
  const before = maker[id];
  maker[id] = j;
  kit[i] = 1;
  if (before < 0) equipped[state.equippedCount++] = id;
}

/**
 * Merges what `equip` has added since there were `known` deployments into the list, in one pass from the end:
 * moving the rest for each would cost the square of the countries.
 */
export function mergeEquipped({ equipped, equippedCount }: State, known: number): void {
  if (equippedCount === known) return;
  const added = equipped.slice(known, equippedCount);
  let old = known - 1;
  let at = equippedCount - 1;
  for (let k = added.length - 1; k >= 0; k--) {
    while (old >= 0 && equipped[old] > added[k]) equipped[at--] = equipped[old--];
    equipped[at--] = added[k];
  }
}

/** Lists the engaged and the vacant deployments anew. */
export function listEngaged(state: State): void {
  const { status, engaged, vacant } = state;
  let busy = 0;
  for (let id = 0; id < status.length; id++) {
    // Both are written and one is kept: a branch would be guessed wrongly too often. The status of a
    // vacant deployment is 0, so that this adds 0 for it and 1 for all others.
    engaged[busy] = id;
    vacant[id - busy] = id;
    busy += (status[id] + 3) >> 2;
  }
  state.engagedCount = busy;
  state.vacantCount = status.length - busy;
}
