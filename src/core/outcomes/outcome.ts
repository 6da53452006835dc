import type { Model } from "../model.ts";
import type { State } from "../state.ts";
import type { Totals } from "../totals.ts";
import type { GroupSplit, OutcomeDefinition } from "../trajectory.ts";

/** What an outcome may look at: the state at the end of a step. */
export interface Sight {
  readonly model: Model;
  readonly state: State;
  readonly totals: Totals;
}

/** An outcome with the function that reads it; `k` is the supplier, segment or group, 0 for a total. */
export interface Outcome extends OutcomeDefinition {
  readonly read: (sight: Sight, k: number) => number;
}

/** Sum of all elements, in order. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += values[k];
  return total;
}

/** The splits by groups of countries. */
export const groupSplits: readonly GroupSplit[] = ["region", "regime", "income"];

/** Quantities that are summed over groups, in the order of `Totals.groups`. */
export const Grouped = { Adoption: 0, Erosion: 1, Tier: 2, Norm: 3 } as const;

/** Sum of a quantity over group k of a split. */
export function groupSum(
  { totals }: Sight,
  split: GroupSplit,
  quantity: number,
  k: number,
): number {
  return totals.groups[split][quantity * totals.groupSizes[split].length + k];
}

/** Mean of a quantity over group k of a split. */
export function groupMean(sight: Sight, split: GroupSplit, quantity: number, k: number): number {
  return groupSum(sight, split, quantity, k) / sight.totals.groupSizes[split][k];
}
