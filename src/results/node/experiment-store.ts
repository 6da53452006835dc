import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Words } from "../../core/arrays.ts";
import { runSeed } from "../../experiments/run-key.ts";
import type { PlannedRuns } from "../../experiments/run-plan.ts";
import { type RunTable, rowsOf } from "../../experiments/run-table.ts";
import { runsHash } from "../identity.ts";
import type { ExperimentTable } from "../sweep/experiment-table.ts";
import type { Outcome } from "../sweep/prepare-sweep.ts";
import { readColumns } from "./parquet-columns.ts";
import { openTable, type TableColumn, type TableValues } from "./parquet-table.ts";
import { isOurs } from "./place.ts";

/** Version of the layout of an experiment's folder. */
export const EXPERIMENT_SCHEMA = "panoptes/experiment@1";

/** What kind of experiment a folder holds. */
export type ExperimentKind = "sweep" | "sensitivity" | "discovery" | "tradeoff" | "comparison";

/** `manifest.json` of an experiment. */
export interface ExperimentManifest {
  readonly schema: typeof EXPERIMENT_SCHEMA;
  readonly kind: ExperimentKind;
  /** running: being made, or cut off; partial: stopped, and can be resumed. */
  readonly status: "running" | "partial" | "complete";
  /** Digest of everything that decides the runs. */
  readonly experiment_id: string;
  readonly versions: Readonly<Record<"package" | "model" | "data", string>>;
  readonly digests: { readonly world: string };
  /** The scenario as it was run, parents merged in. */
  readonly scenario: unknown;
  /** Sampler, points, seeds and the like. */
  readonly design: Readonly<Record<string, unknown>>;
  readonly outcomes: readonly Outcome[];
  readonly runs: { readonly done: number; readonly failed: number };
  /** SHA-256 over the result hashes of the runs in order, once it has ended. */
  readonly result_hash: string | null;
  readonly timings: { readonly started: string; readonly ended: string | null };
  /** By file name; those of runs in progress are added at the end. */
  readonly files: Readonly<
    Record<string, { readonly rows: number; readonly bytes: number; readonly sha256: string }>
  >;
}

/** What an experiment's folder says of itself. */
export interface ExperimentOptions
  extends Pick<
    ExperimentManifest,
    "kind" | "experiment_id" | "versions" | "digests" | "scenario" | "design" | "outcomes"
  > {
  /** The user's seed. */
  readonly seed: string;
  /** Use batches of an earlier, unfinished attempt at the same experiment. */
  readonly resume: boolean;
}

/** An experiment's folder being written. */
export interface ExperimentStore {
  /** A batch of an earlier attempt; null if it is not there, not whole, or of other runs. */
  recall(batch: number, planned: PlannedRuns): Promise<RunTable | null>;
  /** Keeps a batch: written beside its place and renamed, so that it is there whole or not at all. */
  batch(batch: number, table: RunTable): void;
  /** Writes the other tables and the manifest. */
  finish(tables: readonly ExperimentTable[], table: RunTable, stopped: boolean): ExperimentManifest;
}

/**
 * Opens the folder of an experiment: `manifest.json`, Parquet shards of runs in `runs/`, and tables.
 * Every batch of runs is one shard that is never changed, so that whatever cuts an experiment off
 * loses at most the batch in flight, and resuming goes on from there.
 *
 * @throws Error if something else than results stands there, or resuming another experiment is asked for.
 */
export function openExperiment(folder: string, options: ExperimentOptions): ExperimentStore {
  const target = resolve(folder);
  const before = readExperiment(target);
  requireOurs(target, folder, before !== null);
  if (!options.resume && before !== null) {
    throw new Error(
      `"${folder}" holds ${before.status === "complete" ? "a finished" : "an unfinished"} ${before.kind} already; ` +
        "add --resume to go on with it or to use it again, or name another folder",
    );
  }
  if (before !== null && before.experiment_id !== options.experiment_id) {
    throw new Error(
      `"${folder}" holds another experiment (${before.experiment_id.slice(0, 15)}…, not ` +
        `${options.experiment_id.slice(0, 15)}…): its scenario, design, model or world differs; ` +
        "resume with the same, or name another folder",
    );
  }
  const keeps = before !== null;
  const runs = join(target, "runs");
  mkdirSync(runs, { recursive: true });
  const { seed, resume: _, ...described } = options;
  const base = {
    schema: EXPERIMENT_SCHEMA,
    ...described,
    runs: { done: 0, failed: 0 },
    result_hash: null,
    timings: { started: keeps ? before.timings.started : new Date().toISOString(), ended: null },
    files: {},
  } as const;
  writeManifest(target, { ...base, status: "running" });
  const metadata = {
    "panoptes.schema": EXPERIMENT_SCHEMA,
    "panoptes.experiment_id": options.experiment_id,
    "panoptes.model": options.versions.model,
    "panoptes.data": options.versions.data,
  };
  const shards = new Map<string, number>();
  const columns = runColumns(options.outcomes);
  return {
    async recall(batch, planned) {
      const path = join(runs, shardName(batch));
      if (!keeps || !existsSync(path)) return null;
      const table = await readShard(path, options.outcomes).catch(() => null);
      const same =
        table !== null &&
        rowsOf(table) === planned.points.length &&
        table.points.every((point, row) => point === planned.points[row]) &&
        table.seeds.every((own, row) => own === planned.seeds[row]) &&
        table.sets.every((own, row) => own === planned.sets[row]);
      if (same) shards.set(shardName(batch), rowsOf(table));
      return same ? table : null;
    },
    batch(batch, table) {
      const name = shardName(batch);
      const path = join(runs, name);
      const writer = openTable(`${path}.part`, columns, metadata);
      writer.write(runValues(table, options.outcomes.length, seed));
      writer.finish();
      renameSync(`${path}.part`, path);
      shards.set(name, rowsOf(table));
    },
    finish(tables, table, stopped) {
      // What an earlier attempt left and this one did not want is no part of it.
      for (const name of readdirSync(runs)) if (!shards.has(name)) rmSync(join(runs, name));
      for (const { name, columns: own, values } of tables) {
        const path = join(target, `${name}.parquet`);
        const writer = openTable(`${path}.part`, own, metadata);
        writer.write(values);
        writer.finish();
        renameSync(`${path}.part`, path);
      }
      const files = Object.fromEntries([
        ...[...shards]
          .sort()
          .map(([name, rows]) => [`runs/${name}`, describe(join(runs, name), rows)]),
        ...tables.map(({ name, values }) => [
          `${name}.parquet`,
          describe(join(target, `${name}.parquet`), values[0]?.length ?? 0),
        ]),
      ]);
      const manifest: ExperimentManifest = {
        ...base,
        status: stopped ? "partial" : "complete",
        runs: { done: rowsOf(table), failed: table.reasons.size },
        result_hash: runsHash(table.hashes),
        timings: { ...base.timings, ended: new Date().toISOString() },
        files,
      };
      writeManifest(target, manifest);
      return manifest;
    },
  };
}

/** The manifest of an experiment's folder, or null where there is none that can be read. */
export function readExperiment(folder: string): ExperimentManifest | null {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    return manifest?.schema === EXPERIMENT_SCHEMA ? manifest : null;
  } catch {
    return null;
  }
}

/** Reads all runs of an experiment's folder, in order. */
export async function readRuns(
  folder: string,
  manifest: Pick<ExperimentManifest, "outcomes" | "files">,
): Promise<readonly RunTable[]> {
  const names = Object.keys(manifest.files).filter((name) => name.startsWith("runs/"));
  const tables: RunTable[] = [];
  for (const name of names.sort())
    tables.push(await readShard(join(folder, name), manifest.outcomes));
  return tables;
}

function shardName(batch: number): string {
  return `${String(batch).padStart(6, "0")}.parquet`;
}

function requireOurs(target: string, folder: string, experiment: boolean): void {
  if (!existsSync(target) || experiment) return;
  let entries: readonly string[];
  try {
    entries = readdirSync(target);
  } catch {
    throw new Error(`"${folder}" is a file, not a results folder; name another folder`);
  }
  if (entries.every(isOurs)) return;
  throw new Error(
    `"${folder}" holds something else than such an experiment, so nothing is written there; name another folder`,
  );
}

function writeManifest(folder: string, manifest: ExperimentManifest): void {
  const path = join(folder, "manifest.json");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(`${path}.part`, path);
}

function describe(path: string, rows: number): ExperimentManifest["files"][string] {
  const bytes = readFileSync(path);
  return {
    rows,
    bytes: bytes.length,
    sha256: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
  };
}

const integer = (name: string, definition: string): TableColumn => ({
  name,
  type: "INT32",
  unit: "",
  definition,
});
const text = (name: string, definition: string): TableColumn => ({
  name,
  type: "STRING",
  unit: "",
  definition,
  nullable: true,
});

function runColumns(outcomes: readonly Outcome[]): readonly TableColumn[] {
  return [
    integer("point", "Index of the point, see points.parquet"),
    integer("seed_number", "Runs with the same number have the same luck"),
    text("seed", "Seed that repeats the run alone"),
    integer("parameter_set", "Index of its parameter set"),
    text("result_hash", "Hash of the run's trajectory, null if it failed"),
    text("reason", "Why it failed, null if it finished"),
    ...outcomes.map(
      ({ name, unit, definition, period }): TableColumn => ({
        name,
        type: "DOUBLE",
        unit,
        definition: `${definition}, end of ${period}`,
      }),
    ),
  ];
}

function runValues(table: RunTable, picks: number, seed: string): TableValues[] {
  const seeds = Int32Array.from(table.seeds);
  return [
    Int32Array.from(table.points),
    seeds,
    Array.from(seeds, (number) => runSeed(seed, number)),
    Int32Array.from(table.sets),
    table.hashes.map((hash) => hash || null),
    table.hashes.map((_, row) => table.reasons.get(row) ?? null),
    ...Array.from({ length: picks }, (_, pick) =>
      Float64Array.from(
        { length: rowsOf(table) },
        (_, row) => table.values[row * picks + pick] as number,
      ),
    ),
  ];
}

/** Reads a shard column by column: an object for every row would take ten times as long. */
async function readShard(path: string, outcomes: readonly Outcome[]): Promise<RunTable> {
  const columns = await readColumns(path);
  const rows = columns.rows;
  const integers = (name: string): Words =>
    Uint32Array.from(columns.get(name), (value) => Number(value));
  const values = new Float64Array(rows * outcomes.length).fill(Number.NaN);
  outcomes.forEach(({ name }, k) => {
    columns.get(name).forEach((value, row) => {
      values[row * outcomes.length + k] = Number(value ?? Number.NaN);
    });
  });
  const reasons = new Map<number, string>();
  columns.get("reason").forEach((value, row) => {
    if (typeof value === "string") reasons.set(row, value);
  });
  return {
    points: integers("point"),
    seeds: integers("seed_number"),
    sets: integers("parameter_set"),
    values,
    hashes: columns.get("result_hash").map((value) => (typeof value === "string" ? value : "")),
    reasons,
  };
}
