import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunDecisions } from "../../core/ledger/run-decisions.ts";
import type { ChunkResult, Design } from "../../experiments/ensemble.ts";
import { SEEDS_PER_SET } from "../../experiments/spread.ts";
import type { Labels } from "../../scenario/compiled.ts";
import type { EnsembleResult } from "../collect-ensemble.ts";
import { digestOf } from "../identity.ts";
import { seriesColumns } from "../series-columns.ts";
import { decisionsTable } from "./decisions-table.ts";
import { type Manifest, type ManifestFile, RESULTS_SCHEMA } from "./manifest.ts";
import { openPlace } from "./place.ts";
import { countriesTable, outcomesTable, runsTable, seriesTable } from "./store-tables.ts";

/** What a results folder says of where its numbers come from. */
export interface StoreOptions {
  readonly design: Design;
  readonly labels: Labels;
  /** Digest of the inputs, from `runId`. */
  readonly runId: string;
  readonly versions: Readonly<Record<"package" | "model" | "data", string>>;
  /** Digest of the world's tables. */
  readonly world: string;
  /** The resolved scenario, plain values. */
  readonly scenario: unknown;
  /** Write every run's series; yes unless told. They are by far the largest table. */
  readonly series?: boolean;
  /** Take the decisions of runs, too; no unless told. */
  readonly keepsDecisions?: boolean;
}

/** A results folder being written. */
export interface Store {
  /** Takes a chunk, in the order of runs. */
  chunk(chunk: ChunkResult): void;
  /**
   * Takes the decisions of a run.
   * @throws RangeError if the store was opened without them
   */
  decisions(run: number, decisions: RunDecisions): void;
  /** Writes what is left and puts the folder in its place. */
  finish(result: EnsembleResult): Manifest;
  /** Throws away what was written; nothing appears in the folder's place. */
  abandon(): void;
}

/**
 * Opens a results folder: `manifest.json` and the Parquet tables `runs`, `outcomes`, `series` and
 * `countries`, and `decisions` where asked for. Everything is written to a folder beside and renamed at the end, the manifest last, so
 * that a folder with a manifest is always whole. Earlier results there are replaced, and so is their report; chunks
 * of runs that are kept for later (see `storingExecutor`) and files of a user stay.
 *
 * @throws Error if something else than results stands there.
 * @example
 * const store = openStore("results/baseline", { design, labels, runId, versions, world, scenario });
 * const result = await runEnsemble(design, executor, collector, { onChunk: store.chunk });
 * store.finish(result);
 */
export function openStore(folder: string, options: StoreOptions): Store {
  const place = openPlace(folder);
  const { beside } = place;
  mkdirSync(beside);
  const { design, labels, runId, versions } = options;
  const columns = seriesColumns(design.frame, labels);
  const metadata = {
    "panoptes.schema": RESULTS_SCHEMA,
    "panoptes.run_id": runId,
    "panoptes.model": versions.model,
    "panoptes.data": versions.data,
  };
  const inputs = { folder: beside, design, labels, columns, metadata };
  const tables = [runsTable(inputs), outcomesTable(inputs), countriesTable(inputs)];
  if (options.series ?? true) tables.push(seriesTable(inputs));
  const decided = options.keepsDecisions ? decisionsTable(inputs) : null;
  if (decided !== null) tables.push(decided);
  const started = new Date();

  return {
    chunk(chunk) {
      for (const table of tables) table.chunk(chunk);
    },
    decisions(run, decisions) {
      if (decided === null) throw new RangeError("the store was opened without decisions");
      decided.add(run, decisions);
    },
    finish(result) {
      const files: Record<string, ManifestFile> = {};
      for (const table of tables) {
        const size = table.finish(result);
        files[table.file] = { ...size, sha256: digestOfFile(join(beside, table.file)) };
      }
      const manifest = describe(options, result, files, started);
      writeFileSync(join(beside, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
      place.fill();
      return manifest;
    },
    abandon: () => rmSync(beside, { recursive: true, force: true }),
  };
}

function describe(
  { design, labels, runId, versions, world, scenario }: StoreOptions,
  { summary, stopped, count }: EnsembleResult,
  files: Readonly<Record<string, ManifestFile>>,
  started: Date,
): Manifest {
  const { failures, resultHash, elapsedSeconds, runs } = summary;
  const { frame, settings, seed, first } = design;
  return {
    schema: RESULTS_SCHEMA,
    status: stopped ? "partial" : "complete",
    run_id: runId,
    result_hash: resultHash,
    versions,
    digests: { world, settings: digestOf([...new Set(settings)]) },
    scenario,
    design: {
      seed,
      first,
      count: design.count,
      ensemble: design.spread?.ensemble ?? null,
      parameter_sets: summary.parameterSets,
      seeds_per_set: design.spread === undefined ? null : SEEDS_PER_SET,
      countries: frame.countries,
      suppliers: frame.suppliers,
      steps: frame.steps,
      first_period: labels.periods[0] ?? "",
      last_period: labels.periods.at(-1) ?? "",
    },
    runs: { done: count, finished: runs.finished, failed: failures.length },
    failures,
    timings: {
      started: started.toISOString(),
      ended: new Date().toISOString(),
      elapsed_seconds: elapsedSeconds,
    },
    files,
  };
}

function digestOfFile(path: string): string {
  const hash = createHash("sha256");
  const piece = new Uint8Array(2 ** 20);
  const file = openSync(path, "r");
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      hash.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
  return `sha256:${hash.digest("hex")}`;
}
