import type { Vector } from "../core/arrays.ts";

/**
 * Keeps the series of many runs until they are summarised. Exact quantiles need the values of all
 * runs at once, but only of one column and few steps at a time.
 */
export interface SeriesSink {
  /** Runs kept so far. */
  readonly runs: number;
  /** Adds one run; [column × steps], copied. */
  add(series: Vector): void;
  /**
   * Writes the values of one column at steps `from` to before `to` into an array, all runs in the
   * order they were added; [step × run]
   */
  read(column: number, from: number, to: number, into: Vector): void;
  /** Lets go of what was kept. May be called twice. */
  close(): void;
}

/**
 * Keeps everything in memory: 8 bytes per run, column and step. For ensembles of a few hundred
 * runs; beyond those the sink of `results/node` keeps memory level.
 */
export function memorySink(steps: number): SeriesSink {
  let kept: Vector[] = [];
  return {
    get runs() {
      return kept.length;
    },
    add(series) {
      kept.push(series.slice());
    },
    read(column, from, to, into) {
      kept.forEach((series, run) => {
        for (let step = from; step < to; step++) {
          into[(step - from) * kept.length + run] = series[column * steps + step] as number;
        }
      });
    },
    close() {
      kept = [];
    },
  };
}
