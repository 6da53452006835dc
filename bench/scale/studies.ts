// The two studies of the document as jobs and clusters: what was measured, and what has to be assumed.

import { chunkRuns } from "../../src/experiments/cut-runs.ts";
import type { Cluster, Job } from "./cluster.ts";
import type { Constants, JobKind } from "./constants.ts";

/** A study. */
export interface Study {
  readonly name: string;
  readonly kind: JobKind;
  readonly runs: number;
}

/** The studies. */
export const studies: readonly [sobol: Study, cities: Study] = [
  { name: "Sobol' study, 1,000,000 runs", kind: "sobol", runs: 1_000_000 },
  { name: "100,000 cities, 10,000 runs", kind: "cities", runs: 10_000 },
];

/** What most people run: an ensemble with everything recorded. */
export const plainEnsemble: Study = {
  name: "plain ensemble, 100,000 runs",
  kind: "ensemble",
  runs: 100_000,
};

/** Workers that the document shows. */
export const workerCounts: readonly number[] = [10, 100, 1_000, 10_000];

/**
 * What no measurement on one machine can tell. A file server of a computing centre and a network between
 * machines, both middling; workers that fail once a day, as on machines that are lent for as long as nobody else
 * wants them (owned ones live a hundred times as long), and are there again five minutes later.
 */
export const assumed = {
  roundTripSeconds: 0.0005,
  folderBytesPerSecond: 1e9,
  folderOperationsPerSecond: 5_000,
  failureSeconds: 86_400,
  repairSeconds: 300,
  /** Standard deviation over mean of what equal chunks take, and one machine in fifty that takes twice as long. */
  cv: 0.1,
  slowShare: 0.02,
  slowTimes: 2,
} as const;

/** How the queue is set: as `src/cluster/redis` sets it. */
export interface QueueSettings {
  readonly lockSeconds: number;
  readonly checkSeconds: number;
  readonly tries: number;
}

/** Operations in a file system: open, write, rename; open and read; look whether it is there. */
const operations = { keep: 3, read: 2, load: 2 };

/** What may be chosen of a study. */
export interface Choices {
  readonly workers: number;
  readonly chunkSeconds: number;
  readonly failureSeconds?: number;
}

/** A study as a job. */
export function jobOf({ kind, runs }: Study, constants: Constants, chunkSeconds: number): Job {
  const { runs: each, design } = constants.jobs[kind];
  return {
    runs,
    chunkRuns: chunkRuns({ msPerRun: 1000 * each.secondsPerRun, chunkSeconds }),
    secondsPerRun: each.secondsPerRun,
    spread: { kind: "lognormal", cv: assumed.cv },
    designs: design.runs === 0 ? 1 : Math.ceil(runs / design.runs),
    designBytes: design.bytes,
    worldBytes: design.worldBytes,
    bytesPerRun: each.bytesPerRun,
    bytesPerChunk: each.bytesPerChunk,
  };
}

/** A cluster of the assumed kind for a study. */
export function clusterOf(
  { kind }: Study,
  constants: Constants,
  settings: QueueSettings,
  { workers, failureSeconds = assumed.failureSeconds }: Omit<Choices, "chunkSeconds">,
): Cluster {
  const { runs, design } = constants.jobs[kind];
  const { queue } = constants;
  return {
    workers: {
      count: workers,
      threads: 1,
      ahead: 1,
      startSeconds: constants.workerStartSeconds,
      worldSeconds: Math.max(0, design.worldSeconds - design.loadSeconds),
      designSeconds: design.loadSeconds,
      designsKept: 4,
      packSecondsPerRun: runs.packSecondsPerRun,
      packSecondsPerChunk: runs.packSecondsPerChunk + queue.workerSeconds,
      failureSeconds,
      repairSeconds: assumed.repairSeconds,
      slowShare: assumed.slowShare,
      slowTimes: assumed.slowTimes,
    },
    queue: {
      ...settings,
      postSeconds: queue.postSeconds,
      takeSeconds: 0,
      completeSeconds: queue.workSeconds,
      renewSeconds: queue.renewSeconds,
      presentShare: queue.waitSeconds,
      operationsPerChunk: queue.operationsPerChunk,
      roundTripSeconds: assumed.roundTripSeconds,
      spread: { kind: "exponential" },
    },
    folder: {
      bytesPerSecond: assumed.folderBytesPerSecond,
      operationsPerSecond: assumed.folderOperationsPerSecond,
      operationsToKeep: operations.keep,
      operationsToRead: operations.read,
      operationsToLoad: operations.load,
    },
    coordinator: {
      startSeconds: constants.coordinatorStartSeconds,
      storeSeconds: design.makeSeconds + design.storeSeconds,
      openSeconds: design.runs === 0 ? 0 : design.makeSeconds,
      postSeconds: queue.coordinatorPostSeconds,
      noticeSeconds: queue.coordinatorNoticeSeconds,
      readSecondsPerRun: runs.readSecondsPerRun,
      readSecondsPerChunk: runs.readSecondsPerChunk,
    },
  };
}
