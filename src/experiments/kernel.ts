import { buildModel } from "../core/build-model.ts";
import type { Model } from "../core/model.ts";
import { columnLayout } from "../core/outcomes.ts";
import { simulate } from "../core/simulate.ts";
import { createState, type State } from "../core/state.ts";
import type { Trajectory, TrajectoryArrays } from "../core/trajectory.ts";
import type { Design } from "./ensemble.ts";
import { settingsIndex } from "./plan.ts";
import { runKey } from "./run-key.ts";

/**
 * Models kept between runs. Sets beyond these are built anew for every run: an ensemble over
 * thousands of parameter sets must not hold thousands of models.
 */
const KEPT_MODELS = 64;

/** A design made ready to run on one thread: models that are kept, and one state used again and again. */
export interface Kernel {
  readonly design: KernelDesign;
  /** Names of the recorded columns, for messages: `adoption.share`, `adoption.share of supplier 2`. */
  readonly columns: readonly string[];
  /** One run, written into arrays of zeros. Throws what the simulation throws. */
  simulate(run: number, seed: string, into: TrajectoryArrays): Trajectory;
}

/** What a thread must know of a design. */
export type KernelDesign = Pick<
  Design,
  "frame" | "settings" | "seed" | "recordHolders" | "keepHolders" | "plan" | "picks"
>;

/** Makes a design ready to run on this thread. */
export function openKernel(design: KernelDesign): Kernel {
  const { frame, settings, recordHolders, keepHolders = 0 } = design;
  const models = new Map<number, Model>();
  const record = { holders: recordHolders || keepHolders > 0 };
  let state: State | undefined;

  const modelOf = (run: number): Model => {
    const index = settingsIndex(design, run);
    const kept = models.get(index);
    if (kept) return kept;
    const chosen = settings[index];
    if (!chosen) throw new RangeError(`run ${run} has no parameter set: the design lists none`);
    const model = buildModel(frame, chosen);
    if (models.size < KEPT_MODELS) models.set(index, model);
    return model;
  };

  return {
    design,
    columns: columnLayout(frame).map(({ outcome: { id, by }, index }) =>
      by === "none" ? id : `${id} of ${by} ${index}`,
    ),
    simulate(run, seed, into) {
      const model = modelOf(run);
      state ??= createState(model);
      return simulate(model, state, runKey(seed), record, into);
    },
  };
}
