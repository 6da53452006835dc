// What a queue costs: the same runs by threads of one process, and by workers on Redis on the same cores; both
// keep them in a folder and count them. `npm run bench -- cluster [pairs]`. The two sides of a pair are taken one
// after the other and the first of them in turn, so that other work on the machine disturbs both alike. What
// counts is processor time, of all processes together. Linux, with redis-server.

import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { ChunkResult, Design } from "../src/experiments/ensemble.ts";
import { threadsExecutor } from "../src/experiments/node/threads.ts";
import { storingExecutor } from "../src/results/node/chunks/storing-executor.ts";
import { openBenchCluster } from "./scale/measure/bench-cluster.ts";
import { openDesigns } from "./scale/measure/designs.ts";

/** Time of a chunk, s: as for the command. */
const CHUNK_SECONDS = 2;
/** Processor time that the runs of a side should take on each core, s. */
const LONG = 8;
/** A worker that was not heard from for so long is gone, s: as for the command. */
const TAKEOVER = 20;
const pairs = Number(process.argv[2] ?? 4);
if (!Number.isSafeInteger(pairs) || pairs < 1) {
  throw new RangeError(`pairs are a whole number of at least 1, got "${process.argv[2]}"`);
}

/** Processor and wall time, s. */
interface Cost {
  readonly processor: number;
  readonly wall: number;
}

const jobs = availableParallelism();
const { design, count } = (await openDesigns()).ensemble();
const home = mkdtempSync(join(tmpdir(), "panoptes-bench-cluster-"));
const cluster = await openBenchCluster(TAKEOVER);
const workers = Array.from({ length: jobs }, () => cluster.startWorker());
await cluster.waitForWorkers(jobs);
const local = storingExecutor(threadsExecutor({ jobs }), home);

const spent = async (): Promise<number> => {
  const { user, system } = process.cpuUsage();
  const elsewhere = workers.reduce((sum, worker) => sum + worker.seconds(), 0);
  return (user + system) / 1e6 + elsewhere + (await cluster.redis.used()).seconds;
};
const measure = async (run: () => Promise<unknown>): Promise<Cost> => {
  const [begun, before] = [performance.now(), await spent()];
  await run();
  return { processor: (await spent()) - before, wall: (performance.now() - begun) / 1000 };
};
const onChunk = (chunk: ChunkResult): void => void count(chunk);
let msPerRun = 10;
const byThreads = (asked: Design) => measure(() => local.run(asked, onChunk));
const byWorkers = (asked: Design) =>
  measure(() => cluster.run(asked, { chunkSeconds: CHUNK_SECONDS, msPerRun }, onChunk));

const rows: { readonly threads: Cost; readonly workers: Cost }[] = [];
try {
  // Code is compiled, and a run timed: by processor time, which is its time where nothing else is done.
  const warm = { ...design, first: 0, count: 100 * jobs };
  await byWorkers({ ...warm, seed: "warm" });
  await byThreads({ ...warm, seed: "warm too" });
  const timed = await byThreads({ ...warm, seed: "timed" });
  msPerRun = (1000 * timed.processor) / warm.count;
  const runs = Math.ceil((LONG * 1000) / msPerRun) * jobs;
  console.log(
    `${runs} runs of ${msPerRun.toFixed(1)} ms on ${jobs} cores, chunks of ${CHUNK_SECONDS} s at most`,
  );
  for (let k = 0; k < pairs; k++) {
    const asked = { ...design, first: 0, count: runs, seed: `pair ${k}` };
    const first = k % 2 === 0 ? await byThreads(asked) : null;
    const other = await byWorkers(asked);
    rows.push({ threads: first ?? (await byThreads(asked)), workers: other });
  }
} finally {
  await local.close();
  await cluster.close();
  rmSync(home, { recursive: true, force: true });
}

const percent = (a: number, b: number): string => `${((100 * a) / b).toFixed(1)} %`;
console.table(
  rows.map(({ threads, workers: others }) => ({
    "threads, processor s": Number(threads.processor.toFixed(2)),
    "workers, processor s": Number(others.processor.toFixed(2)),
    "workers against threads": percent(others.processor, threads.processor),
    "threads, wall s": Number(threads.wall.toFixed(2)),
    "workers, wall s": Number(others.wall.toFixed(2)),
  })),
);
const sum = (of: (row: (typeof rows)[number]) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);
const share = percent(
  sum(({ workers: others }) => others.processor),
  sum(({ threads }) => threads.processor),
);
console.log(`Processor time of workers against threads over ${pairs} pairs: ${share}`);
