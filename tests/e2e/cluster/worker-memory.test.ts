import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clusterExecutor } from "../../../src/cluster/executor.ts";
import { parseRedisAddress } from "../../../src/cluster/redis/address.ts";
import { openRedisBoard } from "../../../src/cluster/redis/board.ts";
import type { Design } from "../../../src/experiments/ensemble.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { openShared, type SharedFolder } from "../../../src/results/node/plans/shared-folder.ts";
import { startWorker, type WorkerProcess } from "../../support/queue-worker.ts";
import { findRedis, type RedisServer, startRedis } from "../../support/redis.ts";
import { tinyCompiled } from "../../support/tiny-frame.ts";

// What a worker holds after many chunks. PANOPTES_CLUSTER=full takes 50,000 chunks, and the bounds that hold there.

const full = process.env.PANOPTES_CLUSTER === "full";
const CYCLES = full ? 50_000 : 3_000;
/** Looks at the memory in each tenth of the cycles. */
const LOOKS = 5;
/**
 * Most that the last tenth may hold above the second. In a short run code is still being compiled and
 * tables grow to their size after the second tenth; what a chunk left behind, 1 kB say, would be 2.4 MB of 15.
 */
const bounds = full ? { heap: 1.05, whole: 1.05 } : { heap: 1.1, whole: 1.2 };

const program = process.platform === "win32" ? null : findRedis();

/** Looks at its memory when it is asked, after it has let go of what it does not need. */
const WITNESS = `
import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("SIGUSR2", () => {
  gc();
  process.stderr.write(JSON.stringify({ event: "memory", ...process.memoryUsage() }) + "\\n");
});`;

interface Look {
  readonly heapUsed: number;
  readonly rss: number;
}

describe.skipIf(program === null)(`${CYCLES} of the smallest chunks`, () => {
  let redis: RedisServer;
  let shared: SharedFolder;
  let worker: WorkerProcess | undefined;
  beforeAll(async () => {
    redis = await startRedis(program as string);
    shared = openShared(mkdtempSync(join(tmpdir(), "panoptes-worker-memory-")), { create: true });
  });
  afterAll(async () => {
    await worker?.kill();
    await redis?.stop();
    // Many small files take their time.
    rmSync(shared.path, { recursive: true, force: true });
  }, 600_000);

  test("leave a worker with the memory that it had, and Redis with an empty queue", async () => {
    const design: Design = {
      ...makeDesign(tinyCompiled({ steps: 8 }), { count: CYCLES, seed: "m", recordHolders: false }),
      picks: [{ column: 0, step: 7 }],
    };
    const board = await openRedisBoard({
      address: parseRedisAddress(redis.address),
      shared,
      say: () => {},
    });
    const executor = clusterExecutor({ shared, board, msPerRun: 1, chunkSeconds: 0.001 });
    const client = new Redis(redis.address);
    const one = startWorker({
      engine: redis.address,
      shared: shared.path,
      flags: ["--jobs", "1"],
      node: ["--expose-gc", "--import", `data:text/javascript,${encodeURIComponent(WITNESS)}`],
    });
    worker = one;
    await one.ready;
    const ofRedis: number[] = [];
    let delivered = 0;
    try {
      await executor.run(design, async () => {
        delivered += 1;
        if (delivered % (CYCLES / (10 * LOOKS)) !== 0) return;
        one.signal("SIGUSR2");
        const memory = /used_memory:(\d+)/.exec(await client.info("memory"))?.[1];
        ofRedis.push(Number(memory) / 2 ** 20);
      });
    } finally {
      await executor.close();
    }
    const looks = (): Look[] =>
      one.events.filter(({ event }) => event === "memory") as unknown as Look[];
    while (looks().length < 10 * LOOKS - 1) await pause(20);
    const keys = await client.keys("panoptes:*");
    await client.quit();
    // Neither a chunk nor who took it is left, whatever was told about them.
    expect(
      keys.filter((key) => /[0-9a-f]{64}|:(wait|active|delayed|failed|completed)$/.test(key)),
    ).toEqual([]);

    const tenth = (of: (look: Look) => number, k: number): number => {
      const part = looks()
        .map(of)
        .slice(k * LOOKS, (k + 1) * LOOKS);
      return part.reduce((sum, bytes) => sum + bytes, 0) / part.length / 2 ** 20;
    };
    const heap = (k: number): number => tenth(({ heapUsed }) => heapUsed, k);
    const whole = (k: number): number => tenth(({ rss }) => rss, k);
    const row = (of: (k: number) => number): string =>
      Array.from({ length: 10 }, (_, k) => of(k).toFixed(1)).join(" ");
    if (full) {
      console.log(
        `MB by tenths of ${CYCLES} chunks\nheap of the worker: ${row(heap)}\nwhole process: ${row(whole)}\n` +
          `Redis: ${row((k) => ofRedis[(k + 1) * LOOKS - 1] as number)}`,
      );
    }
    expect(heap(9) / heap(1)).toBeLessThan(bounds.heap);
    expect(whole(9) / whole(1)).toBeLessThan(bounds.whole);
  }, 3_600_000);
});
