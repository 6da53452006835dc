import type { Job } from "bullmq";
import type { Executor } from "../../experiments/ensemble.ts";
import { chunkComputer } from "../../results/node/plans/compute-chunk.ts";
import type { SharedFolder } from "../../results/node/plans/shared-folder.ts";
import { sweepParts } from "../../results/node/plans/sweep-parts.ts";
import type { RedisAddress } from "./address.ts";
import { loadQueuePackages } from "./connect.ts";
import { watchRefusals } from "./explain.ts";
import { openGate } from "./gate.ts";
import { type ChunkJob, isChunkJob } from "./job.ts";
import { joinRedis } from "./join.ts";
import { PREFIX, queueName } from "./names.ts";
import { describeStrangers, listPresent, sharesQueue } from "./presence.ts";
import { tryChunk } from "./try-chunk.ts";
import type { WorkerNews } from "./worker-news.ts";

/** What a worker is started with. */
export interface RedisWorkerOptions {
  readonly address: RedisAddress;
  readonly shared: SharedFolder;
  /** Threads: nothing is simulated on the thread that calls, which has to show that it lives. Closed by the caller. */
  readonly executor: Executor;
  /** Digests of plugins that designs may load. */
  readonly plugins: readonly string[];
  /** A worker that was not heard from for so long counts as gone, s; at least 2. */
  readonly takeover: number;
  /** Tries of a chunk before it is set aside, at least 1. */
  readonly tries: number;
  readonly onNews: (news: WorkerNews) => void;
}

/** A worker that takes chunks from a queue. */
export interface RedisWorker {
  /** Whether nothing is queued, at work, or to be tried again. */
  isEmpty(): Promise<boolean>;
  /** Says why there is nothing to do, if it can be seen: experiments that look at another folder. */
  explainIdleness(): Promise<string | null>;
  /** Takes nothing new, finishes what it has begun, and leaves. */
  drain(): Promise<void>;
  /** Gives back what it has begun; what had finished of it is kept. `drain` then ends soon. */
  stop(): void;
}

/** First and longest rest after this machine could not do a chunk, ms: others may be able to. */
const REST = 1_000;
const LONGEST_REST = 30_000;

/**
 * Starts a worker on a Redis.
 *
 * A lock says that a worker lives. It lasts half of `takeover` and is renewed twice in that time; every quarter a
 * look is taken for chunks whose lock has ended. So a chunk of a worker that is gone is given to
 * another within `takeover`, and a pause of a network or a process of up to a quarter of it costs nothing. What
 * workers left behind that were killed in the middle of a write is removed first.
 *
 * @throws RedisError or PlanError if Redis or the folder cannot be used, or a clock is off
 */
export async function startRedisWorker(options: RedisWorkerOptions): Promise<RedisWorker> {
  const { address, shared, executor, plugins, takeover, tries, onNews } = options;
  const { bullmq } = await loadQueuePackages();
  const { connection, presence, warnings } = await joinRedis(address, "worker", shared, {
    onLost: (reason) => onNews({ kind: "lost", reason }),
    onBack: () => onNews({ kind: "back" }),
  });
  const { client } = connection;
  for (const text of warnings) onNews({ kind: "warning", text });
  sweepParts(shared);
  const halt = new AbortController();
  const computer = chunkComputer(shared, executor, { plugins });
  const bench = { shared, computer, gate: openGate(), tries, signal: halt.signal };
  const settings = { connection: client, prefix: PREFIX, skipVersionCheck: true };
  const queue = new bullmq.Queue<ChunkJob>(queueName(shared), settings);
  let atWork = 0;
  /** Chunks in a row that this machine could not do. */
  let troubles = 0;
  let draining: Promise<void> | null = null;

  const rest = (): void => {
    if (draining !== null) return;
    troubles += 1;
    void worker.pause(true);
    const pause = Math.min(LONGEST_REST, REST * 2 ** (troubles - 1));
    setTimeout(() => {
      if (draining === null) worker.resume();
    }, pause).unref();
  };
  const work = async (job: Job<ChunkJob>, token = ""): Promise<string> => {
    const { data } = job;
    if (!isChunkJob(data, shared)) {
      throw new bullmq.UnrecoverableError("the job is not a chunk of this shared folder");
    }
    const { design, first, count } = data;
    const chunk = { design, first, count };
    const begun = performance.now();
    const tried = await tryChunk(bench, data, (list) => job.updateData({ ...data, tries: list }));
    switch (tried.kind) {
      case "kept":
      case "found":
        troubles = 0;
        onNews({ kind: tried.kind, chunk, seconds: (performance.now() - begun) / 1000 });
        return tried.kind;
      case "failed":
        onNews({ kind: "failed", chunk, reason: tried.reason, aside: tried.aside });
        throw tried.aside ? new bullmq.UnrecoverableError(tried.reason) : new Error(tried.reason);
      case "give-back":
        onNews({ kind: "given-back", chunk, reason: tried.reason });
        if (!tried.trouble) {
          await job.moveToWait(token);
          throw new bullmq.WaitingError();
        }
        rest();
        await job.moveToDelayed(Date.now() + REST, token);
        throw new bullmq.DelayedError();
      default:
        return tried satisfies never;
    }
  };
  const worker = new bullmq.Worker<ChunkJob, string>(
    queueName(shared),
    async (job, token) => {
      atWork += 1;
      try {
        return await work(job, token);
      } finally {
        atWork -= 1;
      }
    },
    {
      ...settings,
      autorun: false,
      // One more than threads: while a chunk's last runs end, the next has begun.
      concurrency: executor.jobs + 1,
      lockDuration: takeover * 500,
      stalledInterval: takeover * 250,
      // Tries are counted with the job, where also its failures stand.
      maxStalledCount: 1_000_000,
      runRetryDelay: REST,
    },
  );
  // Connections report for themselves, and a lock that was lost means that another worker has the chunk.
  const refused = watchRefusals(address, (text) => onNews({ kind: "warning", text }));
  for (const one of [queue, worker] as NodeJS.EventEmitter[]) one.on("error", refused);
  worker.on("stalled", (chunk) => onNews({ kind: "taken-over", chunk }));
  const running = worker.run();
  running.catch((error: Error) => onNews({ kind: "warning", text: error.message }));

  return {
    async isEmpty() {
      if (!connection.isUp() || atWork > 0) return false;
      const counts = await queue.getJobCounts("wait", "active", "delayed", "prioritized");
      return Object.values(counts).every((count) => count === 0);
    },
    async explainIdleness() {
      if (!connection.isUp() || atWork > 0) return null;
      const present = await listPresent(client, "experiment");
      const served = present.some((one) => sharesQueue(one, shared));
      return served ? null : describeStrangers(present, "experiment", shared);
    },
    drain() {
      draining ??= leave();
      return draining;
    },
    stop: () => halt.abort(),
  };

  async function leave(): Promise<void> {
    const told = Promise.all([worker.close(), presence.end()]).then(() => queue.close());
    // Without a connection nobody can be told; what was finished is in the folder.
    const kept = new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (atWork > 0 || connection.isUp()) return;
        clearInterval(timer);
        resolve();
      }, 100);
      void told.finally(() => clearInterval(timer));
    });
    await Promise.race([told, kept]);
    connection.close();
  }
}
