import { existsSync } from "node:fs";
import { join } from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { EXPERIMENT_SCHEMA, readRuns } from "./experiment-store.ts";
import type { FoundResults } from "./find-results.ts";

/** Every run of a folder of results: its hash, its parameter set, and its outcomes by name. */
export interface StoredRuns {
  /** By what tells runs apart: `run 3`, or `point 4, seed 0`. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Index of the parameter set of every run. */
  readonly sets: ReadonlyMap<string, number>;
  /** By outcome, and then by run; finished runs only. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/**
 * Reads the runs and outcomes of an ensemble or an experiment.
 *
 * @throws Error if a table is missing or no Parquet file.
 */
export async function readOutcomes({ folder, manifest }: FoundResults): Promise<StoredRuns> {
  const hashes = new Map<string, string>();
  const sets = new Map<string, number>();
  const values = new Map<string, Map<string, number>>();
  const put = (outcome: string, run: string, value: number): void => {
    const own = values.get(outcome) ?? new Map<string, number>();
    values.set(outcome, own.set(run, value));
  };
  if (manifest.schema === EXPERIMENT_SCHEMA) {
    const names = manifest.outcomes.map(({ name }) => name);
    for (const table of await readRuns(folder, manifest)) {
      for (let row = 0; row < table.points.length; row++) {
        const run = `point ${table.points[row]}, seed ${table.seeds[row]}`;
        hashes.set(run, table.hashes[row] ?? "");
        sets.set(run, table.sets[row] as number);
        names.forEach((name, k) => {
          const value = table.values[row * names.length + k] as number;
          if (!Number.isNaN(value)) put(name, run, value);
        });
      }
    }
    return { hashes, sets, values };
  }
  for (const row of await readTable(folder, "runs.parquet")) {
    hashes.set(`run ${row.run}`, typeof row.result_hash === "string" ? row.result_hash : "");
    sets.set(`run ${row.run}`, Number(row.parameter_set ?? 0));
  }
  for (const row of await readTable(folder, "outcomes.parquet")) {
    const part = row.of === null || row.of === undefined ? "" : `.${String(row.of)}`;
    put(
      `${String(row.outcome)}${part}, ${String(row.period)}`,
      `run ${row.run}`,
      Number(row.value),
    );
  }
  return { hashes, sets, values };
}

async function readTable(folder: string, name: string): Promise<Record<string, unknown>[]> {
  const path = join(folder, name);
  if (!existsSync(path)) throw new Error(`${path} is missing`);
  return parquetReadObjects({ file: await asyncBufferFromFile(path) });
}
