// The lab: carries out what takes more than a picture's runs (comparisons, explanations, experiments) on a
// thread of its own, so that the page draws on meanwhile. It runs designs on workers of its own.

import { openRunner, type Runner } from "../explore/runner.ts";
import { type Gate, openGate } from "../lab/gate.ts";
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
  experiment: () =>
    import("../lab/experiment-task.ts").then(({ experimentTask }) => experimentTask),
};

let runner: Promise<Runner> | null = null;
/** Tasks under way, by the number of their order. */
const under = new Map<number, { readonly own: AbortController; readonly gate: Gate }>();

const tell = (reply: LabReply): void => postMessage(reply);

async function carryOut<K extends LabTask>(
  id: number,
  task: K,
  order: LabTasks[K]["order"],
): Promise<void> {
  const own = new AbortController();
  const gate = openGate(own.signal);
  under.set(id, { own, gate });
  try {
    if (runner === null) throw new Error(words.lab.notOpened);
    const carry = await tasks[task]();
    const answer = await carry(await runner, order, {
      signal: own.signal,
      progress: (progress) => tell({ kind: "progress", id, progress }),
      early: (early) => tell({ kind: "early", id, answer: early }),
      gate,
    });
    tell({ kind: "done", id, answer });
  } catch (error) {
    tell({ kind: "failed", id, reason: error instanceof Error ? error.message : String(error) });
  } finally {
    under.delete(id);
  }
}

addEventListener("message", ({ data }: MessageEvent<LabMessage>) => {
  if (data.kind === "open") runner = openRunner(data);
  else if (data.kind === "order") void carryOut(data.id, data.task, data.order);
  else {
    const { own, gate } = under.get(data.id) ?? {};
    if (data.kind === "stop") own?.abort();
    else if (data.kind === "pause") gate?.pause();
    else gate?.resume();
  }
});
