import type { ChunkResult } from "../../experiments/ensemble.ts";

/**
 * The values of single runs at chosen rows, for comparing two ensembles pair by pair: run k of one
 * has the same luck as run k of the other.
 */
export interface KeptValues {
  /** Takes a chunk's values out of it. */
  readonly add: (chunk: ChunkResult) => void;
  /** Value of a run, NaN where the run failed or is missing. */
  readonly value: (run: number, column: number, row: number) => number;
}

/**
 * Starts to keep values.
 * @param first index of the first run
 * @param count number of runs of the design
 * @param columns number of columns of a trajectory
 * @param steps number of rows of a trajectory
 * @param rows the rows to keep
 */
export function keepValues(
  first: number,
  count: number,
  columns: number,
  steps: number,
  rows: readonly number[],
): KeptValues {
  const kept = new Float64Array(count * columns * rows.length).fill(Number.NaN);
  const place = (run: number, column: number, k: number) =>
    ((run - first) * columns + column) * rows.length + k;
  return {
    add(chunk) {
      for (let r = 0; r < chunk.count; r++) {
        for (let c = 0; c < columns; c++) {
          for (const [k, row] of rows.entries()) {
            const value = chunk.columns[(r * columns + c) * steps + row] ?? Number.NaN;
            kept[place(chunk.first + r, c, k)] = value;
          }
        }
      }
    },
    value: (run, column, row) => {
      const k = rows.indexOf(row);
      return k < 0 ? Number.NaN : (kept[place(run, column, k)] ?? Number.NaN);
    },
  };
}
