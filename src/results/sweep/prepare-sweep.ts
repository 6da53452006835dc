import type { Settings } from "../../core/model.ts";
import type { Reading } from "../../experiments/ensemble.ts";
import type { PlanJob } from "../../experiments/run-plan.ts";
import type { Points } from "../../experiments/sampling/draw-points.ts";
import { compileScenario, settingsOn } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { OutcomeRequest, Scenario } from "../../scenario/scenario.ts";
import { atPoint } from "../../scenario/uncertainty.ts";
import type { World } from "../../scenario/world/world.ts";
import { outcomePicks } from "../outcome-picks.ts";
import { seriesColumns } from "../series-columns.ts";

/** A number that experiments read off every run. */
export interface Outcome {
  /** As the scenario names it, with the part behind where it asks for several: `share_b`, `adoption.share.usa`. */
  readonly name: string;
  readonly unit: string;
  readonly definition: string;
  /** Label of the period at whose end it is read. */
  readonly period: string;
  readonly goal: "minimise" | "maximise" | null;
}

/** A scenario made ready to be run at points. */
export interface Prepared {
  readonly scenario: Scenario;
  readonly world: World;
  readonly compiled: Compiled;
  readonly outcomes: readonly Outcome[];
  readonly picks: readonly Reading[];
  /** The job of running it at points. */
  readonly jobAt: (points: Points, seed: string) => PlanJob;
}

/** What is read where a scenario asks for nothing. */
const standard: readonly Pick<OutcomeRequest, "metric" | "by">[] = [
  { metric: "adoption.share", by: "none" },
  { metric: "adoption.share", by: "supplier" },
  { metric: "coverage.share", by: "none" },
  { metric: "market.hhi", by: "none" },
  { metric: "rules.safeguards", by: "none" },
  { metric: "rights.erosion", by: "none" },
];

/**
 * Compiles a scenario once for all its points.
 *
 * @param sets parameter sets that runs go round, each as settings of the scenario itself; only its own
 * unless told. At a point, what varies replaces what the set says.
 * @throws RangeError for an outcome that does not exist.
 */
export function prepareSweep(
  scenario: Scenario,
  world: World,
  sets: readonly Scenario[] = [scenario],
): Prepared {
  const compiled = compileScenario(scenario, world);
  const columns = seriesColumns(compiled.frame, compiled.labels);
  const requests: readonly OutcomeRequest[] =
    scenario.outcomes.length > 0
      ? scenario.outcomes
      : standard.map(({ metric, by }) => ({ name: metric, metric, by, of: null, at: null }));
  const picks = outcomePicks(requests, columns, compiled.labels);
  const goals = new Map(requests.map(({ name, goal }) => [name, goal ?? null]));
  const several = (name: string): boolean =>
    picks.filter(({ outcome }) => outcome === name).length > 1 ||
    requests.some((one) => one.name === name && one.of === null && one.by !== "none");
  const outcomes = picks.map(({ outcome, of, unit, definition, period }) => ({
    name: of !== null && several(outcome) ? `${outcome.replace(/ by \w+/, "")}.${of}` : outcome,
    unit,
    definition,
    period,
    goal: goals.get(outcome) ?? null,
  }));
  return {
    scenario,
    world,
    compiled,
    outcomes,
    picks: picks.map(({ column, step }) => ({ column, step })),
    jobAt: (points, seed) => ({
      frame: compiled.frame,
      seed,
      sets: sets.length,
      picks: picks.map(({ column, step }) => ({ column, step })),
      settingsAt: (point, set): Settings => {
        const own = sets[set] ?? scenario;
        return settingsOn(compiled, atPoint(own, pointOf(points, point)), world);
      },
    }),
  };
}

/** The values at a point by the names of what varies. */
export function pointOf(points: Points, point: number): Readonly<Record<string, number>> {
  const { names, values } = points;
  return Object.fromEntries(
    names.map((name, k) => [name, values[point * names.length + k] as number]),
  );
}
