import { buildModel } from "../core/build-model.ts";
import { type Checkpoint, saveRun } from "../core/checkpoint.ts";
import type { Model } from "../core/model.ts";
import { beginRun, closeRun, continueRun, resumeRun } from "../core/simulate.ts";
import { createState } from "../core/state.ts";
import type { Trajectory } from "../core/trajectory.ts";
import type { Compiled } from "../scenario/compiled.ts";
import { extensionOfPlugins } from "../scenario/plugin.ts";
import { runKey } from "./run-key.ts";

/** Which run to save, and when. */
export interface CheckpointOptions {
  /** Seed of the run itself, as `runSeed` gives it for run k of an ensemble. */
  readonly seed: string;
  /** The first period that is not simulated, for example "2031Q1". */
  readonly at: string;
  /** Keep who held contracts with whom, so that runs that go on may record it; no unless told. */
  readonly holders?: boolean;
}

/**
 * Simulates one run up to a period and saves it. The checkpoint holds typed arrays and plain values
 * only: it can be cloned, posted to a thread, or written with `v8.serialize`.
 *
 * @throws RangeError for a period that the run does not have, or that is before it branches off.
 * @example
 * const saved = checkpointRun(compiled, { seed: "1", at: "2031Q1" });
 * for (const branch of branches) console.log(resumeCheckpoint(branch, saved).resultHash);
 */
export function checkpointRun(compiled: Compiled, options: CheckpointOptions): Checkpoint {
  const { seed, at, holders = false } = options;
  const { periods } = compiled.labels;
  const step = periods.indexOf(at);
  if (step < 0) {
    throw new RangeError(`"${at}" is no period of the run: ${periods[0]} to ${periods.at(-1)}`);
  }
  const model = modelOf(compiled);
  const branches = model.trunk?.step ?? 0;
  if (step < branches) {
    throw new RangeError(
      `the run branches off another at ${periods[branches]}: "${at}" is that one's; save that, or this from then on`,
    );
  }
  const run = beginRun(model, createState(model), runKey(seed), { holders });
  continueRun(run, step);
  return saveRun(run);
}

/**
 * Goes on with a saved run to its end. On the scenario that was saved this is the whole run, bit by bit,
 * result hash included. On another scenario of the same countries, suppliers and time it is a branch:
 * that one's settings and interventions act from the checkpoint on. So many branches share one history.
 *
 * @throws RangeError if the checkpoint does not fit, with what differs.
 */
export function resumeCheckpoint(compiled: Compiled, checkpoint: Checkpoint): Trajectory {
  const model = modelOf(compiled);
  const holders = checkpoint.run.holders !== null;
  const run = resumeRun(model, createState(model), checkpoint, { holders });
  continueRun(run, model.frame.steps);
  return closeRun(run);
}

function modelOf({ frame, settings, plugins }: Compiled): Model {
  return buildModel(frame, settings, extensionOfPlugins(plugins));
}
