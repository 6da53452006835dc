// What a recorded run is made of. The same runs are repeated, and of each process at each step the
// least time counts: on a machine that others load too, such sums stay the same where medians double.

import { buildModel } from "../src/core/build-model.ts";
import type { Frame } from "../src/core/frame.ts";
import { WordHash } from "../src/core/hash.ts";
import { measureTotals } from "../src/core/measure-totals.ts";
import type { Settings } from "../src/core/model.ts";
import { resetState } from "../src/core/reset-state.ts";
import { createState } from "../src/core/state.ts";
import { runKey } from "../src/experiments/run-key.ts";

/** Time of one part of a run. */
export interface RunPart {
  readonly part: string;
  /** Least time, µs per run. */
  readonly microseconds: number;
}

/** Different runs that are timed, each as often as there are repetitions. */
const SEEDS = 3;

/** Times the parts of a run: each process of the schedule, totals, outcomes, hash. */
export function timeRunParts(frame: Frame, settings: Settings, repetitions: number): RunPart[] {
  const model = buildModel(frame, settings);
  const state = createState(model);
  const { schedule, outcomes } = model;
  const { steps } = frame;
  const columns = new Float64Array(model.columns * steps);
  const sight = { model, state, totals: state.totals };
  const parts: { readonly name: string; readonly run: () => void }[] = [
    ...schedule.map(({ id, run }) => ({ name: id, run: () => run(model, state) })),
    { name: "totals", run: () => measureTotals(model, state) },
    {
      name: "outcomes",
      run: () => {
        const { row, step } = state;
        for (const { outcome, start } of outcomes) outcome.measure(sight, row, start);
        for (let c = 0; c < row.length; c++) columns[c * steps + step] = row[c] as number;
      },
    },
  ];
  const least = parts.map(() => new Float64Array(SEEDS * steps).fill(Infinity));
  let leastHash = Infinity;
  const timed = (run: () => void): number => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  };
  for (let k = 0; k < repetitions * SEEDS; k++) {
    const seed = k % SEEDS;
    resetState(model, state, runKey(String(seed)));
    state.recorded = columns;
    for (let step = 0; step < steps; step++) {
      state.step = step;
      parts.forEach(({ run }, p) => {
        const times = least[p] as Float64Array;
        const at = seed * steps + step;
        times[at] = Math.min(times[at] as number, timed(run));
      });
    }
    leastHash = Math.min(
      leastHash,
      timed(() => new WordHash().add(new Uint32Array(columns.buffer)).digest()),
    );
  }
  return [
    ...parts.map(({ name }, p) => ({
      part: name,
      microseconds:
        ((least[p] as Float64Array).reduce((sum, time) => sum + time, 0) * 1000) / SEEDS,
    })),
    { part: "hash", microseconds: leastHash * 1000 },
  ];
}
