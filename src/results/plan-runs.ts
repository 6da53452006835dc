import type { Settings } from "../core/model.ts";
import { MODEL_VERSION } from "../core/version.ts";
import type { Design } from "../experiments/ensemble.ts";
import { makeDesign } from "../experiments/make-design.ts";
import { type Spread, spreadOver } from "../experiments/spread.ts";
import type { Compiled } from "../scenario/compiled.ts";
import type { ParameterEnsemble } from "../scenario/ensemble.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { World } from "../scenario/world/world.ts";
import { digestOf, runIdOf } from "./identity.ts";

/** A scenario spread over its parameter sets: everything about its runs but how many and which seed. */
export interface SpreadRuns {
  readonly scenario: Scenario;
  readonly world: World;
  readonly compiled: Compiled;
  readonly settings: readonly Settings[];
  /** Absent where there is one set, the scenario's own. */
  readonly spread?: Spread;
  /** Digest of the sets, each once. It takes tens of milliseconds for a hundred of them. */
  readonly digest: string;
}

/** The runs of a scenario: what is simulated, and what identifies it. */
export interface PlannedRuns {
  readonly design: Design;
  /** Digest of everything that decides what comes out. */
  readonly runId: string;
}

/**
 * Spreads a scenario over its parameter sets.
 *
 * @param ensemble the parameter sets that the scenario asks for; null: its own values alone
 * @throws RangeError when a set writes what the scenario does not have
 */
export function spreadRuns(
  scenario: Scenario,
  world: World,
  compiled: Compiled,
  ensemble: ParameterEnsemble | null,
): SpreadRuns {
  const sets =
    ensemble === null
      ? { settings: [compiled.settings] }
      : spreadOver(ensemble, scenario, world, compiled);
  const digest = digestOf([...new Set(sets.settings)]);
  return { scenario, world, compiled, ...sets, digest };
}

/**
 * Plans so many runs. The one place where command line and server agree on what a run id stands for.
 *
 * @throws RangeError where there is nothing to run
 */
export function planRuns(
  { scenario, world, compiled, settings, spread, digest }: SpreadRuns,
  size: { readonly count: number; readonly seed: string },
): PlannedRuns {
  const sets = spread === undefined ? { settings } : { settings, spread };
  const id = runIdOf({
    model: MODEL_VERSION,
    scenario,
    settings: digest,
    ...(spread === undefined ? {} : { worlds: spread.worlds }),
    world: world.digest,
    ...size,
  });
  return { design: makeDesign(compiled, { ...size, ...sets }), runId: id };
}
