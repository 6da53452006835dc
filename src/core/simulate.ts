import type { Integers, Vector, Words } from "./arrays.ts";
import type { RunKey } from "./draws.ts";
import { WordHash } from "./hash.ts";
import { measureTotals } from "./measure-totals.ts";
import type { Model } from "./model.ts";
import type { Sight } from "./outcomes/outcome.ts";
import { observe } from "./processes/observe.ts";
import { resetState } from "./reset-state.ts";
import { schedule } from "./schedule.ts";
import type { State } from "./state.ts";
import type { Trajectory, TrajectoryArrays } from "./trajectory.ts";

/** What to keep of a run besides its outcomes. */
export interface Recording {
  /** Keep who held contracts with whom at each step; [steps × country] words. */
  readonly holders: boolean;
}

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
  const { steps, countries: n, vintages } = model.frame;
  const { columns, holders, seenSuppliers, seenSegments } = into;
  const sight: Sight = { model, state, totals: state.totals };
  let vintage = 0;
  resetState(model, state, key);
  state.recorded = columns;
  for (let step = 0; step < steps; step++) {
    advance(model, state, step);
    record(sight, columns);
    if (recording.holders) holders.set(state.holderBits, step * n);
    while (vintage < vintages.length && vintages[vintage] === step + 1) {
      observe(model, state, vintage, seenSuppliers, seenSegments);
      vintage++;
    }
  }
  return {
    columns,
    holders,
    seenSuppliers,
    seenSegments,
    resultHash: hashTrajectory(columns, state, seenSuppliers),
  };
}

/** Arrays for one run. */
function roomFor({ frame, columns }: Model, { holders }: Recording): TrajectoryArrays {
  const { steps, countries: n, vintages } = frame;
  return {
    columns: new Float64Array(columns * steps),
    holders: new Uint32Array(holders ? steps * n : 0),
    seenSuppliers: new Uint32Array(vintages.length * n),
    seenSegments: new Uint8Array(vintages.length * n),
  };
}

/** One step: every process of the schedule, in order. */
export function advance(model: Model, state: State, step: number): void {
  state.step = step;
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
