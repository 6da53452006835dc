import { joinWords, type Words } from "../core/arrays.ts";
import { columnLayout } from "../core/outcomes.ts";
import { failedRun } from "./chunk.ts";
import type { ChunkResult, Design, Executor, RunOptions } from "./ensemble.ts";
import { kernelDesignOf } from "./kernel-design.ts";
import type { WorkerOrder, WorkerReply } from "./worker-orders.ts";

/** A worker as its pool sees it: a browser's `Worker`, or a stand-in of a test. */
export interface PoolWorker {
  /** Sends an order; the worker answers each of them, in order. */
  post(order: WorkerOrder): void;
  /** Ends the worker; nothing comes from it afterwards. */
  end(): void;
}

/** What a pool is made of. */
export interface PoolOptions {
  /** Number of workers, at least 1. */
  readonly jobs: number;
  /**
   * Starts a worker. Its answers go to `answer`; `fail` is called at most once, when it has broken down
   * and will answer nothing more.
   */
  readonly start: (
    answer: (reply: WorkerReply) => void,
    fail: (reason: string) => void,
  ) => PoolWorker;
}

/** How long a chunk should take, ms: an ensemble that is given up ties workers no longer than two of them. */
const AIM = 50;
/** Most runs in a chunk. */
const MOST_RUNS = 8;
/** Chunks per worker that may wait for their turn to be delivered: the backpressure. */
const UNDELIVERED = 6;
/** Orders that a worker has at a time: one at work, one waiting, so that it never idles for a message. */
const QUEUED = 2;

interface Job {
  readonly order: WorkerOrder;
  readonly design: Design;
  /** Whether it is the second try. */
  readonly again: boolean;
  readonly settle: (chunk: ChunkResult) => void;
  readonly reject: (error: Error) => void;
}

interface Seat {
  worker: PoolWorker;
  readonly jobs: Job[];
  /** The design that was sent last and those before, as far as the worker keeps them. */
  designs: readonly number[];
}

/**
 * Runs designs on a pool of workers that share no memory. The workers start with the first design and
 * stay until `close`. Results are the same, bit by bit, as those of `inlineExecutor`. When a run is
 * stopped it resolves at once; what its workers still had in hand is dropped. If a run breaks its worker,
 * the runs of its chunk are tried once more, one by one; what fails again is recorded as failed.
 *
 * @throws RangeError for a number of workers that makes no sense.
 * @example
 * const executor = poolExecutor({ jobs: 2, start: startBrowserWorker });
 * await executor.run(design, (chunk) => collector.add(chunk), { signal });
 */
export function poolExecutor({ jobs, start }: PoolOptions): Executor {
  if (!Number.isSafeInteger(jobs) || jobs < 1) {
    throw new RangeError(`jobs is ${jobs}; give a whole number of at least 1`);
  }
  const seats: Seat[] = [];
  /** Runs that ask for free places, in the order of their start. */
  const hungry = new Set<() => void>();
  let orders = 0;
  let designs = 0;
  let perRun = 0;
  /** Workers that broke down since one last answered. */
  let broken = 0;

  const free = (): Seat | undefined => {
    let best: Seat | undefined;
    for (const seat of seats) {
      if (seat.jobs.length < QUEUED && seat.jobs.length < (best?.jobs.length ?? QUEUED))
        best = seat;
    }
    return best;
  };
  const feed = (): void => {
    for (const refill of hungry) refill();
  };
  const give = (seat: Seat, job: Job): void => {
    const { designId } = job.order;
    const known = seat.designs.includes(designId);
    if (!known) seat.designs = [...seat.designs, designId].slice(-2);
    seat.jobs.push(job);
    seat.worker.post(known ? { ...job.order, design: null } : job.order);
  };
  const seatWorker = (seat: Seat): void => {
    let alive = true;
    seat.designs = [];
    seat.worker = start(
      (reply) => {
        if (!alive) return;
        broken = 0;
        const at = seat.jobs.findIndex(({ order }) => order.id === reply.id);
        const [job] = at < 0 ? [] : seat.jobs.splice(at, 1);
        if (job !== undefined) {
          if (reply.kind === "failed") job.reject(new Error(reply.reason));
          else {
            const sample = reply.milliseconds / Math.max(1, reply.chunk.count);
            perRun = perRun === 0 ? sample : perRun * 0.7 + sample * 0.3;
            job.settle(reply.chunk);
          }
        }
        feed();
      },
      (reason) => {
        if (!alive) return;
        alive = false;
        seat.worker.end();
        broken += 1;
        const lost = seat.jobs.splice(0);
        if (broken > 2 * jobs) {
          for (const job of lost) job.reject(new Error(`workers do not run: ${reason}`));
          feed();
          return;
        }
        seatWorker(seat);
        // Orders are done one after the other: the first was at work, the others had not begun.
        const [atWork, ...others] = lost;
        if (atWork !== undefined) retry(seat, atWork, reason);
        for (const job of others) give(seat, job);
        feed();
      },
    );
  };
  const retry = (seat: Seat, job: Job, reason: string): void => {
    const { order, design, again } = job;
    if (!again) {
      giveSingly(seat, job);
      return;
    }
    const text = `the run broke its worker twice: ${reason}`;
    job.settle(failedRun(design, columnLayout(design.frame).length, order.first, text));
  };
  const giveSingly = (seat: Seat, job: Job): void => {
    const { order, design } = job;
    const parts: ChunkResult[] = [];
    let left = order.count;
    for (let k = 0; k < order.count; k++) {
      give(seat, {
        design,
        again: true,
        order: { ...order, id: ++orders, first: order.first + k, count: 1 },
        reject: job.reject,
        settle: (chunk) => {
          parts[k] = chunk;
          left -= 1;
          if (left === 0) job.settle(joined(parts));
        },
      });
    }
  };

  return {
    jobs,
    run(design, onChunk, options = {}) {
      designs += 1;
      if (seats.length === 0) {
        for (let k = 0; k < jobs; k++) {
          const seat: Seat = { worker: idle, jobs: [], designs: [] };
          seats.push(seat);
          seatWorker(seat);
        }
      }
      const designId = designs;
      const kernelDesign = kernelDesignOf(design);
      const take = (first: number, count: number): Promise<ChunkResult> | null => {
        const seat = free();
        if (seat === undefined) return null;
        orders += 1;
        const order = { id: orders, designId, design: kernelDesign, first, count };
        return new Promise((settle, reject) => {
          give(seat, { order, design, again: false, settle, reject });
        });
      };
      const size = (): number =>
        perRun === 0 ? 1 : Math.max(1, Math.min(MOST_RUNS, Math.floor(AIM / perRun)));
      return runInOrder({ design, most: UNDELIVERED * jobs, take, size, hungry, onChunk, options });
    },
    close() {
      for (const seat of seats.splice(0)) {
        seat.worker.end();
        for (const job of seat.jobs.splice(0)) job.reject(new Error("the pool was closed"));
      }
      return Promise.resolve();
    },
  };
}

/** Stands in a seat until its worker has started. */
const idle: PoolWorker = { post: () => {}, end: () => {} };

interface Running {
  readonly design: Design;
  /** Most chunks under way. */
  readonly most: number;
  /** Has runs done by a free worker; null while there is none. */
  readonly take: (first: number, count: number) => Promise<ChunkResult> | null;
  readonly size: () => number;
  readonly hungry: Set<() => void>;
  readonly onChunk: (chunk: ChunkResult) => void | Promise<void>;
  readonly options: RunOptions;
}

/** Sends a design in chunks as workers become free, and delivers what they answer in the order of runs. */
async function runInOrder(running: Running): Promise<{ readonly stopped: boolean }> {
  const { design, most, take, size, hungry, onChunk, options } = running;
  const { onProgress, signal } = options;
  const end = design.first + design.count;
  const waiting: Promise<ChunkResult>[] = [];
  let next = design.first;
  let wake = (): void => {};
  const refill = (): void => {
    while (next < end && waiting.length < most && signal?.aborted !== true) {
      const count = Math.min(size(), end - next);
      const chunk = take(next, count);
      if (chunk === null) break;
      // Looked at in its turn; until then its failure is nobody's.
      chunk.catch(() => {});
      waiting.push(chunk);
      next += count;
    }
    wake();
  };
  const aborted = new Promise<null>((stop) => {
    signal?.addEventListener("abort", () => {
      stop(null);
      wake();
    });
  });

  let done = 0;
  let failed = 0;
  hungry.add(refill);
  try {
    refill();
    while (done < design.count && signal?.aborted !== true) {
      const head = waiting.shift();
      if (head === undefined) {
        // Every worker is busy with another design.
        await new Promise<void>((awake) => {
          wake = awake;
        });
        continue;
      }
      const chunk = await Promise.race([head, aborted]);
      if (chunk === null) break;
      done += chunk.count;
      failed += chunk.failures.length;
      await onChunk(chunk);
      refill();
      onProgress?.({ done, total: design.count, failed });
    }
  } finally {
    hungry.delete(refill);
  }
  return { stopped: done < design.count };
}

/** Results of consecutive single runs as one chunk. */
function joined(parts: readonly ChunkResult[]): ChunkResult {
  const [head] = parts;
  if (head === undefined) throw new RangeError("no parts to join");
  const { first, held, tiers } = head;
  const whole: ChunkResult = {
    first,
    count: parts.length,
    columns: new Float64Array(head.columns.length * parts.length),
    held: new Uint32Array(held.length),
    tiers: new Uint32Array(tiers.length),
    holders: joinWords(parts.map(({ holders }) => holders)),
    seenSuppliers: new Uint32Array(head.seenSuppliers.length * parts.length),
    seenSegments: new Uint8Array(head.seenSegments.length * parts.length),
    hashes: parts.flatMap(({ hashes }) => hashes),
    failures: parts.flatMap(({ failures }) => failures),
  };
  parts.forEach((part, k) => {
    whole.columns.set(part.columns, k * part.columns.length);
    whole.seenSuppliers.set(part.seenSuppliers, k * part.seenSuppliers.length);
    whole.seenSegments.set(part.seenSegments, k * part.seenSegments.length);
    addTo(whole.held, part.held);
    addTo(whole.tiers, part.tiers);
  });
  return whole;
}

function addTo(sums: Words, values: Words): void {
  for (let cell = 0; cell < sums.length; cell++) {
    sums[cell] = (sums[cell] as number) + (values[cell] as number);
  }
}
