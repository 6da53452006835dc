import type { Frame } from "../core/frame.ts";
import { chunkRuns, coverRuns, cutRuns, type RunRange } from "../experiments/cut-runs.ts";
import type { Design, Executor } from "../experiments/ensemble.ts";
import { threadsExecutor } from "../experiments/node/threads.ts";
import { type ChunkFolder, openChunks } from "../results/node/chunks/chunk-folder.ts";
import { type SharedFolder, sharedPaths } from "../results/node/plans/shared-folder.ts";
import { bytesPerRun } from "./design-parts.ts";
import { measureCost } from "./measure-cost.ts";

/** Bytes of results in a chunk: what a worker holds in memory while it computes one. */
const MOST_BYTES = 32 * 2 ** 20;

/** How designs are cut. */
export interface CuttingOptions {
  readonly shared: SharedFolder;
  /** Time that a chunk may take, s. */
  readonly chunkSeconds: number;
  /** Time that a run takes, ms; measured by a few runs on a thread of this machine unless told. */
  readonly msPerRun?: number;
  /** Makes the thread that measures; `threadsExecutor` unless told. */
  readonly local?: () => Executor;
}

/** A stored design, cut: ranges of runs that are there, and chunks that are to be computed, each in order. */
export interface CutDesign {
  readonly there: readonly RunRange[];
  readonly chunks: readonly RunRange[];
  /** Time that a run takes, ms; null where nothing had to be known of it. */
  readonly msPerRun: number | null;
}

/**
 * A function that cuts stored designs into chunks of what is missing. The cost of a run is measured once for a
 * frame, by runs that are kept.
 */
export function designCutter(
  options: CuttingOptions,
): (design: Design, digest: string, signal: AbortSignal) => Promise<CutDesign> {
  const { shared, chunkSeconds, local = () => threadsExecutor({ jobs: 1 }) } = options;
  const costs = new WeakMap<Frame, Promise<number>>();

  const costOf = (
    design: Design,
    chunks: ChunkFolder,
    range: RunRange,
    signal: AbortSignal,
  ): Promise<number> => {
    if (options.msPerRun !== undefined) return Promise.resolve(options.msPerRun);
    const known = costs.get(design.frame);
    if (known !== undefined) return known;
    const cost = measureCost({ local, design, chunks, range, signal });
    costs.set(design.frame, cost);
    cost.catch(() => costs.delete(design.frame));
    return cost;
  };

  return async (design, digest, signal) => {
    const chunks = openChunks(sharedPaths.chunks(shared.path), design, digest);
    const [gap] = coverRuns(chunks.list(), design).missing;
    if (gap === undefined) {
      return { there: coverRuns(chunks.list(), design).there, chunks: [], msPerRun: null };
    }
    const msPerRun = await costOf(design, chunks, gap, signal);
    const { there, missing } = coverRuns(chunks.list(), design);
    const limits = { msPerRun, chunkSeconds, mostBytes: MOST_BYTES };
    const size = chunkRuns({ ...limits, bytesPerRun: bytesPerRun(design) });
    return { there, chunks: missing.flatMap((range) => cutRuns(range, size)), msPerRun };
  };
}
