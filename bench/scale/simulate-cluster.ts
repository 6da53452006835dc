// A discrete-event simulation of a cluster at work: workers that take chunks from one Redis, compute,
// keep them in one shared folder and die now and then; one process that reads the results in order.

import { chancesOf, timeOf } from "./chances.ts";
import { type Cluster, cut, type Job, POSTED_TOGETHER } from "./cluster.ts";
import { eventQueue } from "./event-queue.ts";
import { sharedLine } from "./shared-line.ts";
import { station } from "./station.ts";
import { takeOver } from "./take-over.ts";
import { type Activity, timeSheet } from "./time-sheet.ts";

/** What came of it. Times in s. */
export interface Simulated {
  /** From the start until the last result was counted; NaN if it never came to that. */
  readonly wall: number;
  readonly chunks: number;
  /** Chunks whose runs were counted, and those that were set aside after too many tries. */
  readonly kept: number;
  readonly setAside: number;
  /** Deaths of workers, and how many of them took a chunk along. */
  readonly deaths: number;
  readonly lostTries: number;
  /** What workers spent their time on; adds up to workers × wall. */
  readonly spent: Readonly<Record<Activity, number>>;
  /** Share of the time in which each was busy. */
  readonly load: {
    readonly coordinator: number;
    readonly redis: number;
    readonly folderOperations: number;
    readonly folderBytes: number;
    /** Of the time that workers were there: computing what was kept. */
    readonly workers: number;
  };
  /** When the last chunk was kept. */
  readonly lastKept: number;
}

/** A worker. What belongs to a life that is over is not looked at any more. */
interface Worker {
  readonly index: number;
  readonly slowness: number;
  life: number;
  chunk: number;
  taken: number;
  designs: readonly number[];
}

const NONE = -1;

/** Most of Redis' time that background work may take in the simulation: more would never end. */
const MOST_BACKGROUND = 0.95;

/**
 * Simulates a job on a cluster. The same seed gives the same luck: a chunk takes as long in one cluster as
 * in another.
 *
 * @param seed text, as for runs
 */
export function simulateCluster(job: Job, cluster: Cluster, seed: string): Simulated {
  const { workers, queue, folder, coordinator } = cluster;
  const events = eventQueue();
  const chances = chancesOf(seed);
  const sheet = timeSheet(workers.count);
  const chunks = cut(job);
  const total = chunks.runs.length;

  const redis = station();
  const folderOperations = station();
  const folderBytes = sharedLine(events, folder.bytesPerSecond);
  const reader = station();

  const there = new Uint8Array(total);
  const tries = new Uint8Array(total);
  const heard = new Uint8Array(total);
  const returned: number[] = [];
  let posted = 0;
  let nextNew = 0;
  let resting: Worker[] = [];
  let restingHead = 0;
  let deaths = 0;
  let lostTries = 0;
  let setAside = 0;
  let delivered = 0;
  let lastKept = 0;
  let reading = false;
  let visits = 0;

  const phase = chances.phase(0) * queue.checkSeconds;
  /** Share of Redis' time for renewals, checks and workers who ask in vain. */
  const background = (): number => {
    const { busy, idle, up } = sheet.counts();
    const share =
      (busy * queue.renewSeconds) / (queue.lockSeconds / 2) +
      (up * queue.checkedSeconds) / queue.checkSeconds +
      (idle * queue.idleSeconds) / queue.idleEvery;
    return Math.min(MOST_BACKGROUND, share);
  };
  /** Nothing to do there is no visit: the command that completes a chunk may well bring the next one. */
  const askRedis = (seconds: number, then: () => void, travel = queue.roundTripSeconds): void => {
    const now = events.now();
    if (seconds === 0) {
      events.at(now + travel, then);
      return;
    }
    const time = timeOf(seconds, queue.spread, chances.redis(visits++));
    events.at(redis.serve(now, time / (1 - background())) + travel, then);
  };
  const useFolder = (operations: number, bytes: number, then: () => void): void => {
    const found = folderOperations.serve(events.now(), operations / folder.operationsPerSecond);
    events.at(found, () => folderBytes.use(bytes, then));
  };
  const bytesOf = (chunk: number): number =>
    job.bytesPerChunk + (chunks.runs[chunk] as number) * job.bytesPerRun;

  // The coordinator posts.
  const postFrom = (from: number): void => {
    if (from >= total) return;
    const design = chunks.design[from] as number;
    const stored = from === 0 || chunks.design[from - 1] !== design ? 1 : 0;
    let until = from + 1;
    while (until < Math.min(total, from + POSTED_TOGETHER) && chunks.design[until] === design) {
      until += 1;
    }
    const seconds = stored * coordinator.storeSeconds + (until - from) * coordinator.postSeconds;
    const made = reader.serve(events.now(), seconds);
    events.at(made, () =>
      useFolder(stored * folder.operationsToKeep, stored * job.designBytes, () =>
        askRedis((until - from) * queue.postSeconds, () => {
          posted = until;
          wakeResting();
          postFrom(until);
        }),
      ),
    );
  };

  // The coordinator reads.
  const hear = (chunk: number): void => {
    events.at(reader.serve(events.now(), coordinator.noticeSeconds), () => {
      heard[chunk] = 1;
      readNext();
    });
  };
  const readNext = (): void => {
    if (reading || delivered >= total || heard[delivered] === 0) return;
    reading = true;
    const isThere = there[delivered] === 1;
    const isFirst = delivered === 0 || chunks.design[delivered - 1] !== chunks.design[delivered];
    const read =
      coordinator.readSecondsPerChunk +
      (chunks.runs[delivered] as number) * coordinator.readSecondsPerRun;
    const seconds = (isFirst ? coordinator.openSeconds : 0) + (isThere ? read : 0);
    const count = (): void =>
      events.at(reader.serve(events.now(), seconds), () => {
        delivered += 1;
        reading = false;
        readNext();
      });
    if (isThere) useFolder(folder.operationsToRead, bytesOf(delivered), count);
    else count();
  };

  // Workers live.
  const start = (worker: Worker): void => {
    const life = worker.life;
    const born = events.now();
    sheet.turn(worker.index, "starting", born);
    if (workers.failureSeconds < Infinity) {
      const lasts = timeOf(
        workers.failureSeconds,
        { kind: "exponential" },
        chances.life(worker.index, life),
      );
      events.at(born + lasts, () => die(worker));
    }
    const going = alive(worker);
    events.at(
      born + workers.startSeconds,
      going(() =>
        useFolder(
          folder.operationsToLoad,
          job.worldBytes,
          going(() =>
            events.at(
              events.now() + workers.worldSeconds,
              going(() => rest(worker)),
            ),
          ),
        ),
      ),
    );
  };
  /** Wraps what a worker does later: nothing, if it has died by then. */
  const alive = (worker: Worker): ((then: () => void) => () => void) => {
    const { life } = worker;
    return (then) => () => {
      if (worker.life === life) then();
    };
  };
  const die = (worker: Worker): void => {
    const now = events.now();
    deaths += 1;
    worker.life += 1;
    worker.designs = [];
    sheet.lose(worker.index, now);
    sheet.turn(worker.index, "down", now);
    if (worker.chunk !== NONE) {
      const lost = worker.chunk;
      lostTries += 1;
      worker.chunk = NONE;
      tries[lost] = (tries[lost] as number) + 1;
      events.at(takeOver(queue, worker.taken, now, phase), () => giveBack(lost));
    }
    if (workers.repairSeconds < Infinity) {
      const u = chances.repair(worker.index, worker.life);
      const gone = timeOf(workers.repairSeconds, { kind: "exponential" }, u);
      events.at(now + gone, () => start(worker));
    }
  };
  const giveBack = (chunk: number): void => {
    if ((tries[chunk] as number) >= queue.tries) {
      setAside += 1;
      there[chunk] = 0;
      hear(chunk);
      return;
    }
    // A lost chunk comes before those that nobody has tried.
    returned.push(chunk);
    wakeResting();
  };
  const rest = (worker: Worker): void => {
    sheet.turn(worker.index, "idle", events.now());
    resting.push(worker);
    wakeResting();
  };
  const wakeResting = (): void => {
    while (restingHead < resting.length && (returned.length > 0 || nextNew < posted)) {
      const worker = resting[restingHead++] as Worker;
      // Who died while resting stands in the line no more, or once more behind.
      if (worker.chunk !== NONE || sheet.activity(worker.index) !== "idle") continue;
      begin(worker, returned.pop() ?? nextNew++);
    }
    if (restingHead > 1024 && restingHead * 2 > resting.length) {
      resting = resting.slice(restingHead);
      restingHead = 0;
    }
  };

  // A worker and its chunk.
  const begin = (worker: Worker, chunk: number): void => {
    const { index } = worker;
    const going = alive(worker);
    const design = chunks.design[chunk] as number;
    const runs = chunks.runs[chunk] as number;
    worker.chunk = chunk;
    worker.taken = events.now();
    const compute = (): void => {
      if (there[chunk] === 1) {
        complete();
        return;
      }
      sheet.turn(index, "computing", events.now());
      const mean = (runs * job.secondsPerRun) / workers.threads;
      const seconds = timeOf(mean, job.spread, chances.chunk(chunk)) * worker.slowness;
      events.at(events.now() + seconds, going(keep));
    };
    const keep = (): void => {
      sheet.turn(index, "keeping", events.now());
      const pack = workers.packSecondsPerChunk + runs * workers.packSecondsPerRun;
      events.at(
        events.now() + pack,
        going(() =>
          useFolder(
            folder.operationsToKeep,
            bytesOf(chunk),
            going(() => {
              there[chunk] = 1;
              lastKept = events.now();
              complete();
            }),
          ),
        ),
      );
    };
    const complete = (): void => {
      sheet.turn(index, "asking", events.now());
      askRedis(
        queue.completeSeconds,
        going(() => {
          worker.chunk = NONE;
          sheet.settle(index, events.now());
          hear(chunk);
          rest(worker);
        }),
      );
    };
    sheet.turn(index, "asking", worker.taken);
    askRedis(
      queue.takeSeconds,
      going(() => {
        if (worker.designs.includes(design)) {
          compute();
          return;
        }
        sheet.turn(index, "loading", events.now());
        useFolder(
          folder.operationsToLoad,
          job.designBytes,
          going(() =>
            events.at(
              events.now() + workers.designSeconds,
              going(() => {
                worker.designs = [...worker.designs, design].slice(-workers.designsKept);
                compute();
              }),
            ),
          ),
        );
      }),
    );
  };

  for (let index = 0; index < workers.count; index++) {
    const slowness = chances.slow(index) < workers.slowShare ? workers.slowTimes : 1;
    start({ index, slowness, life: 0, chunk: NONE, taken: 0, designs: [] });
  }
  events.at(coordinator.startSeconds, () => postFrom(0));
  events.run(() => delivered >= total);

  const ended = delivered >= total;
  const wall = events.now();
  const spent = sheet.close(wall);
  const share = (seconds: number): number => Math.min(1, seconds / wall);
  const present = workers.count * wall - spent.down;
  return {
    wall: ended ? wall : Number.NaN,
    chunks: total,
    kept: there.reduce((sum, one) => sum + one, 0),
    setAside,
    deaths,
    lostTries,
    spent,
    load: {
      coordinator: share(reader.busy()),
      redis: share(redis.busy()),
      folderOperations: share(folderOperations.busy()),
      folderBytes: share(folderBytes.busy()),
      workers: present > 0 ? spent.computing / present : 0,
    },
    lastKept,
  };
}
