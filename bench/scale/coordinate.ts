import { type Cluster, type Cut, type Job, POSTED_TOGETHER } from "./cluster.ts";

/** What the coordinating process works with in a simulation. */
interface Surroundings {
  readonly job: Job;
  readonly cluster: Cluster;
  readonly chunks: Cut;
  /** Has its one thread do something that takes so long, in turn. */
  readonly serve: (seconds: number, then: () => void) => void;
  readonly askRedis: (seconds: number, then: () => void) => void;
  readonly useFolder: (operations: number, bytes: number, then: () => void) => void;
  /** Whether the result of a chunk lies in the folder. */
  readonly isThere: (chunk: number) => boolean;
  /** Told that all chunks below this one can be taken. */
  readonly onPosted: (until: number) => void;
}

/** The process that posts chunks and reads their results in the order of runs, at work. */
export interface Coordinating {
  /** Tells that a chunk has ended, kept or set aside. */
  hear(chunk: number): void;
  /** Whether all chunks were read. */
  isDone(): boolean;
}

/** Starts posting; reads what is heard of. Both take turns on one thread. */
export function coordinate(surroundings: Surroundings): Coordinating {
  const { job, cluster, chunks, serve, askRedis, useFolder, isThere, onPosted } = surroundings;
  const { coordinator, queue, folder } = cluster;
  const total = chunks.runs.length;
  const heard = new Uint8Array(total);
  let delivered = 0;
  let reading = false;

  const isFirstOfDesign = (chunk: number): boolean =>
    chunk === 0 || chunks.design[chunk - 1] !== chunks.design[chunk];

  const postFrom = (from: number): void => {
    if (from >= total) return;
    const stored = isFirstOfDesign(from) ? 1 : 0;
    let until = from + 1;
    while (until < Math.min(total, from + POSTED_TOGETHER) && !isFirstOfDesign(until)) until += 1;
    const seconds = stored * coordinator.storeSeconds + (until - from) * coordinator.postSeconds;
    serve(seconds, () =>
      useFolder(stored * folder.operationsToKeep, stored * job.designBytes, () =>
        askRedis((until - from) * queue.postSeconds, () => {
          onPosted(until);
          postFrom(until);
        }),
      ),
    );
  };
  const readNext = (): void => {
    if (reading || delivered >= total || heard[delivered] === 0) return;
    reading = true;
    const chunk = delivered;
    const runs = chunks.runs[chunk] as number;
    const open = isFirstOfDesign(chunk) ? coordinator.openSeconds : 0;
    const next = (): void => {
      delivered += 1;
      reading = false;
      readNext();
    };
    if (!isThere(chunk)) {
      serve(open, next);
      return;
    }
    const read = coordinator.readSecondsPerChunk + runs * coordinator.readSecondsPerRun;
    const bytes = job.bytesPerChunk + runs * job.bytesPerRun;
    useFolder(folder.operationsToRead, bytes, () => serve(open + read, next));
  };
  serve(coordinator.startSeconds, () => postFrom(0));
  return {
    hear(chunk) {
      serve(coordinator.noticeSeconds, () => {
        heard[chunk] = 1;
        readNext();
      });
    },
    isDone: () => delivered >= total,
  };
}
