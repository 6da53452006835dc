import { setImmediate } from "node:timers/promises";
import { inlineReplayer, type Replayer } from "../experiments/explain/replays.ts";
import { threadsReplayer } from "../experiments/node/replay/replayer.ts";

/** Repeats runs on so many threads; with one job on this thread, which costs no start. */
export function openReplayer(jobs: number): Replayer {
  return jobs === 1 ? inlineReplayer(() => setImmediate()) : threadsReplayer({ jobs });
}
