// Small jobs by real workers on this machine, and what the simulation says of them. What a run takes is
// measured just before and after each, so that other work on the machine disturbs both alike.

import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { chunkRuns } from "../../../src/experiments/cut-runs.ts";
import type { Design } from "../../../src/experiments/ensemble.ts";
import { threadsExecutor } from "../../../src/experiments/node/threads.ts";
import type { Cluster, Job } from "../cluster.ts";
import type { Constants, RunConstants } from "../constants.ts";
import type { LiveRun } from "../live-run.ts";
import { repeat } from "../repeat.ts";
import { type BenchCluster, openBenchCluster } from "./bench-cluster.ts";

/** A job: workers, time of a chunk in s, and whether one of them is ended in the middle. */
export type LiveCase = readonly [workers: number, chunkSeconds: number, killed: number];

/** Jobs whose runs compute, as many workers as most machines have cores. */
export const computing: readonly LiveCase[] = [
  [1, 0.05, 0],
  [1, 0.5, 0],
  [1, 2, 0],
  [2, 0.05, 0],
  [2, 0.5, 0],
  [2, 2, 0],
  [1, 0.5, 1],
  [2, 0.05, 1],
  [2, 0.5, 1],
  [2, 2, 1],
];

/** Jobs whose runs wait, more workers than cores. */
export const waiting: readonly LiveCase[] = [
  [4, 0.2, 0],
  [4, 0.5, 0],
  [4, 2, 0],
  [4, 0.5, 1],
  [4, 2, 1],
];
/** How long a job should take, s. */
const LONG = 10;
/** A worker that was not heard from for so long is gone, s: the least that may be chosen. */
const TAKEOVER = 2;
/** For how long runs are timed, before and after, s. */
const TIMED = 1.5;
/** Seeds of the simulation; what differs is when lost chunks are looked for. */
const SEEDS = 40;

/** What the jobs are of. */
export interface LiveDesign {
  /** Little is recorded of its runs. */
  readonly design: Design;
  /** What its chunks take. */
  readonly runs: RunConstants;
  readonly waits: boolean;
}

/** Makes jobs one after the other. */
export async function measureLive(
  { design, runs, waits }: LiveDesign,
  cases: readonly LiveCase[],
  constants: Pick<Constants, "queue" | "workerStartSeconds">,
  say: (text: string) => void,
): Promise<LiveRun[]> {
  const found: LiveRun[] = [];
  const plugins = (design.plugins ?? []).map(({ digest }) => digest);
  for (const [k, [workers, chunkSeconds, killed]] of cases.entries()) {
    const cluster = await openBenchCluster(TAKEOVER, plugins);
    try {
      for (let w = 0; w < workers; w++) cluster.startWorker();
      await cluster.waitForWorkers(workers);
      const own = { ...design, seed: `live-${k}`, first: 0 };
      const one = { workers, chunkSeconds, killed, waits };
      const live = await measureCase(cluster, own, runs, constants, one);
      say(
        `${workers} workers, chunks of ${chunkSeconds} s, ${killed} killed: ` +
          `${live.measured.toFixed(2)} s measured, ${live.predicted.toFixed(2)} s simulated`,
      );
      found.push(live);
    } finally {
      await cluster.close();
    }
  }
  return found;
}

interface Case {
  readonly waits: boolean;
  readonly workers: number;
  readonly chunkSeconds: number;
  readonly killed: number;
}

async function measureCase(
  cluster: BenchCluster,
  design: Design,
  runs: RunConstants,
  constants: Pick<Constants, "queue" | "workerStartSeconds">,
  { workers, chunkSeconds, killed, waits }: Case,
): Promise<LiveRun> {
  // Loads the design, and lets the code of all workers be compiled.
  const rough = await timeRuns(design, workers);
  const warm = { ...design, seed: `${design.seed}-warm`, count: Math.ceil((workers * 3) / rough) };
  await cluster.run(warm, { chunkSeconds: 0.2, msPerRun: rough * 1000 });
  const before = await timeRuns(design, workers);
  const count = Math.ceil((LONG * workers) / before);
  const size = { chunkSeconds, msPerRun: before * 1000 };
  const doing = cluster.run({ ...design, count }, size);
  const at = 0.4 * LONG;
  if (killed > 0) {
    await pause(at * 1000);
    await cluster.killFirst();
    cluster.startWorker();
  }
  const { seconds, chunks } = await doing;
  const after = await timeRuns(design, workers);
  const job: Job = {
    runs: count,
    chunkRuns: chunkRuns(size),
    secondsPerRun: (before + after) / 2,
    spread: { kind: "none" },
    designs: 1,
    designBytes: 0,
    worldBytes: 0,
    bytesPerRun: runs.bytesPerRun,
    bytesPerChunk: runs.bytesPerChunk,
  };
  const killedAt = killed > 0 ? [at] : [];
  const predicted = repeat(job, thisMachine(runs, constants, { workers, waits, killedAt }), SEEDS);
  return {
    workers,
    chunkSeconds,
    killed,
    waits,
    runs: count,
    chunks,
    measured: seconds,
    predicted: predicted.mean(({ wall }) => wall),
  };
}

/** Wall time of a run on one of so many threads that all work, s. */
async function timeRuns(design: Design, threads: number): Promise<number> {
  const executor = threadsExecutor({ jobs: threads });
  try {
    const time = async (count: number): Promise<number> => {
      const begun = performance.now();
      await executor.run({ ...design, first: 0, count: count * threads }, () => {});
      return (performance.now() - begun) / 1000 / count;
    };
    const rough = await time(40);
    return await time(Math.ceil(TIMED / rough));
  } finally {
    await executor.close();
  }
}

/** This machine as a cluster: a local disk, no network, and workers that are there. */
function thisMachine(
  runs: RunConstants,
  { queue, workerStartSeconds }: Pick<Constants, "queue" | "workerStartSeconds">,
  {
    workers,
    waits,
    killedAt,
  }: Pick<Case, "workers" | "waits"> & { readonly killedAt: readonly number[] },
): Cluster {
  // With as many workers as cores, Redis and the coordinating process take their time from the workers.
  const others =
    queue.postSeconds +
    queue.workSeconds +
    queue.coordinatorPostSeconds +
    queue.coordinatorNoticeSeconds +
    runs.readSecondsPerChunk;
  const borrowed = !waits && workers >= availableParallelism() ? others / workers : 0;
  return {
    workers: {
      count: workers,
      threads: 1,
      ahead: 1,
      startSeconds: workerStartSeconds,
      worldSeconds: 0,
      designSeconds: 0,
      designsKept: 4,
      packSecondsPerRun: runs.packSecondsPerRun,
      packSecondsPerChunk: runs.packSecondsPerChunk + queue.workerSeconds + borrowed,
      failureSeconds: Infinity,
      repairSeconds: 0,
      killedAt,
      areThere: true,
      slowShare: 0,
      slowTimes: 1,
    },
    queue: {
      lockSeconds: TAKEOVER / 2,
      checkSeconds: TAKEOVER / 4,
      tries: 3,
      postSeconds: queue.postSeconds,
      takeSeconds: 0,
      completeSeconds: queue.workSeconds,
      renewSeconds: queue.renewSeconds,
      presentShare: queue.waitSeconds,
      operationsPerChunk: queue.operationsPerChunk,
      roundTripSeconds: 0,
      spread: { kind: "none" },
    },
    folder: {
      bytesPerSecond: 1e9,
      operationsPerSecond: 1e5,
      operationsToKeep: 3,
      operationsToRead: 2,
      operationsToLoad: 2,
    },
    coordinator: {
      startSeconds: 0,
      storeSeconds: 0,
      openSeconds: 0,
      postSeconds: queue.coordinatorPostSeconds,
      noticeSeconds: queue.coordinatorNoticeSeconds,
      readSecondsPerRun: runs.readSecondsPerRun,
      readSecondsPerChunk: runs.readSecondsPerChunk,
    },
  };
}
