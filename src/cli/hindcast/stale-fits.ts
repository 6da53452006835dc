import { readdirSync } from "node:fs";
import type { LoadedTargets } from "../../experiments/node/calibration/load-targets.ts";
import { ensembleFolder } from "../../scenario/node/ensemble.ts";
import { loadScenario } from "../../scenario/node/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import { fitDigest } from "../calibrate/fit-digest.ts";
import { readRecord } from "./figures.ts";

const RECORD = ".record.json";

/**
 * Shipped parameter sets that were fitted to other targets, another world, model or scenario than are here,
 * or whose record cannot be read. Each was fitted to the scenario of its own name.
 */
export async function staleFits(targets: LoadedTargets, world: World): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const file of readdirSync(ensembleFolder()).sort()) {
    if (!file.endsWith(RECORD)) continue;
    const id = file.slice(0, -RECORD.length);
    const record = readRecord({ id });
    const scenario = await loadScenario(id, { world });
    const current =
      record !== null &&
      scenario.ok &&
      record.inputs === (await fitDigest(targets, world, scenario.value, record));
    if (!current) stale.push(id);
  }
  return stale;
}
