import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { Design, StopSignal } from "../../ensemble.ts";
import type { Replay, Replayer, ReplayOf, ReplayResults } from "../../explain/replays.ts";
import { kernelDesignOf } from "../../kernel-design.ts";
import type { ReplayReply, ReplayTask } from "./tasks.ts";

/** How many threads, and which program they run. */
export interface ReplayerOptions {
  /** Number of threads, at least 1; as many as the machine runs at once unless told. */
  readonly jobs?: number;
  /** The built worker; the one beside this file unless told. */
  readonly workerUrl?: URL;
}

/**
 * Makes replays on worker threads, which start at the first of them and stay until `close`. What comes back
 * is the same, bit by bit, as from `inlineReplayer`, in the same order.
 *
 * @example
 * const replayer = threadsReplayer({ jobs: 4 });
 * const ledgers = await countryLedgers(design, country, last, { replayer });
 * await replayer.close();
 */
export function threadsReplayer({
  jobs = availableParallelism(),
  workerUrl = new URL("./worker.js", import.meta.url),
}: ReplayerOptions = {}): Replayer {
  let pool: Piscina | null = null;
  let designs = 0;
  // Threads that die without a task report here, and then nobody would answer the waiting tasks.
  let broken: Error | null = null;
  const unanswered = new Set<(reason: Error) => void>();
  const threads = (): Piscina => {
    if (pool !== null) return pool;
    pool = new Piscina({
      filename: fileURLToPath(workerUrl),
      minThreads: jobs,
      maxThreads: jobs,
      atomics: "disabled",
      recordTiming: false,
    });
    pool.on("error", (error: Error) => {
      broken = new Error(`worker threads do not start: ${error.message}`, { cause: error });
      for (const reject of unanswered) reject(broken);
    });
    return pool;
  };
  const send = (task: ReplayTask): Promise<ReplayReply> =>
    new Promise((fulfil, reject) => {
      const its = threads();
      if (broken !== null) {
        reject(broken);
        return;
      }
      unanswered.add(reject);
      its
        .run(task)
        .then(fulfil, reject)
        .finally(() => unanswered.delete(reject));
    });
  return {
    jobs,
    async run<K extends Replay["kind"]>(
      design: Design,
      replays: readonly ReplayOf<K>[],
      onResult: (result: ReplayResults[K], index: number) => void,
      { signal }: { readonly signal?: StopSignal } = {},
    ) {
      const designId = ++designs;
      const plain = kernelDesignOf(design);
      const ask = async (task: Omit<ReplayTask, "design">): Promise<ReplayReply> => {
        const reply = await send({ ...task, design: null });
        return reply.kind === "unknown-design" ? await send({ ...task, design: plain }) : reply;
      };
      const waiting: Promise<ReplayReply>[] = [];
      let next = 0;
      let done = 0;
      const refill = (): void => {
        // One at work and one waiting per thread: stopping is then a matter of two replays.
        while (waiting.length < 2 * jobs && next < replays.length && signal?.aborted !== true) {
          const replay = replays[next++];
          if (replay !== undefined) waiting.push(ask({ designId, replay }));
        }
      };
      let giveUp: () => void = () => undefined;
      const stop = (): void => giveUp();
      signal?.addEventListener("abort", stop);
      try {
        refill();
        for (let head = waiting.shift(); head; head = waiting.shift()) {
          const asked = head;
          const reply = await new Promise<ReplayReply | null>((fulfil, reject) => {
            giveUp = () => fulfil(null);
            if (signal?.aborted) giveUp();
            asked.then(fulfil, reject);
          });
          if (reply === null || signal?.aborted) break;
          if (reply.kind === "failed") throw new Error(reply.reason);
          if (reply.kind !== "done") throw new Error("a thread lost its design");
          refill();
          onResult(reply.result as ReplayResults[K], done);
          done++;
        }
      } finally {
        signal?.removeEventListener("abort", stop);
        // Threads finish what they have in hand, two replays at most, for nobody: whoever stops need not wait.
        const rest = Promise.allSettled(waiting);
        if (signal?.aborted !== true) await rest;
      }
      return done;
    },
    close: async () => {
      await pool?.destroy();
    },
  };
}
