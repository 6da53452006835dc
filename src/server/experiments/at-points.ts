import { MODEL_VERSION } from "../../core/version.ts";
import type { Executor } from "../../experiments/ensemble.ts";
import type { PlanOptions } from "../../experiments/run-plan.ts";
import { type RunTable, rowsOf } from "../../experiments/run-table.ts";
import { type ExperimentKind, openExperiment } from "../../results/node/experiment-store.ts";
import type { ReportVersions } from "../../results/report-input.ts";
import type { ExperimentTable } from "../../results/sweep/experiment-table.ts";
import type { Prepared } from "../../results/sweep/prepare-sweep.ts";
import type { Uncertainty } from "../../scenario/uncertainty.ts";
import type { ExperimentWork, Watch, Workshop } from "../jobs/work.ts";
import type { Made } from "./experiment.ts";
import { prepare, quantitiesOf, type Variation } from "./points.ts";

/** What was found at points. */
export interface FoundAtPoints {
  readonly table: RunTable;
  readonly stopped: boolean;
  /** Tables to be written into the folder. */
  readonly tables: readonly ExperimentTable[];
  /** What was found, as JSON; null where there is nothing to tell. Not asked for where no run was finished. */
  readonly answer: (versions: ReportVersions) => object | null;
  readonly rows: Made["rows"];
}

/** An experiment at points that is under way, in a folder that goes on where an earlier time of the server broke off. */
export interface ExperimentAtPoints {
  readonly prepared: Prepared;
  /** What varies. */
  readonly quantities: readonly Uncertainty[];
  /** The experiment, as those who tell of it want it. */
  readonly experiment: {
    readonly prepared: Prepared;
    readonly quantities: readonly Uncertainty[];
    readonly seed: string;
    readonly designSeed: string;
  };
  readonly executor: Executor;
  /** How runs go on: watched, and kept batch by batch. */
  readonly running: Pick<PlanOptions, "signal" | "onProgress" | "recall" | "onBatch">;
  /** How long it has been under way, s. */
  seconds(): number;
  /** Writes what is not written yet, and tells what was found. */
  finish(found: FoundAtPoints): Made;
}

/** Makes a scenario ready to be run at points, and opens the folder in which the result will stand. */
export async function openAtPoints(
  kind: ExperimentKind,
  { runId, seed, scenario, question }: ExperimentWork & { readonly question: Variation },
  { results, version, world, executor }: Workshop,
  { signal, onProgress }: Watch,
): Promise<ExperimentAtPoints> {
  const begun = performance.now();
  const prepared = await prepare(scenario, world);
  const quantities = quantitiesOf(question, scenario);
  const versions = { package: version, model: MODEL_VERSION, data: world.version };
  const store = openExperiment(results.folderOf(runId), {
    kind,
    experiment_id: runId,
    versions,
    digests: { world: world.digest },
    scenario: prepared.scenario,
    design: { ...question, seed },
    outcomes: prepared.outcomes,
    seed,
    resume: true,
  });
  return {
    prepared,
    quantities,
    experiment: { prepared, quantities, seed, designSeed: question.designSeed },
    executor: executor(),
    running: { signal, onProgress, recall: store.recall, onBatch: store.batch },
    seconds: () => (performance.now() - begun) / 1000,
    finish({ table, stopped, tables, answer, rows }) {
      const resultHash = store.finish(tables, table, stopped).result_hash ?? "";
      const done = rowsOf(table);
      return {
        scenarios: [scenario],
        answer: done === 0 ? null : answer(versions),
        rows,
        resultHash,
        done,
        failed: table.reasons.size,
        stopped,
      };
    },
  };
}
