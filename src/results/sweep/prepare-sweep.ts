import type { Settings } from "../../core/model.ts";
import type { Reading } from "../../experiments/ensemble.ts";
import type { PlanJob } from "../../experiments/run-plan.ts";
import type { Points } from "../../experiments/sampling/draw-points.ts";
import { SEEDS_PER_SET, settingsOfSet } from "../../experiments/spread.ts";
import { compileScenario, settingsOn } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { ParameterEnsemble } from "../../scenario/ensemble.ts";
import { imputationOf } from "../../scenario/imputation.ts";
import type { Plugin } from "../../scenario/plugin.ts";
import type { OutcomeRequest, Scenario } from "../../scenario/scenario.ts";
import { atPoint, type Label, type Uncertainty, writtenValue } from "../../scenario/uncertainty.ts";
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
  /** The parameter sets that runs go round; null without. */
  readonly ensemble: ParameterEnsemble | null;
  /** Numbers of the parameter sets that runs go round; [0] without an ensemble. */
  readonly sets: readonly number[];
  /** Parameter set of a seed number: each set has two seeds in a row, as in a plain ensemble. */
  readonly setOf: (seed: number) => number;
  /** Seed numbers after which sets come again, where there are several; else undefined. */
  readonly cycle: number | undefined;
  /** The job of running it at points. */
  readonly jobAt: (points: Points, seed: string) => PlanJob;
}

/** Options of `prepareSweep`. */
export interface PrepareOptions {
  readonly ensemble?: ParameterEnsemble | null;
  readonly plugins?: readonly Plugin[];
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
 * @param options parameter sets that runs go round, and plugins that the scenario was read with. At a
 * point, what varies replaces what a set says.
 * @throws RangeError for an outcome that does not exist.
 */
export function prepareSweep(
  scenario: Scenario,
  world: World,
  { ensemble = null, plugins = [] }: PrepareOptions = {},
): Prepared {
  const compiled = compileScenario(scenario, world, plugins);
  const { only } = scenario.parameterSets;
  const sets = ensemble === null ? [0] : only === null ? [...ensemble.sets.keys()] : [only];
  const varied = scenario.uncertainty.flatMap(({ target }) =>
    target.kind === "parameter"
      ? [target.id as string]
      : target.kind === "supplier"
        ? [`suppliers.${target.supplier}.${target.attribute}`]
        : [],
  );
  const pinned = [...new Set([...scenario.parameterSets.pinned, ...varied])];
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
    ensemble,
    sets,
    setOf: (number) => sets[Math.floor(number / SEEDS_PER_SET) % sets.length] as number,
    cycle: sets.length > 1 ? SEEDS_PER_SET * sets.length : undefined,
    jobAt: (points, seed) => ({
      frame: compiled.frame,
      seed,
      plugins,
      ...(ensemble === null
        ? {}
        : {
            spread: {
              ensemble: ensemble.id,
              sets: sets.length,
              imputation: imputationOf(world, scenario),
            },
          }),
      picks: picks.map(({ column, step }) => ({ column, step })),
      settingsAt: (point, set): Settings => {
        const own = atPoint(scenario, pointOf(points, point));
        const settings = settingsOn(compiled, own, world);
        if (ensemble === null) return settings;
        const one = { ...own, parameterSets: { ...own.parameterSets, pinned } };
        return settingsOfSet(set, ensemble, one, { settings, labels: compiled.labels });
      },
    }),
  };
}

/** The values at a point as a document writes them: categories by their names. */
export function writtenPoint(
  points: Points,
  point: number,
  quantities: readonly Uncertainty[],
): Readonly<Record<string, number | Label>> {
  return Object.fromEntries(
    Object.entries(pointOf(points, point)).map(([name, value]) => {
      const distribution = quantities.find((one) => one.name === name)?.distribution;
      return [name, distribution === undefined ? value : writtenValue(distribution, value)];
    }),
  );
}

/** The values at a point by the names of what varies; categories by number. */
export function pointOf(points: Points, point: number): Readonly<Record<string, number>> {
  const { names, values } = points;
  return Object.fromEntries(
    names.map((name, k) => [name, values[point * names.length + k] as number]),
  );
}
