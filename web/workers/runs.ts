import { orderDesk, type WorkerOrder } from "../../src/experiments/worker-orders.ts";

// A browser worker: answers one order after the other until it is ended.

const answer = orderDesk(() => performance.now());

addEventListener("message", async ({ data }: MessageEvent<WorkerOrder>) => {
  // Copied, not moved: a worker that has let go of a buffer runs slower from then on (see the one of Node).
  postMessage(await answer(data));
});
