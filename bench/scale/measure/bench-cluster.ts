import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { clusterExecutor } from "../../../src/cluster/executor.ts";
import { parseRedisAddress } from "../../../src/cluster/redis/address.ts";
import { openRedisBoard } from "../../../src/cluster/redis/board.ts";
import type { ChunkResult, Design } from "../../../src/experiments/ensemble.ts";
import { openShared, type SharedFolder } from "../../../src/results/node/plans/shared-folder.ts";
import { type MeasuredRedis, startMeasuredRedis } from "./redis-server.ts";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.ts";

/** A Redis, a shared folder and workers on this machine, for measuring. */
export interface BenchCluster {
  readonly redis: MeasuredRedis;
  readonly shared: SharedFolder;
  /** Starts a worker; does not wait until it is there. */
  startWorker(): WorkerProcess;
  /** kill -9 of the worker that was started first. */
  killFirst(): Promise<void>;
  /** Waits until so many workers are there; gives back how long that took, s. */
  waitForWorkers(count: number): Promise<number>;
  /**
   * Runs a design in chunks of so many runs, and reads them.
   * @param msPerRun with `chunkSeconds` decides the size of chunks, as for the command
   */
  run(
    design: Design,
    size: { readonly chunkSeconds: number; readonly msPerRun: number },
    onChunk?: (chunk: ChunkResult) => void,
  ): Promise<{ readonly seconds: number; readonly chunks: number }>;
  close(): Promise<void>;
}

/** How often to look whether workers are there, ms. */
const LOOK = 20;

/**
 * Makes such a cluster without workers.
 *
 * @param takeover a worker that was not heard from for so long is gone, s
 * @param plugins digests of plugins that workers may load
 */
export async function openBenchCluster(
  takeover: number,
  plugins: readonly string[] = [],
): Promise<BenchCluster> {
  const redis = await startMeasuredRedis();
  const folder = mkdtempSync(join(tmpdir(), "panoptes-scale-shared-"));
  const shared = openShared(folder, { create: true });
  const address = parseRedisAddress(redis.address);
  const workers: WorkerProcess[] = [];
  const board = await openRedisBoard({ address, shared, say: () => {} });
  return {
    redis,
    shared,
    startWorker() {
      const worker = startWorkerProcess({
        address: redis.address,
        folder,
        takeover,
        plugins,
      });
      workers.push(worker);
      return worker;
    },
    async killFirst() {
      await workers[0]?.kill();
    },
    async waitForWorkers(count) {
      const begun = performance.now();
      while ((await board.workers()) < count) await pause(LOOK);
      return (performance.now() - begun) / 1000;
    },
    async run(design, { chunkSeconds, msPerRun }, onChunk = () => {}) {
      // The board stays: closing the executor would close it.
      const lent = { ...board, close: () => Promise.resolve() };
      const executor = clusterExecutor({ shared, board: lent, chunkSeconds, msPerRun });
      let chunks = 0;
      const begun = performance.now();
      await executor.run(design, (chunk) => {
        if (chunk.failures.length > 0) throw new Error(chunk.failures[0]?.reason);
        chunks += 1;
        onChunk(chunk);
      });
      const seconds = (performance.now() - begun) / 1000;
      await executor.close();
      return { seconds, chunks };
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.kill()));
      await board.close();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
