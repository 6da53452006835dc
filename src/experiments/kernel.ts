import { buildModel } from "../core/build-model.ts";
import type { Model } from "../core/model.ts";
import { columnLayout } from "../core/outcomes.ts";
import { simulate } from "../core/simulate.ts";
import { createState, type State } from "../core/state.ts";
import type { Trajectory, TrajectoryArrays } from "../core/trajectory.ts";
import { redrawFrame } from "../scenario/imputation.ts";
import { extensionOfPlugins, type Plugin } from "../scenario/plugin.ts";
import type { KernelDesign } from "./kernel-design.ts";
import { settingsIndex } from "./plan.ts";
import { runKey } from "./run-key.ts";
import { settleShapes } from "./settle-shapes.ts";

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
  /** The model of a run. Throws RangeError if the design lists no parameter set for it. */
  model(run: number): Model;
  /** One run, written into arrays of zeros. Throws what the simulation throws. */
  simulate(run: number, seed: string, into: TrajectoryArrays): Trajectory;
}

/**
 * Makes a design ready to run on this thread.
 *
 * @param plugins the plugins of the design, imported on this thread
 */
export function openKernel(design: KernelDesign, plugins: readonly Plugin[] = []): Kernel {
  const extension = extensionOfPlugins(plugins);
  const { frame, settings, spread, recordHolders, keepHolders = 0 } = design;
  const models = new Map<number, Model>();
  const record = { holders: recordHolders || keepHolders > 0 };
  let state: State | undefined;
  // The first model: those of other sets take from it what their set does not move.
  let first: Model | null = null;

  const modelOf = (run: number): Model => {
    let index = settingsIndex(design, run);
    // A set that several runs in a row use stands in the list as often: its model is one.
    while (index > 0 && settings[index - 1] === settings[index]) index--;
    const kept = models.get(index);
    if (kept) return kept;
    const chosen = settings[index];
    if (!chosen) throw new RangeError(`run ${run} has no parameter set: the design lists none`);
    const world = spread ? redrawFrame(frame, spread.imputation, spread.worlds[index] ?? 0) : frame;
    const model = buildModel(world, chosen, extension, first);
    first ??= model;
    if (models.size < KEPT_MODELS) models.set(index, model);
    return model;
  };

  return {
    design,
    columns: columnLayout(frame).map(({ outcome: { id, by }, index }) =>
      by === "none" ? id : `${id} of ${by} ${index}`,
    ),
    model: modelOf,
    simulate(run, seed, into) {
      const model = modelOf(run);
      if (state === undefined) {
        settleShapes(model);
        state = createState(model);
      }
      return simulate(model, state, runKey(seed), record, into);
    },
  };
}
