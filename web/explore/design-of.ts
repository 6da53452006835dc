import type { Design } from "../../src/experiments/ensemble.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { spreadOver } from "../../src/experiments/spread.ts";
import type { Compiled } from "../../src/scenario/compiled.ts";
import type { ParameterEnsemble } from "../../src/scenario/ensemble.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { World } from "../../src/scenario/world/world.ts";

/**
 * The design of a scenario's own number of runs, spread over parameter sets if it asks for them: the
 * same as on the command line.
 *
 * @param ensemble the sets that it asks for; null: its own values alone
 */
export function designOf(
  scenario: Scenario,
  compiled: Compiled,
  world: World,
  ensemble: ParameterEnsemble | null,
): Design {
  const { count, seed } = scenario.runs;
  if (ensemble === null) return makeDesign(compiled, { count, seed });
  const { settings, spread } = spreadOver(ensemble, scenario, world, compiled);
  // Sets that no run uses need not travel to the workers.
  const used = settings.slice(0, count);
  const worlds = spread.worlds.slice(0, count);
  return makeDesign(compiled, { count, seed, settings: used, spread: { ...spread, worlds } });
}
