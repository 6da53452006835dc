import { performance } from "node:perf_hooks";
import type { RunRange } from "../experiments/cut-runs.ts";
import type { Design, Executor, RunFailure, StopSignal } from "../experiments/ensemble.ts";
import type { ChunkFolder } from "../results/node/chunks/chunk-folder.ts";
import { computeRange } from "../results/node/plans/compute-chunk.ts";

/**
 * Runs that are measured, part by part, as long as parts take less than this, ms. In the first run a thread starts
 * and models are built, and V8 compiles for some dozens more: these would tell fifty times the time.
 */
const PARTS = [1, 3, 8, 16, 36] as const;
const MOST_TIME = 500;
/** Parts that tell little, and what even they must not take, ms. */
const COLD = 2;
const LONG = 5_000;

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
 * Measures what a run of a design takes on this machine, by a few of the runs that are missing; these are kept.
 *
 * @returns ms, more than 0
 */
export async function measureCost(measuring: Measuring): Promise<number> {
  const { local, design, chunks, range, signal } = measuring;
  const executor = local();
  const failures: RunFailure[] = [];
  const time = async (one: RunRange): Promise<number> => {
    const begun = performance.now();
    const before = process.cpuUsage();
    await computeRange({ executor, design, chunks, signal }, one, failures);
    const { user, system } = process.cpuUsage(before);
    // What else the machine does meanwhile is no part of the cost.
    return Math.max(1e-3, Math.min(performance.now() - begun, (user + system) / 1000)) / one.count;
  };
  try {
    let cost = Number.POSITIVE_INFINITY;
    let next = range.first;
    for (const [k, part] of PARTS.entries()) {
      const count = Math.min(part, range.first + range.count - next);
      if (count < 1 || signal.aborted) break;
      const each = await time({ first: next, count });
      next += count;
      cost = Math.min(cost, each);
      if (each * count > (k < COLD ? LONG : MOST_TIME)) break;
    }
    return cost;
  } finally {
    await executor.close();
  }
}
