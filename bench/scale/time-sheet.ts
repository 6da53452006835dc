/** What a worker is at. `lost` is what it did for chunks that it did not live to finish. */
export type Activity =
  | "starting"
  | "idle"
  | "asking"
  | "loading"
  | "computing"
  | "keeping"
  | "lost"
  | "down";

/** How many workers work on chunks, wait for one, and are there at all. */
export interface Counts {
  readonly busy: number;
  readonly idle: number;
  readonly up: number;
}

/** Books on what workers do with their time, so that no second is missing or there twice. */
export interface TimeSheet {
  /** A worker turns to something else. */
  turn(worker: number, activity: Activity, now: number): void;
  /** The chunk is finished: what was done for it counts. */
  settle(worker: number, now: number): void;
  /** The worker died: what it did for its chunk is lost. */
  lose(worker: number, now: number): void;
  activity(worker: number): Activity;
  counts(): Counts;
  /** Closes the books and gives the sums, s. What was begun and not finished counts as what it is. */
  close(now: number): Record<Activity, number>;
}

const activities: readonly Activity[] = [
  "starting",
  "idle",
  "asking",
  "loading",
  "computing",
  "keeping",
  "lost",
  "down",
];
const DOWN = activities.indexOf("down");
const IDLE = activities.indexOf("idle");
const LOST = activities.indexOf("lost");
const forChunks = (["asking", "loading", "computing", "keeping"] as const).map((name) =>
  activities.indexOf(name),
);

/** Books for so many workers, all of which are down at time 0. */
export function timeSheet(workers: number): TimeSheet {
  const width = activities.length;
  const at = new Uint8Array(workers).fill(DOWN);
  const since = new Float64Array(workers);
  /** Time for the chunk at hand; [worker × activity] */
  const open = new Float64Array(workers * width);
  const sums = new Float64Array(width);
  const workersAt = new Int32Array(width);
  workersAt[DOWN] = workers;

  const book = (worker: number, now: number): void => {
    const activity = at[worker] as number;
    const seconds = now - (since[worker] as number);
    since[worker] = now;
    if (forChunks.includes(activity)) {
      const place = worker * width + activity;
      open[place] = (open[place] as number) + seconds;
    } else sums[activity] = (sums[activity] as number) + seconds;
  };
  const empty = (worker: number, into: (activity: number) => number): void => {
    for (const activity of forChunks) {
      const place = worker * width + activity;
      const target = into(activity);
      sums[target] = (sums[target] as number) + (open[place] as number);
      open[place] = 0;
    }
  };
  return {
    turn(worker, activity, now) {
      book(worker, now);
      const before = at[worker] as number;
      workersAt[before] = (workersAt[before] as number) - 1;
      at[worker] = activities.indexOf(activity);
      workersAt[at[worker] as number] = (workersAt[at[worker] as number] as number) + 1;
    },
    settle(worker, now) {
      book(worker, now);
      empty(worker, (activity) => activity);
    },
    lose(worker, now) {
      book(worker, now);
      empty(worker, () => LOST);
    },
    activity: (worker) => activities[at[worker] as number] as Activity,
    counts() {
      const of = (activity: number): number => workersAt[activity] as number;
      return {
        busy: forChunks.reduce((sum, activity) => sum + of(activity), 0),
        idle: of(IDLE),
        up: workers - of(DOWN),
      };
    },
    close(now) {
      for (let worker = 0; worker < workers; worker++) this.settle(worker, now);
      return Object.fromEntries(activities.map((name, k) => [name, sums[k] as number])) as Record<
        Activity,
        number
      >;
    },
  };
}
