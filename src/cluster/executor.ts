import type { ChunkResult, Design, Executor, RunOptions } from "../experiments/ensemble.ts";
import { type ChunkReference, chunkName } from "../results/node/plans/chunk-reference.ts";
import type { SharedFolder } from "../results/node/plans/shared-folder.ts";
import { storeDesign } from "../results/node/plans/stored-design.ts";
import type { Board } from "./board.ts";
import { type CuttingOptions, designCutter } from "./cut-design.ts";
import { type Awaited, deliverChunks } from "./deliver-chunks.ts";
import { byHolders } from "./design-parts.ts";

/** Time that a chunk may take unless told, s: its overhead is some hundredths, and a lost machine loses no more. */
const CHUNK_SECONDS = 2;
/** How often to look how many workers there are, ms. */
const LOOK_AGAIN = 5_000;

/** Options of `clusterExecutor`. */
export interface ClusterOptions extends Partial<CuttingOptions> {
  readonly shared: SharedFolder;
  /** Hands chunks to workers; closed with the executor. */
  readonly board: Board;
  /** Told how many workers there are, at the start and every few seconds of a run. */
  readonly onWorkers?: (workers: number) => void;
  /** Told the digest of every design that is run, before anything is queued; what it throws ends the run. */
  readonly onDesign?: (digest: string) => void;
}

/**
 * Runs designs on workers of any number of machines that see one folder. A design is stored there once; the
 * runs of it that are missing are cut into chunks and put on a board; workers compute them and keep them in
 * the folder, from where they are read and delivered in the order of runs. A chunk that is there is never
 * computed again, whoever computed it. Results are the same, bit by bit, as those of `inlineExecutor`.
 *
 * A run that fails is recorded as failed; the runs of a chunk that was set aside as a whole fail with its reason.
 * Stopping takes back what no worker has begun.
 *
 * @example
 * const executor = clusterExecutor({ shared: openShared("/mnt/shared"), board });
 * await executor.run(design, (chunk) => collector.add(chunk));
 */
export function clusterExecutor(options: ClusterOptions): Executor {
  const { shared, chunkSeconds = CHUNK_SECONDS, onDesign } = options;
  /** Chunks that were put on the board and are waited for, by name. */
  const open = new Map<string, ChunkReference>();
  /** Designs that were announced or are run, by digest and range: each is queued once. */
  const queued = new Map<string, Promise<Awaited>>();
  let stopped = false;
  /** Stops what this machine measures. */
  let giveUp = new AbortController();
  let announcing: Promise<void> = Promise.resolve();
  const board = {
    ended: (chunk: ChunkReference) => options.board.ended(chunk),
    async post(chunks: readonly ChunkReference[]): Promise<void> {
      for (const one of chunks) open.set(chunkName(one), one);
      await options.board.post(chunks);
    },
  };

  const cut = designCutter({ ...options, chunkSeconds });

  const queue = async (design: Design, digest: string): Promise<Awaited> => {
    const { there, chunks } = await cut(design, digest, giveUp.signal);
    if (!stopped && chunks.length > 0) {
      await board.post(chunks.map(({ first, count }) => ({ design: digest, first, count })));
    }
    const ranges = [
      ...there.map((range) => ({ ...range, queued: false })),
      ...chunks.map((range) => ({ ...range, queued: true })),
    ];
    return { digest, ranges: ranges.sort((a, b) => a.first - b.first) };
  };

  const awaitDesign = (
    design: Design,
  ): { readonly key: string; readonly runs: Promise<Awaited> } => {
    const digest = storeDesign(shared, design);
    onDesign?.(digest);
    const { first, count } = design;
    const key = chunkName({ design: digest, first, count });
    const known = queued.get(key);
    const runs = known ?? queue(design, digest);
    if (known === undefined) {
      queued.set(key, runs);
      runs.catch(() => queued.delete(key));
    }
    return { key, runs };
  };

  /** Takes back what is waited for. */
  const withdraw = async (): Promise<void> => {
    stopped = true;
    giveUp.abort();
    const left = [...open.values()];
    open.clear();
    queued.clear();
    if (left.length > 0) await options.board.withdraw(left);
  };

  return {
    jobs: 1,
    announce(designs) {
      const before = announcing;
      announcing = (async () => {
        await before;
        for (const design of designs) {
          for (const part of byHolders(design)) {
            if (stopped) return;
            await awaitDesign(part).runs;
          }
        }
      })();
      // Whoever runs the design meets the same error, and says it.
      announcing.catch(() => {});
    },
    async run(design, onChunk, { onProgress, signal } = {}) {
      stopped = signal?.aborted === true;
      if (giveUp.signal.aborted) giveUp = new AbortController();
      const stop = (): void => {
        stopped = true;
        giveUp.abort();
      };
      signal?.addEventListener("abort", stop);
      const watch = watchWorkers(options);
      const far = progressOf(design.count, onProgress);
      try {
        for (const part of byHolders(design)) {
          if (stopped) break;
          const { key, runs } = awaitDesign(part);
          const whole = await deliverChunks({
            shared,
            board,
            design: part,
            awaited: await runs,
            async onChunk(chunk) {
              await onChunk(chunk);
              far.delivered(chunk);
            },
            onEnded: far.ended,
            onLeft: (chunk) => open.delete(chunkName(chunk)),
            signal,
          });
          queued.delete(key);
          if (!whole) stopped = true;
        }
        if (stopped) await withdraw();
        return { stopped };
      } finally {
        clearInterval(watch);
        signal?.removeEventListener("abort", stop);
      }
    },
    async close() {
      try {
        await withdraw();
      } finally {
        await options.board.close();
      }
    },
  };
}

/** Tells how many workers there are, now and again. */
function watchWorkers({ board, onWorkers }: ClusterOptions): NodeJS.Timeout | undefined {
  if (onWorkers === undefined) return undefined;
  // A board that is lost says so where its chunks are waited for.
  const look = (): void => void board.workers().then(onWorkers, () => {});
  look();
  return setInterval(look, LOOK_AGAIN).unref();
}

/** Progress by what has ended anywhere; what is delivered is part of it, and says what failed. */
function progressOf(total: number, onProgress: RunOptions["onProgress"]) {
  let ended = 0;
  let delivered = 0;
  let failed = 0;
  const tell = (): void =>
    onProgress?.({ done: Math.max(delivered, Math.min(ended, total)), total, failed });
  return {
    ended(runs: number): void {
      ended += runs;
      // The last word is that of what has been delivered.
      if (ended < total) tell();
    },
    delivered({ count, failures }: ChunkResult): void {
      delivered += count;
      failed += failures.length;
      tell();
    },
  };
}
