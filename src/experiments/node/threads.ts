import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { ChunkResult, Design, Executor, RunOptions } from "../ensemble.ts";
import { type KnownDesign, numberDesigns } from "./known-designs.ts";
import { paceChunks } from "./pace.ts";
import { type Ask, chunkSender, type Ended } from "./send-chunks.ts";
import type { ChunkReply } from "./tasks.ts";

/** How long threads have to give up by themselves before they are ended, ms. */
const GRACE = 80;

/**
 * Room for young objects of a thread, MB. Runs leave arrays, not objects; left to itself the room is
 * doubled after some 15,000 runs, and with it what lies about until it is collected (30 MB measured).
 */
const YOUNG_MEGABYTES = 8;

/** How many threads, and which program they run. */
export interface ThreadsOptions {
  /** Number of threads, at least 1; as many as the machine runs at once unless told. */
  readonly jobs?: number;
  /** The built worker; the one beside this file unless told. */
  readonly workerUrl?: URL;
  /** Runs per chunk; found by measuring unless told. Results do not depend on it. */
  readonly chunk?: number;
}

/**
 * Runs designs on worker threads. The threads start at once and stay until `close`; the design
 * travels to each of them once. Results are the same, bit by bit, as those of `inlineExecutor`,
 * whatever the number of threads. If a run ends its thread, the runs of its chunk are tried once
 * more, one by one; what fails again is recorded as failed.
 *
 * @throws RangeError for a number of threads or runs that makes no sense; Error if there is no worker.
 * @example
 * const executor = threadsExecutor({ jobs: 4 });
 * try {
 *   await executor.run(design, (chunk) => console.log(chunk.count));
 * } finally {
 *   await executor.close();
 * }
 */
export function threadsExecutor(options: ThreadsOptions = {}): Executor {
  const { jobs = availableParallelism(), chunk } = options;
  const workerUrl = options.workerUrl ?? new URL("./worker.js", import.meta.url);
  requireWhole("jobs", jobs);
  if (chunk !== undefined) requireWhole("chunk", chunk);
  const filename = fileURLToPath(workerUrl);
  if (!existsSync(filename)) {
    throw new Error(`the program of the worker threads is missing: ${filename}; build first`);
  }
  const pool = new Piscina({
    filename,
    minThreads: jobs,
    maxThreads: jobs,
    atomics: "disabled",
    recordTiming: false,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  // Threads that die without a task report here, and then nobody would answer the waiting tasks.
  // (Racing each task against one promise for this would keep every answer alive as long as it.)
  let broken: Error | undefined;
  const waiting = new Set<(reason: Error) => void>();
  pool.on("error", (error: Error) => {
    broken = new Error(`worker threads do not start: ${error.message}`, { cause: error });
    for (const reject of waiting) reject(broken);
  });
  const numbered = numberDesigns();

  return {
    jobs,
    run(design, onChunk, running = {}) {
      const ask: Ask = (task, signal) =>
        new Promise((fulfil, reject) => {
          if (broken) {
            reject(broken);
            return;
          }
          waiting.add(reject);
          const settle = (reply: ChunkReply | Ended): void => {
            waiting.delete(reject);
            fulfil(reply);
          };
          pool.run(task, { signal }).then(settle, (error: Error) => {
            settle({ kind: "ended", reason: error.message });
          });
        });
      return runOnPool({ jobs, known: numbered(design), ask, chunk }, design, onChunk, running);
    },
    close: () => pool.destroy(),
  };
}

/** A pool as one design sees it. */
interface Pool {
  readonly jobs: number;
  readonly known: KnownDesign;
  readonly ask: Ask;
  readonly chunk: number | undefined;
}

/** A chunk under way; its parts are consecutive, and fewer than asked for if it was stopped. */
interface Pending {
  readonly count: number;
  readonly parts: Promise<readonly ChunkResult[]>;
}

async function runOnPool(
  pool: Pool,
  design: Design,
  onChunk: (chunk: ChunkResult) => void | Promise<void>,
  { onProgress, signal }: RunOptions,
): Promise<{ readonly stopped: boolean }> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const hard = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const giveUp = () => {
    if (Atomics.exchange(stop, 0, 1) === 0) timer = setTimeout(() => hard.abort(), GRACE);
  };
  signal?.addEventListener("abort", giveUp);
  if (signal?.aborted) giveUp();

  const pace = paceChunks(pool.jobs, pool.chunk);
  const send = chunkSender({ ...pool, stop, hard: hard.signal, pace }, design);
  const queue: Pending[] = [];
  const end = design.first + design.count;
  let next = design.first;
  const refill = () => {
    // One chunk at work and one waiting per thread. No more: this is the backpressure.
    while (queue.length < 2 * pool.jobs && next < end && Atomics.load(stop, 0) === 0) {
      const count = pace.next(end - next);
      queue.push({ count, parts: send(next, count) });
      next += count;
    }
  };

  let done = 0;
  let failed = 0;
  try {
    refill();
    for (let head = queue.shift(); head; head = queue.shift()) {
      let delivered = 0;
      for (const part of await head.parts) {
        delivered += part.count;
        done += part.count;
        failed += part.failures.length;
        if (part.count > 0) await onChunk(part);
      }
      onProgress?.({ done, total: design.count, failed });
      // A stopped chunk leaves a gap: what lies behind it would not be a whole ensemble.
      if (delivered < head.count) break;
      refill();
    }
  } finally {
    if (queue.length > 0) giveUp();
    await Promise.allSettled(queue.map(({ parts }) => parts));
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
  return { stopped: done < design.count };
}

function requireWhole(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`${name} is ${value}; give a whole number of at least 1`);
  }
}
