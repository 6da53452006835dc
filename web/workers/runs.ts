import { buffersOf, orderDesk, type WorkerOrder } from "../../src/experiments/worker-orders.ts";

// A browser worker: answers one order after the other until it is ended.

const answer = orderDesk(() => performance.now());

addEventListener("message", ({ data }: MessageEvent<WorkerOrder>) => {
  const reply = answer(data);
  postMessage(reply, { transfer: buffersOf(reply) });
});
