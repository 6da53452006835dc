import type { ChunkResult, Design, Executor } from "../../experiments/ensemble.ts";
import { runEnsemble } from "../../experiments/run-ensemble.ts";
import { type EnsembleResult, ensembleCollector } from "../../results/collect-ensemble.ts";
import { fileSink } from "../../results/node/file-sink.ts";
import { planRuns, spreadRuns } from "../../results/plan-runs.ts";
import { seriesColumns } from "../../results/series-columns.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { ParameterEnsemble } from "../../scenario/ensemble.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import type { ProgressLine } from "../progress.ts";
import { type KeptValues, keepValues } from "./kept-values.ts";

/** A scenario on its world, with what is needed to run it. */
export interface Prepared {
  readonly scenario: Scenario;
  readonly world: World;
  readonly compiled: Compiled;
  readonly design: Design;
  readonly runId: string;
}

/** Makes the design of a scenario's ensemble and names its inputs. */
export function prepare(
  scenario: Scenario,
  world: World,
  compiled: Compiled,
  ensemble: ParameterEnsemble | null,
  size: { readonly count: number; readonly seed: string },
): Prepared {
  const planned = planRuns(spreadRuns(scenario, world, compiled, ensemble), size);
  return { scenario, world, compiled, ...planned };
}

/** How to run an ensemble. */
export interface Running {
  readonly executor: Executor;
  readonly progress: ProgressLine;
  readonly signal: AbortSignal;
  /** Rows at which the values of single runs are kept. */
  readonly rows: readonly number[];
  /** Also given every chunk. */
  readonly onChunk?: (chunk: ChunkResult) => void | Promise<void>;
}

/** What running gave, with the values of single runs. */
export interface Ran {
  readonly result: EnsembleResult;
  readonly values: KeptValues;
}

/** Runs the ensemble of a prepared scenario. */
export async function runOne(prepared: Prepared, running: Running): Promise<Ran> {
  const { compiled, world, design, scenario } = prepared;
  const { frame, labels } = compiled;
  const columns = seriesColumns(frame, labels).length;
  const values = keepValues(design.first, design.count, columns, frame.steps, running.rows);
  const collector = ensembleCollector({
    compiled,
    world,
    design,
    runId: prepared.runId,
    outcomes: scenario.outcomes,
    sink: fileSink(columns, frame.steps),
  });
  try {
    const result = await runEnsemble(design, running.executor, collector, {
      signal: running.signal,
      onProgress: (progress) => running.progress.update(progress),
      onChunk: async (chunk) => {
        values.add(chunk);
        await running.onChunk?.(chunk);
      },
    });
    return { result, values };
  } finally {
    running.progress.end();
  }
}
