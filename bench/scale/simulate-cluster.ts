// A discrete-event simulation of a cluster at work: workers that take chunks from one Redis, compute,
// keep them in one shared folder and die now and then; one process that reads the results in order.

import { chancesOf, timeOf } from "./chances.ts";
import { type Cluster, cut, type Job } from "./cluster.ts";
import { coordinate } from "./coordinate.ts";
import { eventQueue } from "./event-queue.ts";
import { type SharedLine, sharedLine } from "./shared-line.ts";
import type { Simulated } from "./simulated.ts";
import { station } from "./station.ts";
import { takeOver } from "./take-over.ts";

/** A chunk in the hands of a worker. */
interface Held {
  readonly chunk: number;
  readonly taken: number;
  /** What its threads have done for it so far as whole parts: computing, and around. */
  computed: number;
  around: number;
}

/** A worker. What belongs to a life that is over is not looked at any more. */
interface Worker {
  readonly index: number;
  readonly slowness: number;
  life: number;
  state: "starting" | "up" | "down";
  since: number;
  /** Its threads, anew in each life: its chunks share them. */
  threads: SharedLine;
  held: Held[];
  asking: boolean;
  designs: readonly number[];
}

/** Most of Redis' time that background work may take in the simulation: more would never end. */
const MOST_BACKGROUND = 0.95;

/**
 * Simulates a job on a cluster. The same seed gives the same luck: a chunk takes as long in one cluster as
 * in another.
 *
 * @param seed text, as for runs
 */
export function simulateCluster(job: Job, cluster: Cluster, seed: string): Simulated {
  const { workers, queue, folder } = cluster;
  const events = eventQueue();
  const chances = chancesOf(seed);
  const chunks = cut(job);
  const total = chunks.runs.length;
  const slots = workers.threads + workers.ahead;

  const redis = station();
  const folderOperations = station();
  const folderBytes = sharedLine(events, folder.bytesPerSecond);
  const reader = station();

  const there = new Uint8Array(total);
  const tries = new Uint8Array(total);
  const returned: number[] = [];
  let posted = 0;
  let nextNew = 0;
  /** Workers that have room for a chunk, in the order in which they asked. */
  let asking: Worker[] = [];
  let askingHead = 0;
  let locked = 0;
  let up = 0;
  let deaths = 0;
  let lostTries = 0;
  let setAside = 0;
  let lastKept = 0;
  let visits = 0;
  const spent = { starting: 0, computing: 0, around: 0, lost: 0, waiting: 0, down: 0 };

  const phase = chances.phase(0) * queue.checkSeconds;
  /** Share of Redis' time for renewals and signs of life. */
  const background = (): number => {
    const share = (locked * queue.renewSeconds) / (queue.lockSeconds / 2) + up * queue.presentShare;
    return Math.min(MOST_BACKGROUND, share);
  };
  /** Nothing to do there is no visit: the command that completes a chunk may well bring the next one. */
  const askRedis = (seconds: number, then: () => void): void => {
    const now = events.now();
    if (seconds === 0) {
      events.at(now + queue.roundTripSeconds, then);
      return;
    }
    const time = timeOf(seconds, queue.spread, chances.redis(visits++));
    events.at(redis.serve(now, time / (1 - background())) + queue.roundTripSeconds, then);
  };
  const useFolder = (operations: number, bytes: number, then: () => void): void => {
    const found = folderOperations.serve(events.now(), operations / folder.operationsPerSecond);
    events.at(found, () => folderBytes.use(bytes, then));
  };
  const bytesOf = (chunk: number): number =>
    job.bytesPerChunk + (chunks.runs[chunk] as number) * job.bytesPerRun;

  const coordinating = coordinate({
    job,
    cluster,
    chunks,
    serve: (seconds, then) => events.at(reader.serve(events.now(), seconds), then),
    askRedis,
    useFolder,
    isThere: (chunk) => there[chunk] === 1,
    onPosted: (until) => {
      posted = until;
      handOut();
    },
  });

  /** Threads of a worker; a chunk can use as many as it has runs. */
  const threadsEach = Math.min(workers.threads, job.chunkRuns);
  const threadsOf = (): SharedLine => sharedLine(events, workers.threads, threadsEach);

  // Workers live.
  /** Wraps what a worker does later: nothing, if it has died by then. */
  const alive = (worker: Worker): ((then: () => void) => () => void) => {
    const { life } = worker;
    return (then) => () => {
      if (worker.life === life) then();
    };
  };
  /** Books the time since a worker's state last changed. */
  const turn = (worker: Worker, state: Worker["state"]): void => {
    const now = events.now();
    const seconds = now - worker.since;
    if (worker.state === "up") {
      const busy = worker.threads.busy();
      spent.lost += busy;
      spent.waiting += seconds - busy;
    } else spent[worker.state] += seconds;
    up += (state === "up" ? 1 : 0) - (worker.state === "up" ? 1 : 0);
    worker.state = state;
    worker.since = now;
  };
  const start = (worker: Worker): void => {
    const born = events.now();
    const going = alive(worker);
    turn(worker, "starting");
    worker.threads = threadsOf();
    if (workers.failureSeconds < Infinity) {
      const u = chances.life(worker.index, worker.life);
      events.at(born + timeOf(workers.failureSeconds, { kind: "exponential" }, u), () => {
        die(worker);
      });
    }
    const ready = going(() => {
      turn(worker, "up");
      ask(worker);
    });
    const make = going(() => events.at(events.now() + workers.worldSeconds, ready));
    const load = going(() => useFolder(folder.operationsToLoad, job.worldBytes, make));
    const wasThere = workers.areThere === true && worker.life === 0;
    events.at(born + (wasThere ? 0 : workers.startSeconds), load);
  };
  const die = (worker: Worker): void => {
    deaths += 1;
    turn(worker, "down");
    worker.life += 1;
    worker.designs = [];
    worker.asking = false;
    locked -= worker.held.length;
    for (const { chunk, taken } of worker.held.splice(0)) {
      lostTries += 1;
      tries[chunk] = (tries[chunk] as number) + 1;
      events.at(takeOver(queue, taken, events.now(), phase), () => giveBack(chunk));
    }
    if (workers.repairSeconds < Infinity) {
      const u = chances.repair(worker.index, worker.life);
      const gone = timeOf(workers.repairSeconds, { kind: "exponential" }, u);
      events.at(events.now() + gone, () => start(worker));
    }
  };
  const giveBack = (chunk: number): void => {
    if ((tries[chunk] as number) >= queue.tries && there[chunk] === 0) {
      setAside += 1;
      coordinating.hear(chunk);
      return;
    }
    // A lost chunk comes before those that nobody has tried.
    returned.push(chunk);
    handOut();
  };

  // Workers ask for chunks, one at a time.
  const ask = (worker: Worker): void => {
    if (worker.asking || worker.held.length >= slots) return;
    worker.asking = true;
    asking.push(worker);
    handOut();
  };
  const handOut = (): void => {
    while (askingHead < asking.length && (returned.length > 0 || nextNew < posted)) {
      const worker = asking[askingHead++] as Worker;
      // Who died while asking stands in the line no more, or once more behind.
      if (!worker.asking) continue;
      worker.asking = false;
      begin(worker, returned.pop() ?? nextNew++);
    }
    if (askingHead > 1024 && askingHead * 2 > asking.length) {
      asking = asking.slice(askingHead);
      askingHead = 0;
    }
  };

  // A worker and a chunk.
  const begin = (worker: Worker, chunk: number): void => {
    const going = alive(worker);
    const design = chunks.design[chunk] as number;
    const runs = chunks.runs[chunk] as number;
    const held: Held = { chunk, taken: events.now(), computed: 0, around: 0 };
    worker.held.push(held);
    locked += 1;
    const around = (seconds: number, then: () => void): void => {
      worker.threads.use(
        seconds * threadsEach,
        going(() => {
          held.around += (seconds * threadsEach) / workers.threads;
          then();
        }),
      );
    };
    const compute = (): void => {
      if (there[chunk] === 1) {
        complete();
        return;
      }
      const mean = runs * job.secondsPerRun;
      const work = timeOf(mean, job.spread, chances.chunk(chunk)) * worker.slowness;
      worker.threads.use(
        work,
        going(() => {
          held.computed += work / workers.threads;
          around(workers.packSecondsPerChunk + runs * workers.packSecondsPerRun, keep);
        }),
      );
    };
    const keep = (): void =>
      useFolder(
        folder.operationsToKeep,
        bytesOf(chunk),
        going(() => {
          there[chunk] = 1;
          lastKept = events.now();
          complete();
        }),
      );
    const complete = (): void => askRedis(queue.completeSeconds, going(end));
    const end = (): void => {
      worker.held.splice(worker.held.indexOf(held), 1);
      locked -= 1;
      spent.computing += held.computed;
      spent.around += held.around;
      spent.lost -= held.computed + held.around;
      coordinating.hear(chunk);
      ask(worker);
    };
    const load = (): void => {
      if (worker.designs.includes(design)) {
        compute();
        return;
      }
      worker.designs = [...worker.designs, design].slice(-workers.designsKept);
      useFolder(
        folder.operationsToLoad,
        job.designBytes,
        going(() => around(workers.designSeconds, compute)),
      );
    };
    askRedis(
      queue.takeSeconds,
      going(() => {
        ask(worker);
        load();
      }),
    );
  };

  const all: Worker[] = [];
  for (let index = 0; index < workers.count; index++) {
    const slowness = chances.slow(index) < workers.slowShare ? workers.slowTimes : 1;
    const threads = threadsOf();
    const none = { life: 0, since: 0, held: [], asking: false, designs: [] };
    const worker: Worker = { index, slowness, state: "down", threads, ...none };
    all.push(worker);
    start(worker);
  }
  for (const [k, time] of (workers.killedAt ?? []).entries()) {
    const worker = all[k % all.length] as Worker;
    events.at(time, () => {
      if (worker.state !== "down") die(worker);
    });
  }
  events.run(coordinating.isDone);

  const wall = events.now();
  // What was begun and is not needed any more counts as lost.
  for (const worker of all) turn(worker, "down");
  const share = (seconds: number): number => Math.min(1, seconds / wall);
  const present = workers.count * wall - spent.down;
  return {
    wall: coordinating.isDone() ? wall : Number.NaN,
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
