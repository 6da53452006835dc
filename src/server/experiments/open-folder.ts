import { MODEL_VERSION } from "../../core/version.ts";
import type { PlanOptions } from "../../experiments/run-plan.ts";
import type { RunTable } from "../../experiments/run-table.ts";
import {
  type ExperimentKind,
  type ExperimentStore,
  openExperiment,
} from "../../results/node/experiment-store.ts";
import type { ReportVersions } from "../../results/report-input.ts";
import type { ExperimentTable } from "../../results/sweep/experiment-table.ts";
import type { Prepared } from "../../results/sweep/prepare-sweep.ts";
import type { ExperimentWork, Watch, Workshop } from "../jobs/work.ts";

/** The folder of an experiment at points, which goes on where an earlier time of the server broke off. */
export interface ExperimentFolder {
  /** How runs go on: watched, and kept batch by batch. */
  readonly running: Pick<PlanOptions, "signal" | "onProgress" | "recall" | "onBatch">;
  readonly versions: ReportVersions;
  /** Writes what is not written yet; gives back the hash of what came out. */
  finish(tables: readonly ExperimentTable[], table: RunTable, stopped: boolean): string;
}

/** Opens the folder in which a result will stand. */
export function openFolder(
  work: ExperimentWork & { readonly kind: ExperimentKind },
  prepared: Prepared,
  { results, version }: Workshop,
  watch: Watch,
): ExperimentFolder {
  const { kind, runId, seed, question } = work;
  const { scenario, world, outcomes } = prepared;
  const versions = { package: version, model: MODEL_VERSION, data: world.version };
  const store: ExperimentStore = openExperiment(results.folderOf(runId), {
    kind,
    experiment_id: runId,
    versions,
    digests: { world: world.digest },
    scenario,
    design: { ...(question as Record<string, unknown>), seed },
    outcomes,
    seed,
    resume: true,
  });
  return {
    versions,
    running: {
      signal: watch.signal,
      onProgress: watch.onProgress,
      recall: store.recall,
      onBatch: store.batch,
    },
    finish: (tables, table, stopped) => store.finish(tables, table, stopped).result_hash ?? "",
  };
}
