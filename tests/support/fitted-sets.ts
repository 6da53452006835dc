import type { Settings } from "../../src/core/model.ts";
import { type Spread, spreadOver } from "../../src/experiments/spread.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { Compiled } from "../../src/scenario/compiled.ts";
import { loadEnsemble } from "../../src/scenario/node/ensemble.ts";
import { loadScenario } from "../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../src/scenario/node/world.ts";

/** A built-in scenario under all of the baseline's fitted parameter sets. */
export async function fittedSets(id: string): Promise<{
  readonly compiled: Compiled;
  readonly settings: readonly Settings[];
  readonly spread: Spread;
}> {
  const loaded = await builtinWorld();
  const ensemble = await loadEnsemble("baseline", "");
  if (!loaded.ok || !ensemble.ok) throw new Error("no world or no parameter sets");
  const world = loaded.value;
  const parsed = await loadScenario(id, { world });
  if (!parsed.ok) throw new Error(`no scenario ${id}`);
  const compiled = compileScenario(parsed.value, world);
  return { compiled, ...spreadOver(ensemble.value, parsed.value, world, compiled) };
}
