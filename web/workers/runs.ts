import { buffersOf, orderDesk, type WorkerOrder } from "../../src/experiments/worker-orders.ts";

// A browser worker: answers one order after the other until it is ended.

const answer = orderDesk(() => performance.now());

addEventListener("message", async ({ data }: MessageEvent<WorkerOrder>) => {
  const reply = await answer(data);
  postMessage(reply, { transfer: buffersOf(reply) });
});
