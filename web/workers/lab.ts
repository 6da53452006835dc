// The lab: carries out what takes more than a picture's runs (comparisons, explanations, experiments) on a
// thread of its own, so that the page draws on meanwhile. It runs designs on workers of its own.

import { openRunner, type Runner } from "../explore/runner.ts";
import type { LabDesk, LabMessage, LabReply, LabTask, LabTasks } from "../lab/tasks.ts";
import { words } from "../strings/words.ts";

type Task<K extends LabTask> = (
  runner: Runner,
  order: LabTasks[K]["order"],
  desk: LabDesk<LabTasks[K]["answer"]>,
) => Promise<LabTasks[K]["answer"]>;

/** What the lab can do; each is fetched when it is first asked for. */
const tasks: { readonly [K in LabTask]: () => Promise<Task<K>> } = {
  compare: () => import("../lab/compare-task.ts").then(({ compareTask }) => compareTask),
  explain: () => import("../lab/explain-task.ts").then(({ explainTask }) => explainTask),
  flip: () => import("../lab/flip-task.ts").then(({ flipTask }) => flipTask),
  layers: () => import("../lab/layers-task.ts").then(({ layersTask }) => layersTask),
  network: () => import("../lab/network-task.ts").then(({ networkTask }) => networkTask),
  cascade: () => import("../lab/cascade-task.ts").then(({ cascadeTask }) => cascadeTask),
  sensitivity: () =>
    import("../lab/sensitivity-task.ts").then(({ sensitivityTask }) => sensitivityTask),
  sweep: () => import("../lab/sweep-task.ts").then(({ sweepTask }) => sweepTask),
};

let runner: Promise<Runner> | null = null;
const stopping = new Map<number, AbortController>();

const tell = (reply: LabReply): void => postMessage(reply);

async function carryOut<K extends LabTask>(
  id: number,
  task: K,
  order: LabTasks[K]["order"],
): Promise<void> {
  const own = new AbortController();
  stopping.set(id, own);
  try {
    if (runner === null) throw new Error(words.lab.notOpened);
    const carry = await tasks[task]();
    const answer = await carry(await runner, order, {
      signal: own.signal,
      progress: (progress) => tell({ kind: "progress", id, progress }),
      early: (early) => tell({ kind: "early", id, answer: early }),
    });
    tell({ kind: "done", id, answer });
  } catch (error) {
    tell({ kind: "failed", id, reason: error instanceof Error ? error.message : String(error) });
  } finally {
    stopping.delete(id);
  }
}

addEventListener("message", ({ data }: MessageEvent<LabMessage>) => {
  if (data.kind === "open") runner = openRunner(data);
  else if (data.kind === "stop") stopping.get(data.id)?.abort();
  else void carryOut(data.id, data.task, data.order);
});
