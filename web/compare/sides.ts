import { type Choice, changeCount, untouched } from "../explore/choice.ts";
import type { ShippedScenario } from "../explore/scenarios.ts";
import { words } from "../strings/words.ts";

/** Scenarios that can be compared at once: as many as a link holds. */
export const MOST_SIDES = 8;

/** What the present choice is held against: what was chosen, or the baseline where it is not that itself. */
export function othersOf(others: readonly Choice[], choice: Choice): readonly Choice[] {
  const { runs, seed } = choice;
  // Pairs need the same number of runs and the same luck.
  if (others.length > 0) return others.map((one) => ({ ...one, runs, seed }));
  const plain = choice.base === "baseline" && changeCount(choice) === 0;
  return plain ? [] : [untouched("baseline", runs, seed)];
}

/** The compared scenarios in their order: what all are held against, the present one, and the rest. */
export function sidesOf(others: readonly Choice[], choice: Choice): readonly Choice[] {
  const [against, ...more] = othersOf(others, choice);
  return against === undefined ? [choice] : [against, choice, ...more];
}

/** What a choice is called: its scenario, and how much of it is changed. */
export function nameOf(choice: Choice, shipped: readonly ShippedScenario[]): string {
  const title = shipped.find(({ id }) => id === choice.base)?.title ?? choice.base;
  const count = changeCount(choice);
  return count === 0 ? title : words.compare.changed(title, count);
}

/** A, B, C … */
export function letterOf(place: number): string {
  return String.fromCharCode(65 + place);
}
