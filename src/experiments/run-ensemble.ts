import type { ChunkResult, Design, Executor, RunOptions } from "./ensemble.ts";

/** How an ensemble ended. */
export interface Ending {
  /** True if it was stopped before all its runs were done. */
  readonly stopped: boolean;
  /** Wall time, s. */
  readonly elapsedSeconds: number;
}

/** Takes the chunks of an ensemble in the order of its runs and makes something of them. */
export interface Collector<T> {
  add(chunk: ChunkResult): void | Promise<void>;
  finish(ending: Ending): T | Promise<T>;
}

/** Options of `runEnsemble`. */
export interface EnsembleOptions extends RunOptions {
  /** Also given every chunk, in order, and waited for; for example a results folder. */
  readonly onChunk?: (chunk: ChunkResult) => void | Promise<void>;
}

/**
 * Runs a design and hands its chunks to a collector; what the collector makes comes back. The
 * executor stays open for the next design.
 *
 * @example
 * const executor = threadsExecutor({ jobs: 2 });
 * const design = makeDesign(compiled, { count: 200, seed: "1" });
 * const collector = ensembleCollector({ compiled, world, design, runId });
 * const { summary } = await runEnsemble(design, executor, collector);
 * await executor.close();
 */
export async function runEnsemble<T>(
  design: Design,
  executor: Executor,
  collector: Collector<T>,
  options: EnsembleOptions = {},
): Promise<T> {
  const { onChunk, ...running } = options;
  const begun = Date.now();
  const { stopped } = await executor.run(
    design,
    async (chunk) => {
      await collector.add(chunk);
      await onChunk?.(chunk);
    },
    running,
  );
  return collector.finish({ stopped, elapsedSeconds: (Date.now() - begun) / 1000 });
}
