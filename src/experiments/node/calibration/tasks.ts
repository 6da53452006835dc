import type { Experiment, Sightings } from "../../calibration/simulator.ts";

/** What the pool asks of a thread. */
export interface SimulationTask {
  /** Which experiment of this pool, for threads that have it already. */
  readonly experimentId: number;
  /** The experiment itself, on the first tasks and whenever a thread asked for it; else null. */
  readonly experiment: Experiment | null;
  /** Points of the prior's unit cube; [count × dimension] */
  readonly places: Float64Array;
  /** Index of the first run. */
  readonly first: number;
}

/** What a thread answers. Errors cross as text: their own fields would not survive the trip. */
export type SimulationReply =
  | { readonly kind: "done"; readonly sightings: Sightings }
  | { readonly kind: "unknown-experiment" }
  | { readonly kind: "failed"; readonly reason: string };
