// A thread that breaks down when it is given work.
import { parentPort } from "node:worker_threads";

parentPort?.on("message", () => {
  throw new Error("the thread broke down");
});
