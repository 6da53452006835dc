// E23, measured: who signs is paired on the spot, and looked at again at each year's end.

import { NO_MATCH } from "./matched-pairs.ts";
import type { Model } from "./model.ts";
import { rowOffset } from "./series.ts";
import type { State } from "./state.ts";

/** Notes the contracts that the step has begun and ended, and pairs who is new with a supplier. */
export function followSignatures(model: Model, state: State): void {
  const { countries: n, suppliers: J } = model.frame;
  const { changed, changedCount, heldBy, pairs, norm } = state;
  const { signed, current, match } = pairs;
  // Everyone first: who signs in the same step is nobody's match.
  for (let k = 0; k < changedCount; k++) {
    const from = (changed[k] % n) * J;
    for (let cell = from; cell < from + J; cell++) if (heldBy[cell] > 0) signed[cell] = 1;
  }
  for (let k = 0; k < changedCount; k++) {
    const i = changed[k] % n;
    for (let j = 0; j < J; j++) {
      const cell = i * J + j;
      const holds = heldBy[cell] > 0 ? 1 : 0;
      if (holds === current[cell]) continue;
      current[cell] = holds;
      if (holds === 0) continue;
      const m = nearest(model, state, i, j);
      match[cell] = m;
      if (m === NO_MATCH) continue;
      pairs.norm[cell] = norm[i];
      pairs.matchNorm[cell] = norm[m];
    }
  }
}

/**
 * The country nearest to i in z(ln y), D and n that never had supplier j, or NO_MATCH; of equally near ones
 * the first. Walks outwards by income and stops where income alone is farther than the best.
 */
function nearest({ frame, incomeOrder }: Model, state: State, i: number, j: number): number {
  const { countries: n, suppliers: J, zIncome, yearOfStep } = frame;
  const { signed } = state.pairs;
  const { order, rank } = incomeOrder;
  const { democracy, norm } = state;
  const row = rowOffset(zIncome, yearOfStep[state.step], n);
  const z = zIncome.values;
  let below = rank[row + i] - 1;
  let above = rank[row + i] + 1;
  let best = Number.POSITIVE_INFINITY;
  let found = NO_MATCH;
  while (below >= 0 || above < n) {
    const down = below >= 0 ? z[row + i] - z[row + order[row + below]] : Number.POSITIVE_INFINITY;
    const up = above < n ? z[row + order[row + above]] - z[row + i] : Number.POSITIVE_INFINITY;
    const gap = Math.min(down, up);
    if (gap * gap > best) return found;
    const m = order[row + (down <= up ? below-- : above++)];
    if (signed[m * J + j] === 1) continue;
    const byDemocracy = democracy[m] - democracy[i];
    const byNorm = norm[m] - norm[i];
    const distance = gap * gap + byDemocracy * byDemocracy + byNorm * byNorm;
    if (distance > best || (distance === best && m > found)) continue;
    best = distance;
    found = m;
  }
  return found;
}

/**
 * Mean change of 1 - |n_i - n_j| since signing, less that of the match, over countries that still have
 * the supplier and whose match never had it; 0 where there are none.
 */
export function measureAffinityChange({ frame, settings }: Model, { pairs, norm }: State): void {
  const { countries: n, suppliers: J } = frame;
  const { signed, current, match, matchNorm, change } = pairs;
  let all = 0;
  let everyone = 0;
  for (let j = 0; j < J; j++) {
    const position = settings.suppliers.norm[j];
    let sum = 0;
    let count = 0;
    for (let i = 0; i < n; i++) {
      const cell = i * J + j;
      if (current[cell] === 0 || match[cell] === NO_MATCH) continue;
      const m = match[cell];
      if (signed[m * J + j] === 1) continue;
      sum +=
        Math.abs(pairs.norm[cell] - position) -
        Math.abs(norm[i] - position) -
        (Math.abs(matchNorm[cell] - position) - Math.abs(norm[m] - position));
      count++;
    }
    change[j] = count > 0 ? sum / count : 0;
    all += sum;
    everyone += count;
  }
  pairs.changeOfAll = everyone > 0 ? all / everyone : 0;
}
