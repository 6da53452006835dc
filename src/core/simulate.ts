import type { RunKey } from "./draws.ts";
import { WordHash } from "./hash.ts";
import { measureTotals } from "./measure-totals.ts";
import type { Model } from "./model.ts";
import type { Sight } from "./outcomes/outcome.ts";
import { observe } from "./processes/observe.ts";
import { resetState } from "./reset-state.ts";
import { schedule } from "./schedule.ts";
import type { State } from "./state.ts";
import type { Trajectory } from "./trajectory.ts";

/** What to keep of a run besides its outcomes. */
export interface Recording {
  /** Keep who held contracts with whom at each step; [steps × country] words. */
  readonly holders: boolean;
}

/**
 * Runs a model from its start to its horizon and records every outcome at the end of each step.
 * `state` comes from `createState(model)` and is reset first; it may be used for run after run.
 */
export function simulate(
  model: Model,
  state: State,
  key: RunKey,
  recording: Recording,
): Trajectory {
  const { frame } = model;
  const { steps, countries: n, vintages } = frame;
  const columns = new Float64Array(model.columns * steps);
  const holders = new Uint32Array(recording.holders ? steps * n : 0);
  const seenSuppliers = new Uint32Array(vintages.length * n);
  const seenSegments = new Uint8Array(vintages.length * n);
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
function hashTrajectory(
  columns: Float64Array<ArrayBuffer>,
  state: State,
  seenSuppliers: Uint32Array<ArrayBuffer>,
): string {
  const wordsOf = (array: { buffer: ArrayBuffer; byteLength: number }): Uint32Array =>
    new Uint32Array(array.buffer, 0, array.byteLength >>> 2);
  return new WordHash()
    .add(wordsOf(columns))
    .add(wordsOf(seenSuppliers))
    .add(wordsOf(state.holder))
    .add(wordsOf(state.coverage))
    .digest();
}
