// A thread that does what it is given, and breaks down when it has nothing to do.
import { parentPort } from "node:worker_threads";

parentPort?.on("message", () => {
  const ending = { result: null, stopped: false, failures: false };
  parentPort?.postMessage({ kind: "done", ending });
  setTimeout(() => {
    throw new Error("nothing to do");
  }, 50);
});
