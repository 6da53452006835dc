// Runs on a worker thread: some short runs of an experiment per task.

import { openSimulator, type Simulator } from "../../calibration/simulator.ts";
import type { SimulationReply, SimulationTask } from "./tasks.ts";

let known: { readonly id: number; readonly simulator: Simulator } | null = null;

/** Runs the parameter sets of a task. What they showed is copied to the pool: see `../worker.ts`. */
export default function work(task: SimulationTask): SimulationReply {
  try {
    if (known?.id !== task.experimentId) {
      if (!task.experiment) return { kind: "unknown-experiment" };
      known = { id: task.experimentId, simulator: openSimulator(task.experiment) };
    }
    return { kind: "done", sightings: known.simulator.run(task.places, task.first) };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}
