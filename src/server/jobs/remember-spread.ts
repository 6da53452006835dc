import { type SpreadRuns, spreadRuns } from "../../results/plan-runs.ts";
import { compileScenario } from "../../scenario/compile.ts";
import { type ParameterEnsemble, SINGLE } from "../../scenario/ensemble.ts";
import { loadEnsemble } from "../../scenario/node/ensemble.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";

/** Number of spread scenarios that are remembered, some megabytes each. */
const REMEMBERED = 4;

/**
 * Compiles scenarios on a world, spreads them over the parameter sets that they ask for, and remembers
 * the last few: a script asks for many sizes and seeds of one scenario.
 *
 * @returns rejects when the parameter sets cannot be read, which the scenario's reader says before
 */
export function rememberSpread(world: World): (scenario: Scenario) => Promise<SpreadRuns> {
  const kept = new Map<string, Promise<SpreadRuns>>();
  return (scenario) => {
    const key = JSON.stringify(scenario);
    const spread = kept.get(key) ?? spreadOnWorld(scenario, world);
    kept.delete(key);
    kept.set(key, spread);
    // What failed once may work the next time.
    spread.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= REMEMBERED) break;
      kept.delete(oldest);
    }
    return spread;
  };
}

/**
 * The parameter sets that a scenario's runs are spread over; null where it has its own values alone.
 * @returns rejects when they cannot be read, which the scenario's reader says before
 */
export async function loadSets({ parameterSets }: Scenario): Promise<ParameterEnsemble | null> {
  if (parameterSets.from === SINGLE) return null;
  const sets = await loadEnsemble(parameterSets.from, ".");
  if (!sets.ok) throw new Error(sets.problems[0]?.message ?? "no parameter sets");
  return sets.value;
}

async function spreadOnWorld(scenario: Scenario, world: World): Promise<SpreadRuns> {
  return spreadRuns(scenario, world, compileScenario(scenario, world), await loadSets(scenario));
}
