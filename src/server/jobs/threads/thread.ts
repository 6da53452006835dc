// Runs on a worker thread: does the work of one job at a time, so that the server's own thread is free to answer.

import { parentPort, workerData } from "node:worker_threads";
import type { StopSignal } from "../../../experiments/ensemble.ts";
import { threadsReplayer } from "../../../experiments/node/replay/replayer.ts";
import { threadsExecutor } from "../../../experiments/node/threads.ts";
import { builtinWorld } from "../../../scenario/node/world.ts";
import { Refusal } from "../../refusal.ts";
import { type Performer, performHere } from "../performer.ts";
import type { PartialOutcome, Work } from "../work.ts";
import type { FromThread, ThreadSetup, ToThread } from "./messages.ts";

/** Least time between two partial outcomes, ms: each sorts what is known so far. */
const PACE = 250;

const port = parentPort;
if (port === null) throw new Error("this program runs on a thread of the server");
const { folder, version, jobs } = workerData as ThreadSetup;
const say = (message: FromThread): void => port.postMessage(message);

let opened: Promise<Performer> | undefined;
let stop = new AbortController();

async function open(): Promise<Performer> {
  const world = await builtinWorld();
  if (!world.ok) throw new Error("the shipped world is broken: reinstall Panoptes");
  return performHere(folder, {
    world: world.value,
    version,
    executor: () => threadsExecutor({ jobs }),
    replayer: () => threadsReplayer({ jobs }),
  });
}

/** Tells those who listen, and those who have no time to listen and look. */
function signalOf(controller: AbortController, flag: Int32Array): StopSignal {
  const { signal } = controller;
  return {
    get aborted() {
      return Atomics.load(flag, 0) !== 0;
    },
    addEventListener: (type, listener) => signal.addEventListener(type, listener),
    removeEventListener: (type, listener) => signal.removeEventListener(type, listener),
  };
}

async function perform(work: Work, flag: Int32Array): Promise<void> {
  stop = new AbortController();
  let sent = 0;
  let latest: (() => PartialOutcome | null) | null = null;
  const tell = (): void => {
    const partial = latest?.() ?? null;
    latest = null;
    sent = Date.now();
    if (partial !== null) say({ kind: "partial", partial });
  };
  try {
    opened ??= open();
    const ending = await (await opened).perform(work, {
      signal: signalOf(stop, flag),
      onProgress: (progress) => say({ kind: "progress", progress }),
      onPartial(now) {
        latest = now;
        if (Date.now() - sent >= PACE) tell();
      },
    });
    tell();
    say({ kind: "done", ending });
  } catch (error) {
    if (error instanceof Refusal) {
      const { problem, message, errors } = error;
      say({ kind: "refused", problem, detail: message, errors });
    } else {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      say({ kind: "failed", reason });
    }
  }
}

port.on("message", async (message: ToThread) => {
  if (message.kind === "perform") await perform(message.work, message.flag);
  else if (message.kind === "stop") stop.abort();
  else {
    await (await opened)?.close();
    port.close();
  }
});
