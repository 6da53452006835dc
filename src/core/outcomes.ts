// The outcomes of the model (MODEL 3.6): named measures on the state at the end of a step.

import type { Frame } from "./frame.ts";
import type { Model } from "./model.ts";
import { adoptionOutcomes } from "./outcomes/adoption.ts";
import { consequenceOutcomes } from "./outcomes/consequences.ts";
import { coverageAndCostOutcomes } from "./outcomes/coverage-and-cost.ts";
import { marketOutcomes } from "./outcomes/market.ts";
import { normOutcomes } from "./outcomes/norms.ts";
import type { Outcome } from "./outcomes/outcome.ts";
import { regulationOutcomes } from "./outcomes/regulation.ts";
import type { OutcomeDefinition, Split } from "./trajectory.ts";

/** All outcomes, in the order of their columns. */
const outcomes: readonly Outcome[] = [
  ...adoptionOutcomes,
  ...marketOutcomes,
  ...coverageAndCostOutcomes,
  ...consequenceOutcomes,
  ...regulationOutcomes,
  ...normOutcomes,
];

/** The outcomes without their functions, for whoever shows or checks names. */
export const outcomeDefinitions: readonly OutcomeDefinition[] = outcomes.map(
  ({ id, definition, unit, by }) => ({ id, definition, unit, by }),
);

/** One column of a trajectory. */
export interface OutcomeColumn {
  readonly outcome: Outcome;
  /** Supplier, segment or group; 0 for a total. */
  readonly index: number;
}

/** The outcomes of a frame's trajectories, each with its first column, and how many columns there are. */
export function placeOutcomes(frame: Frame): Pick<Model, "outcomes" | "columns"> {
  let columns = 0;
  const placed = outcomes.map((outcome) => {
    const start = columns;
    columns += columnsOf(frame, outcome.by);
    return { outcome, start };
  });
  return { outcomes: placed, columns };
}

/** The columns of a frame's trajectories, in order. */
export function columnLayout(frame: Frame): readonly OutcomeColumn[] {
  return outcomes.flatMap((outcome) =>
    Array.from({ length: columnsOf(frame, outcome.by) }, (_, index) => ({ outcome, index })),
  );
}

function columnsOf({ suppliers, segments, groups }: Frame, by: Split): number {
  switch (by) {
    case "none":
      return 1;
    case "supplier":
      return suppliers;
    case "segment":
      return segments;
    default:
      return groups[by].count;
  }
}
