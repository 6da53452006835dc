import { join } from "node:path";
import { MODEL_VERSION } from "../../core/version.ts";
import type { Store } from "../../results/node/store.ts";
import { ExitCode, Stop } from "../exit-codes.ts";
import { packageVersion } from "../package-version.ts";
import type { Destination } from "./choices.ts";
import type { Job } from "./job.ts";

/** A results folder being written. */
export interface Place {
  /** Path as the user wrote it, with the scenario's id behind where there are several. */
  readonly path: string;
  readonly store: Store;
}

/**
 * Opens the results folder that the user asked for; null where there is none to be written.
 * @throws Stop (usage) when something else stands there or it cannot be written
 */
export async function openPlace(
  destination: Destination,
  job: Job,
  several: boolean,
): Promise<Place | null> {
  if (destination.kind !== "folder") return null;
  // With it comes the writer of Parquet, which those who only read a summary need not wait for.
  const { openStore } = await import("../../results/node/store.ts");
  const { scenario, world, compiled, design, runId } = job.prepared;
  const path = several ? join(destination.path, scenario.id) : destination.path;
  try {
    const store = openStore(path, {
      design,
      labels: compiled.labels,
      runId,
      versions: { package: packageVersion(), model: MODEL_VERSION, data: world.version },
      world: world.digest,
      scenario,
    });
    return { path, store };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Stop(ExitCode.Usage, `--output: ${reason}`);
  }
}
