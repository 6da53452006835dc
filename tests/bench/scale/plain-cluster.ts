import type { Cluster, Job } from "../../../bench/scale/cluster.ts";

/** A job of 1,000 runs in chunks of 10, 0.1 s each, that writes nothing to speak of. */
export const plainJob: Job = {
  runs: 1000,
  chunkRuns: 10,
  secondsPerRun: 0.1,
  spread: { kind: "none" },
  designs: 1,
  designBytes: 0,
  worldBytes: 0,
  bytesPerRun: 0,
  bytesPerChunk: 0,
};

/** A cluster in which everything but the workers' runs takes no time, and nothing fails. */
export const plainCluster: Cluster = {
  workers: {
    count: 4,
    threads: 1,
    ahead: 0,
    startSeconds: 0,
    worldSeconds: 0,
    designSeconds: 0,
    designsKept: 4,
    packSecondsPerRun: 0,
    packSecondsPerChunk: 0,
    failureSeconds: Infinity,
    repairSeconds: Infinity,
    slowShare: 0,
    slowTimes: 1,
  },
  queue: {
    lockSeconds: 30,
    checkSeconds: 30,
    postSeconds: 0,
    takeSeconds: 0,
    completeSeconds: 0,
    renewSeconds: 0,
    presentShare: 0,
    operationsPerChunk: 10,
    roundTripSeconds: 0,
    spread: { kind: "none" },
    tries: 3,
  },
  folder: {
    bytesPerSecond: 1e9,
    operationsPerSecond: 1e12,
    operationsToKeep: 3,
    operationsToRead: 2,
    operationsToLoad: 0,
  },
  coordinator: {
    startSeconds: 0,
    storeSeconds: 0,
    openSeconds: 0,
    postSeconds: 0,
    noticeSeconds: 0,
    readSecondsPerRun: 0,
    readSecondsPerChunk: 0,
  },
};

/** The plain cluster with some of its parts otherwise. */
export function clusterWith(
  parts: {
    readonly [K in keyof Cluster]?: Partial<Cluster[K]>;
  },
): Cluster {
  return {
    workers: { ...plainCluster.workers, ...parts.workers },
    queue: { ...plainCluster.queue, ...parts.queue },
    folder: { ...plainCluster.folder, ...parts.folder },
    coordinator: { ...plainCluster.coordinator, ...parts.coordinator },
  };
}
