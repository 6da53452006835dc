import { performance } from "node:perf_hooks";
import type { RunRange } from "../experiments/cut-runs.ts";
import type { Design, Executor, RunFailure, StopSignal } from "../experiments/ensemble.ts";
import type { ChunkFolder } from "../results/node/chunks/chunk-folder.ts";
import { computeRange } from "../results/node/plans/compute-chunk.ts";

/** Runs that are measured after the first at most, and the time that they may take, ms. */
const MOST_RUNS = 31;
const MOST_TIME = 500;

/** What is measured, and where. */
export interface Measuring {
  /** Makes a thread of this machine; it is closed again. */
  readonly local: () => Executor;
  readonly design: Design;
  /** Takes the runs that are measured: they need not be computed again. */
  readonly chunks: ChunkFolder;
  /** Runs that are missing. */
  readonly range: RunRange;
  readonly signal: StopSignal;
}

/**
 * Measures what a run of a design takes on this machine: the first, in which code is compiled and models are
 * built, tells how many more can be afforded, and these tell the time.
 *
 * @returns ms, more than 0
 */
export async function measureCost(measuring: Measuring): Promise<number> {
  const { local, design, chunks, range, signal } = measuring;
  const executor = local();
  const failures: RunFailure[] = [];
  const time = async (one: RunRange): Promise<number> => {
    const begun = performance.now();
    await computeRange({ executor, design, chunks, signal }, one, failures);
    return Math.max(1e-3, performance.now() - begun) / one.count;
  };
  try {
    const first = await time({ first: range.first, count: 1 });
    const more = Math.min(range.count - 1, MOST_RUNS, Math.floor(MOST_TIME / first));
    return more < 1 ? first : Math.min(first, await time({ first: range.first + 1, count: more }));
  } finally {
    await executor.close();
  }
}
