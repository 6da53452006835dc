// What a cluster is made of and what it is asked to do, as the cost model and the simulation see it.
// Times are in seconds, sizes in bytes.

import type { Spread } from "./chances.ts";
import type { Locks } from "./take-over.ts";

/** Work that is cut into chunks. */
export interface Job {
  readonly runs: number;
  /** Runs of a chunk; the last one may have fewer. */
  readonly chunkRuns: number;
  /** Processor time of a run on one thread. */
  readonly secondsPerRun: number;
  /** How the times of chunks spread around their mean. */
  readonly spread: Spread;
  /** Designs that the runs belong to, as evenly as can be; a chunk belongs to one. */
  readonly designs: number;
  /** Size of a design's file, without the world. */
  readonly designBytes: number;
  /** Size of the world's file. */
  readonly worldBytes: number;
  /** Size of a chunk's file: so much for each run, and so much whatever their number. */
  readonly bytesPerRun: number;
  readonly bytesPerChunk: number;
}

/** What a worker is and what befalls it. */
export interface Workers {
  readonly count: number;
  /** Threads of a worker; a chunk is shared by all. */
  readonly threads: number;
  /** Chunks that it takes ahead, beside one for each thread: they share the threads. */
  readonly ahead: number;
  /** From the start of the process until it can load the world. */
  readonly startSeconds: number;
  /** Processor time to make the world of its file, once for each worker. */
  readonly worldSeconds: number;
  /** Processor time to make a design of its file; workers keep the last few. */
  readonly designSeconds: number;
  readonly designsKept: number;
  /** Processor time to pack a chunk: for each run, and whatever their number. */
  readonly packSecondsPerRun: number;
  readonly packSecondsPerChunk: number;
  /** Mean time between failures of one worker; Infinity: none fails. */
  readonly failureSeconds: number;
  /** Mean time until a dead worker is started again; Infinity: never. */
  readonly repairSeconds: number;
  /** Times at which a worker is ended, the first one at the first; none where only failures end them. */
  readonly killedAt?: readonly number[];
  /** Whether they are there already when the job begins. */
  readonly areThere?: boolean;
  /** Share of workers that are slow, and how many times longer they take. */
  readonly slowShare: number;
  readonly slowTimes: number;
}

/** The queue: one Redis, whose commands are done one after the other. */
export interface Queue extends Locks {
  /** Time of the server for a chunk, by what is done. */
  readonly postSeconds: number;
  readonly takeSeconds: number;
  readonly completeSeconds: number;
  /** Time of the server for renewing a lock. */
  readonly renewSeconds: number;
  /** Share of the server's time that a worker takes by being there: signs of life, looks after lost chunks. */
  readonly presentShare: number;
  /** Commands for a chunk that goes well, from posting to its notice. */
  readonly operationsPerChunk: number;
  /** There and back over the network, once to take a chunk and once to complete it. */
  readonly roundTripSeconds: number;
  /** How the server's times spread. */
  readonly spread: Spread;
  /** A chunk that was taken so often without an end is set aside. */
  readonly tries: number;
}

/** The folder that all share. */
export interface Folder {
  readonly bytesPerSecond: number;
  /** Openings, renamings and look-ups a second. */
  readonly operationsPerSecond: number;
  /** Such operations to keep a chunk, to read one, and to open a design or world. */
  readonly operationsToKeep: number;
  readonly operationsToRead: number;
  readonly operationsToLoad: number;
}

/** The process that posts chunks and reads their results in the order of runs. */
export interface Coordinator {
  /** Before the first chunk is posted. */
  readonly startSeconds: number;
  /** To make and store a design before its chunks are posted, and to make it once more before they are read. */
  readonly storeSeconds: number;
  readonly openSeconds: number;
  /** To post a chunk. */
  readonly postSeconds: number;
  /** To hear that a chunk has ended. */
  readonly noticeSeconds: number;
  /** To read and count a chunk: for each run, and whatever their number. */
  readonly readSecondsPerRun: number;
  readonly readSecondsPerChunk: number;
}

/** A cluster. */
export interface Cluster {
  readonly workers: Workers;
  readonly queue: Queue;
  readonly folder: Folder;
  readonly coordinator: Coordinator;
}

/** Chunks of a job. */
export interface Cut {
  /** Runs of every chunk. */
  readonly runs: Uint32Array;
  /** Number of the design that it belongs to. */
  readonly design: Uint32Array;
}

/** Jobs that were cut already: formulas ask again and again. */
const cuts = new WeakMap<Job, Cut>();

/** Cuts a job into chunks, in order. */
export function cut(job: Job): Cut {
  const known = cuts.get(job) ?? cutAnew(job);
  cuts.set(job, known);
  return known;
}

function cutAnew({ runs, chunkRuns, designs }: Job): Cut {
  const perDesign = runs / designs;
  const sizes: number[] = [];
  const owners: number[] = [];
  for (let d = 0; d < designs; d++) {
    const end = Math.round((d + 1) * perDesign);
    for (let first = Math.round(d * perDesign); first < end; first += chunkRuns) {
      sizes.push(Math.min(chunkRuns, end - first));
      owners.push(d);
    }
  }
  return { runs: Uint32Array.from(sizes), design: Uint32Array.from(owners) };
}

/** Most chunks posted with one message, all of one design. */
export const POSTED_TOGETHER = 500;
