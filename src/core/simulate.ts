import type { Integers, Vector, Words } from "./arrays.ts";
import { type Checkpoint, captureRun, loadCapture, loadCheckpoint } from "./checkpoint.ts";
import type { RunKey } from "./draws.ts";
import { WordHash } from "./hash.ts";
import { measureTotals } from "./measure-totals.ts";
import type { Model, Trunk } from "./model.ts";
import type { Sight } from "./outcomes/outcome.ts";
import { observe } from "./processes/observe.ts";
import { resetState } from "./reset-state.ts";
import type { Recording, Run } from "./run.ts";
import { createState, type State } from "./state.ts";
import type { Trajectory, TrajectoryArrays } from "./trajectory.ts";

/**
 * Runs a model from its start to its horizon and records every outcome at the end of each step.
 * `state` comes from `createState(model)` and is reset first; it may be used for run after run.
 *
 * @param into where to write, made of zeros; arrays of its own unless told
 */
export function simulate(
  model: Model,
  state: State,
  key: RunKey,
  recording: Recording,
  into: TrajectoryArrays = roomFor(model, recording),
): Trajectory {
  const run = beginRun(model, state, key, recording, into);
  continueRun(run, model.frame.steps);
  return closeRun(run);
}

/** A run at its start or, if it is a branch, at the step where its own settings begin to act. */
export function beginRun(
  model: Model,
  state: State,
  key: RunKey,
  recording: Recording,
  into?: TrajectoryArrays,
): Run {
  const run = openRun(model, state, key, recording, into);
  if (model.trunk !== null) followTrunk(run, model.trunk, recording);
  return run;
}

/**
 * A run at its start: the state is reset, nothing is recorded.
 *
 * @param into where to write, made of zeros; arrays of its own unless told
 */
export function openRun(
  model: Model,
  state: State,
  key: RunKey,
  recording: Recording,
  into: TrajectoryArrays = roomFor(model, recording),
): Run {
  resetState(model, state, key);
  state.recorded = into.columns;
  const { holders } = recording;
  return { ...into, model, state, key, recordsHolders: holders, step: 0, vintage: 0 };
}

/**
 * A run that goes on where a checkpoint was saved, exact to the bit. If the model has other settings
 * than the one that was saved, they act from there on: the run is a branch.
 *
 * @throws RangeError if the checkpoint does not fit: its format, model version or frame is another,
 * it was saved without the holders that are to be recorded, or its content was changed.
 */
export function resumeRun(
  model: Model,
  state: State,
  checkpoint: Checkpoint,
  recording: Recording,
): Run {
  const run = openRun(model, state, checkpoint.run.key, recording);
  loadCheckpoint(run, checkpoint);
  return run;
}

/** Takes a run on until `until` steps are done, at most to its horizon. */
export function continueRun(run: Run, until: number): void {
  const { model, state, columns, holders, tiers, seenSuppliers, seenSegments } = run;
  const { steps, countries: n, vintages } = model.frame;
  const sight: Sight = { model, state, totals: state.totals };
  const end = Math.min(until, steps);
  for (; run.step < end; run.step++) {
    const { step } = run;
    advance(model, state, step);
    record(sight, columns);
    if (run.recordsHolders) {
      holders.set(state.holderBits, step * n);
      tiers.set(state.tier, step * n);
    }
    while (run.vintage < vintages.length && vintages[run.vintage] === step + 1) {
      observe(model, state, run.vintage, seenSuppliers, seenSegments);
      run.vintage++;
    }
  }
}

/** What a finished run leaves behind. */
export function closeRun({
  state,
  columns,
  holders,
  tiers,
  seenSuppliers,
  seenSegments,
}: Run): Trajectory {
  const resultHash = hashTrajectory(columns, state, seenSuppliers);
  return { columns, holders, tiers, seenSuppliers, seenSegments, resultHash };
}

/** Lets a branch begin with the run of its trunk, on the same luck. */
function followTrunk(branch: Run, { model, step }: Trunk, recording: Recording): void {
  const trunk = openRun(model, createState(model), branch.key, recording);
  if (model.trunk !== null) followTrunk(trunk, model.trunk, recording);
  continueRun(trunk, step);
  loadCapture(branch, captureRun(trunk), true);
}

/** Arrays for one run. */
function roomFor({ frame, columns }: Model, { holders }: Recording): TrajectoryArrays {
  const { steps, countries: n, vintages } = frame;
  return {
    columns: new Float64Array(columns * steps),
    holders: new Uint32Array(holders ? steps * n : 0),
    tiers: new Uint8Array(holders ? steps * n : 0),
    seenSuppliers: new Uint32Array(vintages.length * n),
    seenSegments: new Uint8Array(vintages.length * n),
  };
}

/** One step: every process of the schedule, in order. */
export function advance(model: Model, state: State, step: number): void {
  state.step = step;
  const { schedule } = model;
  for (let p = 0; p < schedule.length; p++) schedule[p].run(model, state);
}

/** Process 13: writes the outcomes of the state at the end of the step. */
function record(sight: Sight, columns: Float64Array): void {
  const { model, state } = sight;
  const { outcomes, frame } = model;
  const { row, step } = state;
  measureTotals(model, state);
  for (let k = 0; k < outcomes.length; k++)
    outcomes[k].outcome.measure(sight, row, outcomes[k].start);
  for (let c = 0; c < row.length; c++) columns[c * frame.steps + step] = row[c];
}

/**
 * Hash of a run. Recorded holders may be left out to save memory, so the hash takes in the final
 * deployments instead: it is the same however much was recorded.
 */
function hashTrajectory(columns: Vector, state: State, seenSuppliers: Words): string {
  const wordsOf = ({ buffer, byteOffset, byteLength }: Vector | Words | Integers): Uint32Array =>
    new Uint32Array(buffer, byteOffset, byteLength >>> 2);
  return new WordHash()
    .add(wordsOf(columns))
    .add(wordsOf(seenSuppliers))
    .add(wordsOf(state.holder))
    .add(wordsOf(state.coverage))
    .digest();
}
