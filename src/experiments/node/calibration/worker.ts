// Runs on a worker thread: some short runs of an experiment per task.

import { move, transferableSymbol, valueSymbol } from "piscina";
import { openSimulator, type Simulator } from "../../calibration/simulator.ts";
import type { SimulationReply, SimulationTask } from "./tasks.ts";

let known: { readonly id: number; readonly simulator: Simulator } | null = null;

/** Runs the parameter sets of a task and moves what they showed back to the pool. */
export default function work(task: SimulationTask): unknown {
  try {
    if (known?.id !== task.experimentId) {
      if (!task.experiment) return { kind: "unknown-experiment" } satisfies SimulationReply;
      known = { id: task.experimentId, simulator: openSimulator(task.experiment) };
    }
    const sightings = known.simulator.run(task.places, task.first);
    const reply: SimulationReply = { kind: "done", sightings };
    const { suppliers, segments, laws } = sightings;
    return move({
      [transferableSymbol]: [suppliers.buffer, segments.buffer, laws.buffer],
      [valueSymbol]: reply,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "failed", reason } satisfies SimulationReply;
  }
}
