import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { MODEL_VERSION } from "../../core/version.ts";
import { PlanError } from "../../results/node/plans/plan-error.ts";
import { type PlanPlace, readPlan } from "../../results/node/plans/plan-file.ts";
import { sharedPaths } from "../../results/node/plans/shared-folder.ts";
import { given } from "../environment.ts";
import type { Terminal } from "../terminal.ts";
import { shippedVersion } from "./plan.ts";

/** Flags of commands that read a plan. */
export interface SharedFlags {
  readonly shared?: string;
}

/** The folder that holds a plan; that of the variable, which is meant for new plans, where none does. */
function folderOf(terminal: Terminal, path: string): string | undefined {
  const around = dirname(dirname(resolve(path)));
  if (existsSync(sharedPaths.identity(around))) return around;
  return given(terminal, "PANOPTES_SHARED", undefined)?.text;
}

/**
 * Reads a plan that this program can go on with.
 * @throws PlanError if it cannot: another model or world made it, or it lies in another folder
 */
export async function openPlan(
  terminal: Terminal,
  path: string,
  flags: SharedFlags,
): Promise<PlanPlace> {
  const place = readPlan(path, flags.shared ?? folderOf(terminal, path));
  const { model, data } = place.plan.versions;
  const way = "Install the version that planned it on all machines, or plan again with this one";
  if (model !== MODEL_VERSION) {
    throw new PlanError(
      `the plan "${path}" is of model ${model}, and this Panoptes has model ${MODEL_VERSION}. ${way}`,
    );
  }
  const own = await shippedVersion();
  if (data !== own) {
    throw new PlanError(
      `the plan "${path}" is of the tables ${data}, and this Panoptes has the tables ${own}. ${way}`,
    );
  }
  return place;
}
