// What the queue and its processes take for a chunk: the same runs in many chunks and in few, on a real
// Redis with one real worker.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseRedisAddress } from "../../../src/cluster/redis/address.ts";
import { openRedisBoard } from "../../../src/cluster/redis/board.ts";
import type { Design } from "../../../src/experiments/ensemble.ts";
import { openShared } from "../../../src/results/node/plans/shared-folder.ts";
import type { QueueConstants } from "../constants.ts";
import { type BenchCluster, openBenchCluster } from "./bench-cluster.ts";
import { processorSeconds } from "./processor.ts";

/** Runs that are cut in two ways, and the runs of a chunk of either. */
const RUNS = 512;
const MANY = 1;
const FEW = 64;
/** How long nothing is done to see what waiting workers take, s, and how many more of them there are then. */
const REST = 10;
const MORE = 3;

/** Chunks that are posted where nobody takes them. */
const POSTED = 2_000;

/** Measures the queue. */
export async function measureQueue(
  design: Design,
  known: { readonly packSecondsPerChunk: number; readonly readSecondsPerChunk: number },
): Promise<{
  readonly queue: QueueConstants;
  readonly workerStartSeconds: number;
}> {
  const cluster = await openBenchCluster(20);
  try {
    const worker = cluster.startWorker();
    const workerStartSeconds = await cluster.waitForWorkers(1);
    let seed = 0;
    const measured = async (chunkRuns: number) => {
      // Runs of their own, or they would be found in the folder.
      const own = { ...design, seed: `queue-${seed++}`, first: 0, count: RUNS };
      const before = { redis: await cluster.redis.used(), worker: worker.seconds() };
      const { value, seconds } = await processorSeconds(() =>
        cluster.run(own, { chunkSeconds: chunkRuns / 1000, msPerRun: 1 }),
      );
      const redis = await cluster.redis.used();
      return {
        chunks: value.chunks,
        wall: value.seconds,
        coordinator: seconds,
        commands: redis.commands - before.redis.commands,
        redis: redis.seconds - before.redis.seconds,
        worker: worker.seconds() - before.worker,
      };
    };
    await measured(FEW);
    const many = await measured(MANY);
    const few = await measured(FEW);
    const posted = await measurePosting(cluster);
    // A Redis without clients is not idle either: what workers take shows when there are more of them.
    const rest = async (): Promise<number> => {
      const before = await cluster.redis.used();
      await pause(REST * 1000);
      return ((await cluster.redis.used()).seconds - before.seconds) / REST;
    };
    const alone = await rest();
    for (let k = 0; k < MORE; k++) cluster.startWorker();
    await cluster.waitForWorkers(1 + MORE);
    await pause(1000);
    const waitSeconds = Math.max(0, (await rest()) - alone) / MORE;
    const chunks = many.chunks - few.chunks;
    const each = (of: "commands" | "redis" | "coordinator" | "worker", aside = 0): number =>
      Math.max(0, (many[of] - few[of]) / chunks - aside);
    const beside = (alone * (many.wall - few.wall)) / chunks;
    const all = each("redis", beside);
    const operationsPerChunk = Math.round(each("commands"));
    return {
      queue: {
        version: cluster.redis.version,
        operationsPerChunk,
        postSeconds: posted.redis,
        workSeconds: Math.max(0, all - posted.redis),
        renewSeconds: all / operationsPerChunk,
        waitSeconds,
        coordinatorPostSeconds: posted.coordinator,
        coordinatorNoticeSeconds: each(
          "coordinator",
          posted.coordinator + known.readSecondsPerChunk,
        ),
        workerSeconds: each("worker", known.packSecondsPerChunk),
      },
      workerStartSeconds,
    };
  } finally {
    await cluster.close();
  }
}

/** Processor time of the server and of the posting process for a chunk that is posted, s. */
async function measurePosting({ redis }: BenchCluster): Promise<{
  readonly redis: number;
  readonly coordinator: number;
}> {
  const folder = mkdtempSync(join(tmpdir(), "panoptes-scale-post-"));
  const shared = openShared(folder, { create: true });
  const address = parseRedisAddress(redis.address);
  const board = await openRedisBoard({ address, shared, say: () => {} });
  try {
    const chunks = Array.from({ length: POSTED }, (_, first) => ({
      design: "0".repeat(64),
      first,
      count: 1,
    }));
    const before = await redis.used();
    const { seconds } = await processorSeconds(() => board.post(chunks));
    const after = await redis.used();
    await board.withdraw(chunks);
    return { redis: (after.seconds - before.seconds) / POSTED, coordinator: seconds / POSTED };
  } finally {
    await board.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
