// What a job costs on a cluster, by formula: exact where nothing fails and nothing spreads and one thing
// alone is short, an estimate elsewhere. The simulation says how good.

import { exp } from "../../src/core/math.ts";
import { type Cluster, cut, type Job } from "./cluster.ts";

/** What a job costs. */
export interface Cost {
  /** From the start to the last result, s. */
  readonly wall: number;
  /** The least wall time that each part alone would allow, s. */
  readonly bounds: Readonly<Record<Bound, number>>;
  /** The part with the largest bound. */
  readonly short: Bound;
  /** Processor time of the runs, of what is done around them and of what failures lose, core-hours. */
  readonly coreHours: { readonly runs: number; readonly around: number; readonly lost: number };
  readonly chunks: number;
  /** Seconds of a whole chunk on a worker's thread or threads. */
  readonly chunkSeconds: number;
  /** What comes on top of it, and how much of that does not depend on how many runs it has. */
  readonly overheadSeconds: number;
  readonly fixedSeconds: number;
  /** Files of results. */
  readonly bytes: number;
  /** Redis commands a second while chunks are worked off, and in all. */
  readonly operationsPerSecond: number;
  readonly operations: number;
}

/** What can be short. */
export type Bound =
  | "workers"
  | "loading"
  | "coordinator"
  | "redis"
  | "folderOperations"
  | "folderBytes";

/** The cost of a job on a cluster. */
export function costOf(job: Job, cluster: Cluster): Cost {
  const { workers, queue, folder, coordinator } = cluster;
  const chunks = cut(job);
  const total = chunks.runs.length;
  const { runs, designs } = job;
  const ownRuns = Math.min(job.chunkRuns, Math.ceil(runs / designs));
  const chunkSeconds = (ownRuns * job.secondsPerRun) / workers.threads;
  const chunkBytes = job.bytesPerChunk + ownRuns * job.bytesPerRun;
  const keptBytes = total * job.bytesPerChunk + runs * job.bytesPerRun;
  const inFolder = (operations: number, bytes: number): number =>
    operations / folder.operationsPerSecond + bytes / folder.bytesPerSecond;

  // A worker loads a design when it takes the first chunk of it: at most one for each chunk.
  const loads = Math.min(total, designs * workers.count);
  const loadsEach = designs === 1 ? 0 : loads / total;
  const fixedSeconds = workers.packSecondsPerChunk + loadsEach * workers.designSeconds;
  const busySeconds = chunkSeconds + fixedSeconds + ownRuns * workers.packSecondsPerRun;
  const awaySeconds =
    queue.takeSeconds +
    queue.completeSeconds +
    2 * queue.roundTripSeconds +
    inFolder(folder.operationsToKeep, chunkBytes) +
    loadsEach * inFolder(folder.operationsToLoad, job.designBytes);
  // What a worker has taken ahead keeps its threads at work while it asks and writes.
  const slots = workers.threads + workers.ahead;
  const whole = Math.max(busySeconds, (busySeconds + awaySeconds) / slots);
  // All load at once, and share the folder.
  const loading =
    workers.count * inFolder(2 * folder.operationsToLoad, job.worldBytes + job.designBytes);
  const startSeconds =
    workers.startSeconds + loading + workers.worldSeconds + workers.designSeconds;

  const away = workers.repairSeconds + startSeconds;
  const fails = workers.failureSeconds < Infinity && workers.repairSeconds < Infinity;
  const there = fails ? workers.failureSeconds / (workers.failureSeconds + away) : 1;
  // All that a worker has at hand is lost with it.
  const again = triesFactor(busySeconds * slots, workers.failureSeconds);
  const slowest = 1 - workers.slowShare + workers.slowShare / workers.slowTimes;
  const chunksEach = Math.ceil(total / workers.count);
  const readSeconds =
    total * coordinator.readSecondsPerChunk + runs * coordinator.readSecondsPerRun;
  const bounds: Record<Bound, number> = {
    workers: (chunksEach * whole * again) / there / slowest,
    loading: startSeconds,
    coordinator:
      designs * (coordinator.storeSeconds + coordinator.openSeconds) +
      total * (coordinator.postSeconds + coordinator.noticeSeconds) +
      readSeconds +
      inFolder(total * folder.operationsToRead, keptBytes),
    redis:
      (total * (queue.postSeconds + queue.takeSeconds + queue.completeSeconds)) /
      Math.max(0.05, 1 - workers.count * queue.presentShare),
    folderOperations:
      (total * (folder.operationsToKeep + folder.operationsToRead) +
        loads * folder.operationsToLoad +
        designs * folder.operationsToKeep) /
      folder.operationsPerSecond,
    folderBytes:
      (2 * keptBytes + designs * job.designBytes + (designs === 1 ? 0 : loads * job.designBytes)) /
      folder.bytesPerSecond,
  };
  const short = (Object.keys(bounds) as Bound[]).reduce((a, b) => (bounds[b] > bounds[a] ? b : a));
  const lastRead =
    coordinator.noticeSeconds +
    (designs === total ? coordinator.openSeconds : 0) +
    inFolder(folder.operationsToRead, chunkBytes) +
    coordinator.readSecondsPerChunk +
    ownRuns * coordinator.readSecondsPerRun;
  const firstPosted =
    coordinator.startSeconds +
    coordinator.storeSeconds +
    inFolder(folder.operationsToKeep, job.designBytes);
  const { loading: _, ...working } = bounds;
  const longest = Math.max(...Object.values(working));
  const wall =
    Math.max(startSeconds, firstPosted) +
    (longest === bounds.workers ? longest + lastRead : Math.max(longest, whole)) +
    lossAtEnd(job, cluster, busySeconds * slots);
  const around = total * (busySeconds - chunkSeconds) + readSeconds + workers.count * startSeconds;
  return {
    wall,
    bounds,
    short,
    coreHours: {
      runs: (runs * job.secondsPerRun) / 3600,
      around: around / 3600,
      lost: (runs * job.secondsPerRun * (again - 1)) / 3600,
    },
    chunks: total,
    chunkSeconds,
    overheadSeconds: whole - chunkSeconds,
    fixedSeconds,
    bytes: keptBytes,
    operations: total * queue.operationsPerChunk,
    operationsPerSecond: (total * queue.operationsPerChunk) / wall,
  };
}

/**
 * How much longer a chunk takes than it would without failures, on average, if it begins anew after each:
 * (e^(c/M) - 1) M/c for a chunk of c seconds and a mean time M between failures.
 */
export function triesFactor(seconds: number, failureSeconds: number): number {
  if (failureSeconds === Infinity || seconds === 0) return 1;
  const x = seconds / failureSeconds;
  return (exp(x) - 1) / x;
}

/** What a loss among the last chunks adds, s: nobody takes it over before the lock has run out. */
function lossAtEnd(job: Job, { workers, queue }: Cluster, whole: number): number {
  if (workers.failureSeconds === Infinity) return 0;
  const busy = Math.min(workers.count, Math.ceil(job.runs / job.chunkRuns));
  const chance = 1 - exp((-busy * whole) / workers.failureSeconds);
  return chance * (queue.lockSeconds + 0.5 * queue.checkSeconds + whole);
}

/**
 * The length of a chunk that costs least, s: sqrt(2 h / (s (1/M + 1/w))) for h seconds of a worker's time on each
 * chunk besides its runs, s chunks at hand, a mean time M between failures of a worker and w seconds of work for each.
 * With one chunk at hand and much work it is the rule of Young (1974), sqrt(2 h M); with few failures sqrt(2 h w),
 * because at the end half a chunk is waited for.
 */
export function bestChunkSeconds(
  overhead: number,
  failureSeconds: number,
  work: number,
  atHand = 1,
): number {
  return Math.sqrt((2 * overhead) / (atHand * (1 / failureSeconds + 1 / work)));
}
