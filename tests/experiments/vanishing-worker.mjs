// A worker whose thread ends in the middle of a chunk, once: the first that is asked for run 3 leaves a file behind.
import { writeFileSync } from "node:fs";
import work from "../../dist/src/experiments/node/worker.js";

export default async function vanish(task) {
  if (task.first > 3 || 3 >= task.first + task.count) return work(task);
  const reply = await work(task);
  try {
    writeFileSync(process.env.VANISHED, "", { flag: "wx" });
  } catch {
    return reply;
  }
  process.exit(7);
}
