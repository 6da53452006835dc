/** Something that happened to a job. */
export interface JobEvent {
  /** Counts up from 1 over the life of the job. */
  readonly id: number;
  readonly name: "state" | "progress" | "partial" | "done";
  readonly data: object;
}

/** Stops listening. */
export type Stop = () => void;

/** Events of a job that can be listened to from any point on. */
export interface Events {
  /** Sends an event at once; gives back its number. */
  send(name: JobEvent["name"], data: object): number;
  /** Sends how far the job is, at most four times a second; the last word is never lost. */
  progress(data: object): void;
  /** Sends what is known so far behind the next event of progress; it is only found out then. */
  partial(now: () => object | null): void;
  /** Nothing more will be sent. */
  end(): void;
  /** Calls back with the events after a number that are still remembered, then with new ones. */
  listen(after: number, listener: (event: JobEvent) => void): Stop;
  /** Resolves once it has ended, or when the time is up. */
  ended(seconds: number): Promise<void>;
}

/** Events that are remembered for those who come back. */
const REMEMBERED = 100;

/** Least time between two events of progress, ms. */
const PACE = 250;

/**
 * Opens a job's events.
 * @param last number of the last event of an earlier time of the server
 */
export function openEvents(last: number): Events {
  let number = last;
  let over = false;
  let sent = 0;
  let latest: object | null = null;
  let known: (() => object | null) | null = null;
  let timer: NodeJS.Timeout | undefined;
  const kept: JobEvent[] = [];
  const listeners = new Set<(event: JobEvent) => void>();
  const waiting = new Set<() => void>();

  const emit = (name: JobEvent["name"], data: object): number => {
    const event = { id: ++number, name, data };
    kept.push(event);
    if (kept.length > REMEMBERED) kept.shift();
    for (const listener of listeners) listener(event);
    return number;
  };

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (latest === null || over) return;
    const data = latest;
    latest = null;
    sent = Date.now();
    emit("progress", data);
    const partial = known?.() ?? null;
    known = null;
    if (partial !== null) emit("partial", partial);
  };

  return {
    send(name, data) {
      flush();
      return emit(name, data);
    },
    progress(data) {
      latest = data;
      const wait = sent + PACE - Date.now();
      if (wait <= 0) flush();
      else timer ??= setTimeout(flush, wait);
    },
    partial(now) {
      known = now;
    },
    end() {
      flush();
      over = true;
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
    listen(after, listener) {
      for (const event of kept) if (event.id > after) listener(event);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ended(seconds) {
      if (over) return Promise.resolve();
      return new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(limit);
          waiting.delete(done);
          resolve();
        };
        const limit = setTimeout(done, seconds * 1000);
        waiting.add(done);
      });
    },
  };
}
