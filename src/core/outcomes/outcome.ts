import type { Vector } from "../arrays.ts";
import type { Model } from "../model.ts";
import type { State } from "../state.ts";
import type { Totals } from "../totals.ts";
import type { OutcomeDefinition } from "../trajectory.ts";

/** What an outcome may look at: the state at the end of a step, and what has been summed up over it. */
export interface Sight {
  readonly model: Model;
  readonly state: State;
  readonly totals: Totals;
}

/** An outcome with the function that measures it. */
export interface Outcome extends OutcomeDefinition {
  /**
   * Writes the measure into `out` from `at` on: one number, or one for each supplier, segment or
   * group. It writes instead of returning because a returned number would have to be allocated.
   */
  readonly measure: (sight: Sight, out: Vector, at: number) => void;
}

/** An outcome and the column it starts at. */
export interface PlacedOutcome {
  readonly outcome: Outcome;
  readonly start: number;
}

/** Numbers in an array of any type. */
type Numbers = Float64Array | Int32Array;

/** Writes the elements of an array. */
export function copy(values: Numbers, out: Vector, at: number): void {
  for (let k = 0; k < values.length; k++) out[at + k] = values[k];
}

/** Writes the elements of an array, each divided by the same. */
export function divide(values: Numbers, divisor: number, out: Vector, at: number): void {
  for (let k = 0; k < values.length; k++) out[at + k] = values[k] / divisor;
}

/** Sum of all elements, in order. */
export function sum(values: Numbers): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += values[k];
  return total;
}

/** Quantities that are summed over groups, in the order of `Totals.groups`. */
export const Grouped = { Adoption: 0, Erosion: 1, Tier: 2, Norm: 3 } as const;

/** Writes the sums of a quantity over the groups of a split, given by its place in `groupSplits`. */
export function groupSums(
  { totals }: Sight,
  split: number,
  quantity: number,
  out: Vector,
  at: number,
): void {
  const { starts, sizes, sums } = totals.groups;
  const first = starts[split];
  const from = quantity * sizes.length;
  for (let k = first; k < starts[split + 1]; k++) out[at + k - first] = sums[from + k];
}

/** Writes the means of a quantity over the groups of a split, in units of `unit`. */
export function groupMeans(
  { totals }: Sight,
  split: number,
  quantity: number,
  unit: number,
  out: Vector,
  at: number,
): void {
  const { starts, sizes, sums } = totals.groups;
  const first = starts[split];
  const from = quantity * sizes.length;
  for (let k = first; k < starts[split + 1]; k++) {
    out[at + k - first] = sums[from + k] / sizes[k] / unit;
  }
}
