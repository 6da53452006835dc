import { addresses } from "virtual:page-assets";
import type { Executor } from "../../src/experiments/ensemble.ts";
import { poolExecutor } from "../../src/experiments/pool.ts";
import type { WorkerReply } from "../../src/experiments/worker-orders.ts";
import { words } from "../strings/words.ts";

/** Workers that a page starts: one thread is left to draw. */
export function workerCount(threads: number = navigator.hardwareConcurrency): number {
  return Math.min(8, Math.max(2, (threads || 4) - 1));
}

/** An executor on the browser's workers. They start when the first design is run. */
export function browserExecutor(jobs: number = workerCount()): Executor {
  return poolExecutor({
    jobs,
    start(answer, fail) {
      const worker = new Worker(addresses.worker, { type: "module" });
      worker.addEventListener("message", ({ data }: MessageEvent<WorkerReply>) => answer(data));
      worker.addEventListener("messageerror", () => fail(words.page.answerUnread));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        fail(event.message || words.page.notLoaded);
      });
      return {
        post: (order) => worker.postMessage(order),
        end: () => worker.terminate(),
      };
    },
  });
}
