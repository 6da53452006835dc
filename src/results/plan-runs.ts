import { MODEL_VERSION } from "../core/version.ts";
import type { Design } from "../experiments/ensemble.ts";
import { makeDesign } from "../experiments/make-design.ts";
import { spreadOver } from "../experiments/spread.ts";
import type { Compiled } from "../scenario/compiled.ts";
import type { ParameterEnsemble } from "../scenario/ensemble.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { World } from "../scenario/world/world.ts";
import { runId } from "./identity.ts";

/** The runs of a scenario: what is simulated, and what identifies it. */
export interface PlannedRuns {
  readonly design: Design;
  /** Digest of everything that decides what comes out. */
  readonly runId: string;
}

/**
 * Plans the ensemble of a scenario, spread over parameter sets where it has some. The one place where
 * command line and server agree on what a run id stands for.
 *
 * @param ensemble the parameter sets that the scenario asks for; null: its own values alone
 * @throws RangeError when a set writes what the scenario does not have, or there is nothing to run
 */
export function planRuns(
  scenario: Scenario,
  world: World,
  compiled: Compiled,
  ensemble: ParameterEnsemble | null,
  size: { readonly count: number; readonly seed: string },
): PlannedRuns {
  const spread = ensemble === null ? {} : spreadOver(ensemble, scenario, world, compiled);
  const design = makeDesign(compiled, { ...size, ...spread });
  const id = runId({
    model: MODEL_VERSION,
    scenario,
    settings: [...new Set(design.settings)],
    ...(design.spread === undefined ? {} : { worlds: design.spread.worlds }),
    world: world.digest,
    ...size,
  });
  return { design, runId: id };
}
