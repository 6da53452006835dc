// A worker that ends its thread whenever it is asked for run 3.
import work from "../../dist/src/experiments/node/worker.js";

export default function crash(task) {
  if (task.first <= 3 && 3 < task.first + task.count) process.exit(7);
  return work(task);
}
