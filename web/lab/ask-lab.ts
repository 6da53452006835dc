import { addresses } from "virtual:page-assets";
import type { Page } from "../explore/page.ts";
import { words } from "../strings/words.ts";
import type { LabMessage, LabProgress, LabReply, LabTask, LabTasks } from "./tasks.ts";

/** How a task is followed. */
export interface AskOptions<A> {
  /** Aborting stops the task; it then answers with what it has, or fails where it has nothing. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LabProgress) => void;
  /** Told of answers from part of the runs. */
  readonly onEarly?: (answer: A) => void;
  /** Given what holds the task up and lets it go on, once the lab has it. */
  readonly onBegun?: (hold: (paused: boolean) => void) => void;
}

interface Asked {
  readonly reply: (reply: LabReply) => void;
}

/** A lab that has been started. */
interface Lab {
  readonly worker: Worker;
  readonly asked: Map<number, Asked>;
}

let lab: Promise<Lab> | null = null;
let orders = 0;

/**
 * Has the lab carry out a task. The lab starts with the first one, fetches the world, and stays; after a
 * break-down the next task starts it anew.
 *
 * @example
 * const answer = await askLab(page, "compare", { scenarios, count: 200, seed: "1" }, { signal });
 */
export async function askLab<K extends LabTask>(
  page: Page,
  task: K,
  order: LabTasks[K]["order"],
  { signal, onProgress, onEarly, onBegun }: AskOptions<LabTasks[K]["answer"]> = {},
): Promise<LabTasks[K]["answer"]> {
  lab ??= startLab(page);
  // What could not be started is started again when it is wanted again.
  lab.catch(() => {
    lab = null;
  });
  const { worker, asked } = await lab;
  orders += 1;
  const id = orders;
  const post = (message: LabMessage): void => worker.postMessage(message);
  return new Promise((settle, reject) => {
    const reply = (said: LabReply): void => {
      if (said.kind === "progress") onProgress?.(said.progress);
      else if (said.kind === "early") onEarly?.(said.answer);
      else {
        asked.delete(id);
        if (said.kind === "done") settle(said.answer);
        else reject(new Error(said.reason));
      }
    };
    asked.set(id, { reply });
    post({ kind: "order", id, task, order });
    onBegun?.((paused) => post({ kind: paused ? "pause" : "resume", id }));
    const stop = (): void => post({ kind: "stop", id });
    if (signal?.aborted === true) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}

async function startLab(page: Page): Promise<Lab> {
  const { world } = await page.runner();
  const worker = new Worker(addresses.lab, { type: "module" });
  const asked = new Map<number, Asked>();
  const fail = (reason: string): void => {
    worker.terminate();
    lab = null;
    for (const [id, { reply }] of asked) reply({ kind: "failed", id, reason });
  };
  worker.addEventListener("message", ({ data }: MessageEvent<LabReply>) =>
    asked.get(data.id)?.reply(data),
  );
  worker.addEventListener("messageerror", () => fail(words.lab.unreadable));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    fail(event.message || words.lab.notLoaded);
  });
  const { ids: countries, names: countryNames } = world.countries;
  worker.postMessage({ kind: "open", countries, countryNames } satisfies LabMessage);
  return { worker, asked };
}
