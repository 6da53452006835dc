import type { Vector, Words } from "../core/arrays.ts";

/** Runs at points, a row each: which point, which luck, what was read off it. */
export interface RunTable {
  /** Index of the point; [run] */
  readonly points: Words;
  /** Number of the seed; runs with the same one have the same luck. [run] */
  readonly seeds: Words;
  /** Parameter set. [run] */
  readonly sets: Words;
  /** What was read off the run, NaN where it failed; [run × pick] */
  readonly values: Vector;
  /** Result hash, "" where the run failed. */
  readonly hashes: readonly string[];
  /** Why runs failed, by row. */
  readonly reasons: ReadonlyMap<number, string>;
}

/** Number of rows. */
export function rowsOf({ points }: Pick<RunTable, "points">): number {
  return points.length;
}

/** Tables one below the other. */
export function joinTables(tables: readonly RunTable[]): RunTable {
  const rows = tables.reduce((sum, table) => sum + rowsOf(table), 0);
  const cells = tables.reduce((sum, { values }) => sum + values.length, 0);
  const points: Words = new Uint32Array(rows);
  const seeds: Words = new Uint32Array(rows);
  const sets: Words = new Uint32Array(rows);
  const values: Vector = new Float64Array(cells);
  const hashes: string[] = [];
  const reasons = new Map<number, string>();
  let row = 0;
  let cell = 0;
  for (const table of tables) {
    points.set(table.points, row);
    seeds.set(table.seeds, row);
    sets.set(table.sets, row);
    values.set(table.values, cell);
    for (const hash of table.hashes) hashes.push(hash);
    for (const [at, reason] of table.reasons) reasons.set(row + at, reason);
    row += rowsOf(table);
    cell += table.values.length;
  }
  return { points, seeds, sets, values, hashes, reasons };
}
