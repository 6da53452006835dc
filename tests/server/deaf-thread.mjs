// A thread that never listens again once it has work.
import { parentPort } from "node:worker_threads";

parentPort?.on("message", () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
