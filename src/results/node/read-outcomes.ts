import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Stored } from "../compare/compare-stored.ts";
import { EXPERIMENT_SCHEMA, type ExperimentManifest, readRuns } from "./experiment-store.ts";
import type { FoundResults } from "./find-results.ts";
import { type ParquetColumns, readColumns } from "./parquet-columns.ts";

/** Seed numbers are below this, so that a point and a seed make one whole number. */
const SEEDS = 2 ** 32;

/**
 * Reads the runs and outcomes of an ensemble or an experiment: some 200 bytes for each run and 8 for each
 * of its outcomes.
 *
 * @throws Error if a table is missing or no Parquet file.
 */
export async function readOutcomes({ folder, manifest }: FoundResults): Promise<Stored> {
  return manifest.schema === EXPERIMENT_SCHEMA
    ? ofExperiment(folder, manifest)
    : ofEnsemble(folder);
}

async function ofExperiment(folder: string, manifest: ExperimentManifest): Promise<Stored> {
  const tables = await readRuns(folder, manifest);
  const runs = tables.reduce((sum, { points }) => sum + points.length, 0);
  const keys = new Float64Array(runs);
  const sets = new Uint32Array(runs);
  const hashes: string[] = [];
  const names = manifest.outcomes.map(({ name }) => name);
  const columns = names.map(() => new Float64Array(runs));
  let from = 0;
  for (const { points, seeds, sets: own, values, hashes: ownHashes } of tables) {
    sets.set(own, from);
    for (let row = 0; row < points.length; row++) {
      keys[from + row] = (points[row] as number) * SEEDS + (seeds[row] as number);
      hashes.push(ownHashes[row] ?? "");
      columns.forEach((column, k) => {
        column[from + row] = values[row * names.length + k] as number;
      });
    }
    from += points.length;
  }
  return { keys, sets, hashes, values: new Map(names.map((name, k) => [name, pick(columns, k)])) };
}

async function ofEnsemble(folder: string): Promise<Stored> {
  const table = await readTable(folder, "runs.parquet");
  const keys = Float64Array.from(table.get("run"), Number);
  const place = new Map(Array.from(keys, (run, row) => [run, row]));
  const outcomes = await readTable(folder, "outcomes.parquet");
  const [runs, names, of, periods, own] = ["run", "outcome", "of", "period", "value"].map((name) =>
    outcomes.get(name),
  );
  const values = new Map<string, Float64Array>();
  for (let row = 0; row < outcomes.rows; row++) {
    const part = of?.[row] ?? null;
    const name = `${String(names?.[row])}${part === null ? "" : `.${String(part)}`}, ${String(periods?.[row])}`;
    const column = values.get(name) ?? new Float64Array(keys.length).fill(Number.NaN);
    values.set(name, column);
    column[place.get(Number(runs?.[row])) ?? -1] = Number(own?.[row] ?? Number.NaN);
  }
  return {
    keys,
    sets: Uint32Array.from(table.get("parameter_set"), (set) => Number(set ?? 0)),
    hashes: table.get("result_hash").map((hash) => (typeof hash === "string" ? hash : "")),
    values,
  };
}

function pick(columns: readonly Float64Array[], k: number): Float64Array {
  return columns[k] ?? new Float64Array(0);
}

async function readTable(folder: string, name: string): Promise<ParquetColumns> {
  const path = join(folder, name);
  if (!existsSync(path)) throw new Error(`${path} is missing`);
  return readColumns(path);
}
