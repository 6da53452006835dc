import { Worker } from "node:worker_threads";
import { Refusal } from "../../refusal.ts";
import type { Performer } from "../performer.ts";
import type { PartialOutcome, Watch, Work, WorkEnding } from "../work.ts";
import type { FromThread, ThreadSetup, ToThread } from "./messages.ts";

/** How long a thread is kept without work while there is another, ms. */
const IDLE = 60_000;

/** What threads are started with. */
export interface ThreadsOptions extends Omit<ThreadSetup, "folder"> {
  /** The built program; the one beside this file unless told. */
  readonly threadUrl?: URL;
  /** How long a thread has to stop before it is ended, ms; what it had not written by then is lost. 10,000 unless told. */
  readonly grace?: number;
}

interface Seat {
  readonly worker: Worker;
  /** Ends it when it has had no work for long. */
  idle: NodeJS.Timeout | undefined;
}

/**
 * Does work on threads of its own, one for each job that is under way, which themselves start those that run.
 * What takes long between the runs, such as a search for boxes or writing a large result, holds up no answer of
 * the server, and a thread that breaks down takes only its job with it.
 *
 * @param folder where results are put
 */
export function performOnThreads(
  folder: string,
  { threadUrl = new URL("./thread.js", import.meta.url), grace = 10_000, ...setup }: ThreadsOptions,
): Performer {
  const free: Seat[] = [];
  const ending = new Set<Promise<void>>();

  const end = ({ worker }: Seat): void => {
    const limit = setTimeout(() => void worker.terminate(), grace);
    const gone = new Promise<void>((resolve) => {
      worker.once("exit", () => resolve());
    }).finally(() => {
      clearTimeout(limit);
      ending.delete(gone);
    });
    ending.add(gone);
    worker.postMessage({ kind: "close" } satisfies ToThread);
  };
  const leave = (its: Seat): void => {
    clearTimeout(its.idle);
    const place = free.indexOf(its);
    if (place >= 0) free.splice(place, 1);
  };
  const open = (): Seat => {
    const workerData: ThreadSetup = { folder, ...setup };
    const worker = new Worker(threadUrl, { workerData });
    const its: Seat = { worker, idle: undefined };
    // Errors are told to the job; without one there is nobody to tell, and the next must not be given to it.
    worker.on("error", () => undefined);
    worker.on("exit", () => leave(its));
    return its;
  };
  const seat = (): Seat => {
    const found = free.pop() ?? open();
    clearTimeout(found.idle);
    return found;
  };
  const giveBack = (its: Seat): void => {
    // The last is taken first, so that one that is not needed is left alone long enough to be let go.
    free.push(its);
    its.idle = setTimeout(() => {
      if (free.length < 2) return;
      leave(its);
      end(its);
    }, IDLE).unref();
  };

  return {
    async perform(work, watch) {
      const its = seat();
      const told = await performOn(its.worker, grace, work, watch);
      if (told.alive) giveBack(its);
      return endingOf(told.last);
    },
    async close() {
      for (const its of [...free]) {
        leave(its);
        end(its);
      }
      await Promise.all(ending);
    },
  };
}

/** The last that a thread says of a piece of work. */
type Last = Exclude<FromThread, { readonly kind: "progress" | "partial" }>;

/** Has a thread do a piece of work. */
function performOn(
  worker: Worker,
  grace: number,
  work: Work,
  { signal, onProgress, onPartial }: Watch,
): Promise<{ readonly last: Last; readonly alive: boolean }> {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  let timer: NodeJS.Timeout | undefined;
  return new Promise((resolve) => {
    let reason = "the thread of the job ended";
    const finish = (last: Last, alive: boolean): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      worker.off("message", hear).off("error", fail).off("exit", exit);
      resolve({ last, alive });
    };
    const hear = (message: FromThread): void => {
      if (message.kind === "progress") onProgress(message.progress);
      else if (message.kind === "partial") onPartial(once(message.partial));
      else finish(message, true);
    };
    const fail = (error: Error): void => {
      reason = error.stack ?? error.message;
    };
    const exit = (): void => {
      const stopped = { result: null, stopped: true, failures: false };
      finish(
        Atomics.load(flag, 0) === 0
          ? { kind: "failed", reason }
          : { kind: "done", ending: stopped },
        false,
      );
    };
    const stop = (): void => {
      if (Atomics.exchange(flag, 0, 1) !== 0) return;
      worker.postMessage({ kind: "stop" } satisfies ToThread);
      timer = setTimeout(() => void worker.terminate(), grace);
    };
    worker.on("message", hear).on("error", fail).on("exit", exit);
    worker.postMessage({ kind: "perform", work, flag } satisfies ToThread);
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
  });
}

function once(partial: PartialOutcome): () => PartialOutcome {
  return () => partial;
}

function endingOf(last: Last): WorkEnding {
  if (last.kind === "done") return last.ending;
  if (last.kind === "refused") throw new Refusal(last.problem, last.detail, last.errors);
  throw new Error(last.reason);
}
