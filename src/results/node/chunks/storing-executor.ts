import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type {
  ChunkResult,
  Design,
  Executor,
  RunOptions,
  StopSignal,
} from "../../../experiments/ensemble.ts";
import { type ChunkFolder, openChunks, type Range } from "./chunk-folder.ts";
import { type Claim, type Holder, isOwn } from "./claim.ts";
import { joinChunks } from "./join-chunks.ts";

/** Bytes of results that are kept together in a file, and that wait in memory until then. */
const MOST_BYTES = 16 * 2 ** 20;
/** Runs are kept after so long at the latest, ms: a kill loses no more than this and what is in flight. */
const MOST_TIME = 250;
/** How often to look whether another process has kept more runs, ms. */
const LOOK_AGAIN = 50;

/** Runs that a storing executor delivered. */
export interface Reuse {
  /** Found in the folder, or kept there by another process in the meantime. */
  readonly reused: number;
  /** Computed now. */
  readonly computed: number;
}

/** An executor that computes no run twice. */
export interface StoringExecutor extends Executor {
  /** What all its designs came to so far. */
  readonly reuse: () => Reuse;
}

/** Options of `storingExecutor`. */
export interface StoringOptions {
  /** Told when another process is at work on the same runs and is waited for, once per design. */
  readonly onWait?: (holder: Holder) => void;
}

/**
 * Keeps the runs of another executor in a folder, and takes from there what it holds already. Results
 * are the same, bit by bit. Runs go to files as they are finished, in chunks that no kill can leave half;
 * chunks with failed runs are not kept, so that these are tried again. Of several processes that
 * want the same runs one computes, and the others read what it keeps; if it ends early, the next goes on.
 *
 * @param inner computes what is missing; closing this closes it
 * @param folder holds the chunks of any number of designs
 * @example
 * const executor = storingExecutor(threadsExecutor(), "results/baseline/chunks");
 * await executor.run(design, (chunk) => collector.add(chunk));
 * executor.reuse().computed;
 */
export function storingExecutor(
  inner: Executor,
  folder: string,
  options: StoringOptions = {},
): StoringExecutor {
  let reused = 0;
  let computed = 0;
  return {
    jobs: inner.jobs,
    reuse: () => ({ reused, computed }),
    close: () => inner.close(),
    async run(design, onChunk, running = {}) {
      // Holders run by run are for a look at single runs, and large.
      if ((design.keepHolders ?? 0) > 0) return inner.run(design, onChunk, running);
      const delivery = deliver(design, onChunk, running);
      const chunks = openChunks(folder, design);
      let own: Claim | null = null;
      let waiting = false;
      try {
        while (delivery.next() < delivery.end && running.signal?.aborted !== true) {
          const { there, gap } = nextOf(chunks.list(), delivery.next(), delivery.end);
          if (there !== null) {
            const chunk = chunks.read(there);
            if (chunk === null) continue;
            reused += chunk.count;
            await delivery.take(chunk);
            continue;
          }
          if (own === null) {
            const result = chunks.claim();
            if (isOwn(result)) {
              // What its last holder kept before it let go is seen only now.
              own = result;
              continue;
            }
            if (!waiting) options.onWait?.(result);
            waiting = true;
            await pause(LOOK_AGAIN);
            continue;
          }
          const before = delivery.next();
          const stopped = await compute(inner, design, gap, chunks, delivery, running.signal);
          computed += delivery.next() - before;
          if (stopped) break;
        }
      } finally {
        own?.release();
      }
      return { stopped: delivery.next() < delivery.end };
    },
  };
}

/** What lies at a run: a chunk that can be used from there on, or a gap up to the next such chunk. */
function nextOf(
  ranges: readonly Range[],
  from: number,
  end: number,
): { readonly there: Range | null; readonly gap: Range } {
  const usable = ranges.filter(({ first, count }) => first >= from && first + count <= end);
  // Sorted: of those that begin here the last is the longest.
  const there = usable.filter(({ first }) => first === from).at(-1) ?? null;
  return { there, gap: { first: from, count: (usable[0]?.first ?? end) - from } };
}

/** Computes a gap, delivers it, and keeps it as it goes. */
async function compute(
  inner: Executor,
  design: Design,
  { first, count }: Range,
  chunks: ChunkFolder,
  delivery: Delivery,
  signal: StopSignal | undefined,
): Promise<boolean> {
  let pending: ChunkResult[] = [];
  let bytes = 0;
  let since = performance.now();
  const keep = (): void => {
    const [head, ...tail] = pending;
    if (head !== undefined) chunks.write(joinChunks([head, ...tail]));
    pending = [];
    bytes = 0;
    since = performance.now();
  };
  const { stopped } = await inner.run(
    { ...design, first, count },
    async (chunk) => {
      if (chunk.failures.length > 0) keep();
      else {
        pending.push(chunk);
        bytes += chunk.columns.byteLength + chunk.held.byteLength;
        if (bytes >= MOST_BYTES || performance.now() - since >= MOST_TIME) keep();
      }
      await delivery.take(chunk);
    },
    signal === undefined ? {} : { signal },
  );
  keep();
  return stopped;
}

/** Hands chunks on in the order of runs and tells how far it is. */
interface Delivery {
  readonly end: number;
  /** The run whose turn is next. */
  next(): number;
  take(chunk: ChunkResult): Promise<void>;
}

function deliver(
  { first, count: total }: Design,
  onChunk: (chunk: ChunkResult) => void | Promise<void>,
  { onProgress }: RunOptions,
): Delivery {
  let done = 0;
  let failed = 0;
  return {
    end: first + total,
    next: () => first + done,
    async take(chunk) {
      await onChunk(chunk);
      done += chunk.count;
      failed += chunk.failures.length;
      onProgress?.({ done, total, failed });
    },
  };
}
