import type { Compiled } from "../../scenario/compiled.ts";
import { partName } from "../../scenario/outcome-name.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { seriesColumns } from "../series-columns.ts";
import type { Goal } from "./regret.ts";

/** A scenario as far as its outcomes and goals go. */
interface Goaled {
  readonly scenario: Scenario;
  readonly compiled: Compiled;
}

/** Full names of the outcomes that all scenarios have, in the order of the first. */
export function sharedOutcomes(sides: readonly Goaled[]): readonly string[] {
  const names = sides.map(
    ({ compiled }) =>
      new Set(seriesColumns(compiled.frame, compiled.labels).map(({ name }) => name)),
  );
  return [...(names[0] ?? [])].filter((name) => names.every((of) => of.has(name)));
}

/** The goals that scenarios give outcomes that all have; a later scenario's stands. */
export function ownGoals(sides: readonly Goaled[]): Record<string, Goal> {
  const known = new Set(sharedOutcomes(sides));
  const goals: Record<string, Goal> = {};
  for (const { scenario } of sides) {
    for (const { metric, by, of, goal } of scenario.outcomes) {
      const name = of === null ? metric : `${metric}.${partName(by, of)}`;
      if (goal !== undefined && known.has(name)) goals[name] = goal;
    }
  }
  return goals;
}
