// The outcomes of the model (docs/model.md 3.5): named measures on the state at the end of a step.

import type { OwnOutcomeDefinition } from "./definitions.ts";
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
  readonly outcome: OutcomeDefinition;
  /** Supplier, segment or group; 0 for a total. */
  readonly index: number;
}

/**
 * The outcomes of a frame's trajectories, each with its first column, and how many columns there are.
 *
 * @param own outcomes of plugins
 * @throws RangeError if the frame was made for other plugins
 */
export function placeOutcomes(
  frame: Frame,
  own: readonly OwnOutcomeDefinition[],
): Pick<Model, "outcomes" | "columns"> {
  const names = (list: readonly { readonly id: string }[]): string =>
    list.map(({ id }) => id).join(", ");
  const expected = frame.ownOutcomes ?? [];
  if (names(expected) !== names(own)) {
    throw new RangeError(
      `plugins define the outcomes [${names(own)}], but the frame was made for [${names(expected)}]`,
    );
  }
  let columns = 0;
  const all =
    own.length === 0 ? outcomes : [...outcomes, ...own.map((one) => measured(frame, one))];
  const placed = all.map((outcome) => {
    const start = columns;
    columns += columnsOf(frame, outcome.by);
    return { outcome, start };
  });
  return { outcomes: placed, columns };
}

/** A plugin's outcome in the form of the others. */
function measured(frame: Frame, { read, by = "none", ...rest }: OwnOutcomeDefinition): Outcome {
  const count = columnsOf(frame, by);
  return {
    ...rest,
    by,
    measure(sight, out, at) {
      for (let k = 0; k < count; k++) out[at + k] = read(sight, k);
    },
  };
}

/** The columns of a frame's trajectories, in order. */
export function columnLayout(frame: Frame): readonly OutcomeColumn[] {
  const all: readonly OutcomeDefinition[] = [...outcomes, ...(frame.ownOutcomes ?? [])];
  return all.flatMap((outcome) =>
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
