import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { MODEL_VERSION } from "../../core/version.ts";
import { type Manifest, RESULTS_SCHEMA } from "../../results/node/manifest.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import { ExitCode, Stop } from "../exit-codes.ts";

/** Whether a path is a folder that holds results. */
export function isResultsFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/**
 * Reads the manifest of a results folder.
 * @throws Stop (invalid) when there is none, or it is of another format or model
 */
export function readManifest(folder: string): Manifest & { readonly scenario: Scenario } {
  const file = join(folder, "manifest.json");
  const refuse = (reason: string) =>
    new Stop(ExitCode.Invalid, `"${folder}" is not a results folder that can be used: ${reason}`);
  let manifest: Manifest;
  try {
    manifest = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
  if (manifest?.schema !== RESULTS_SCHEMA) {
    throw refuse(
      `its schema is ${JSON.stringify(manifest?.schema)}, expected "${RESULTS_SCHEMA}".`,
    );
  }
  if (manifest.versions.model !== MODEL_VERSION) {
    throw refuse(
      `it was made with model ${manifest.versions.model} and this is model ${MODEL_VERSION}.\n` +
        "Run its scenario again.",
    );
  }
  // The store wrote the scenario that was run; the hash of the repeated runs proves it unchanged.
  // Results that were written before there were branches and plugins do not name any.
  const scenario = manifest.scenario as Omit<Scenario, "branch" | "plugins"> & Partial<Scenario>;
  const { branch = null, plugins = [] } = scenario;
  return { ...manifest, scenario: { ...scenario, branch, plugins } };
}

/**
 * Makes sure that a world is the one that results were made with.
 * @throws Stop (invalid) when it has changed since
 */
export function requireSameWorld(folder: string, manifest: Manifest, world: World): void {
  if (world.digest === manifest.digests.world) return;
  throw new Stop(
    ExitCode.Invalid,
    `"${folder}" was made with other world tables (data ${manifest.versions.data}, ` +
      `${manifest.digests.world.slice(0, 15)}…; here data ${world.version}, ` +
      `${world.digest.slice(0, 15)}…).\nRun its scenario again.`,
  );
}
