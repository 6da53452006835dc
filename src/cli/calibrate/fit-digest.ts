import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { MODEL_VERSION } from "../../core/version.ts";
import type { CalibrationRecord } from "../../experiments/calibration/record.ts";
import {
  type LoadedTargets,
  targetsFolder,
} from "../../experiments/node/calibration/load-targets.ts";
import { canonicalJson } from "../../results/canonical-json.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";

/**
 * Digest of everything that decides what a calibration finds: the targets that it fits to, what it moves,
 * the folds, the world, the scenario and the effort. Targets that are only compared are not part of it.
 */
export async function fitDigest(
  { read, tables }: Pick<LoadedTargets, "read" | "tables">,
  world: World,
  scenario: Scenario,
  { effort, hold, seed }: Pick<CalibrationRecord, "effort" | "hold" | "seed">,
): Promise<string> {
  const folds = await readFile(join(targetsFolder(), "folds.csv"), "utf8");
  const { vintage, vintages, targets, parameters: moved } = read.file;
  const fitted = targets
    .filter(({ role }) => role === "C")
    .map(({ id, statistic, vintage: of, value, tolerance }) => {
      return { id, statistic, of, value, tolerance };
    });
  const { parameters, suppliers, mechanisms } = scenario;
  const what = { parameters, suppliers, mechanisms, effort, hold, seed };
  const goal = { vintage, vintages, fitted, moved };
  const hash = createHash("sha256");
  hash.update(`${MODEL_VERSION}\n${world.digest}\n${tables}\n${folds}\n`);
  hash.update(canonicalJson({ ...what, ...goal }));
  return `sha256:${hash.digest("hex")}`;
}
