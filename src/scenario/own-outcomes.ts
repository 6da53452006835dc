import type { OutcomeDefinition } from "../core/trajectory.ts";

/** Outcomes of plugins without their functions. */
export function ownOutcomes(
  outcomes: readonly (Omit<OutcomeDefinition, "by"> & { readonly by?: OutcomeDefinition["by"] })[],
): readonly OutcomeDefinition[] {
  return outcomes.map(({ id, definition, unit, by = "none" }) => ({ id, definition, unit, by }));
}
