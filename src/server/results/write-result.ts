import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ResultDocument } from "../../api/schemas/results.ts";
import type { ChunkResult, Design } from "../../experiments/ensemble.ts";
import type { EnsembleResult } from "../../results/collect-ensemble.ts";
import { openTable, type TableColumn } from "../../results/node/parquet-table.ts";
import { openStore } from "../../results/node/store.ts";
import { type EnsembleSummary, probabilities } from "../../results/summary.ts";
import type { Labels } from "../../scenario/compiled.ts";
import type { Scenario } from "../../scenario/scenario.ts";

/** Name of the file that holds the document; a folder without it is no result. */
export const RESULT_FILE = "result.json";

/** Name of the table of quantiles over time. */
export const SERIES_FILE = "bands.parquet";

/** What a result's folder is written from. */
export interface ResultInputs {
  readonly document: ResultDocument;
  readonly scenario: Scenario;
  /** The design, with the count of the runs that were done. */
  readonly design: Design;
  readonly labels: Labels;
  readonly result: EnsembleResult;
  /** The chunks, of which only hashes and failures are looked at. */
  readonly chunks: readonly ChunkResult[];
}

/**
 * Writes a result as a results folder, as `panoptes run -o` does, with the document and the quantiles
 * over time beside its tables. It appears whole or not at all.
 *
 * @param folder where it is to stand
 */
export function writeResult(folder: string, inputs: ResultInputs): void {
  const { document, scenario, design, labels, result, chunks } = inputs;
  const { versions, run_id } = document;
  const beside = `${folder}.${process.pid}.part`;
  rmSync(beside, { recursive: true, force: true });
  try {
    mkdirSync(join(folder, ".."), { recursive: true });
    const store = openStore(beside, {
      design,
      labels,
      runId: run_id,
      versions: { package: versions.panoptes, model: versions.model, data: versions.data },
      world: versions.data_digest,
      scenario,
      series: false,
    });
    for (const chunk of chunks) store.chunk(chunk);
    store.finish({ ...result, stopped: false });
    writeBands(join(beside, SERIES_FILE), result.summary, labels, run_id);
    writeFileSync(join(beside, RESULT_FILE), JSON.stringify(document));
    rmSync(folder, { recursive: true, force: true });
    renameSync(beside, folder);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    throw error;
  }
}

function writeBands(
  path: string,
  { columns, quantiles, means, deviations }: EnsembleSummary,
  { periods }: Labels,
  runId: string,
): void {
  const text = (name: string, definition: string, nullable = false): TableColumn => ({
    name,
    type: "STRING",
    unit: "",
    definition,
    nullable,
  });
  const number = (name: string, definition: string): TableColumn => ({
    name,
    type: "DOUBLE",
    unit: "see the column unit",
    definition,
    nullable: true,
  });
  const table = openTable(
    path,
    [
      text("outcome", "Id of the outcome"),
      text("of", "Supplier, segment or group of countries, null for a total", true),
      text("unit", "Unit of the values"),
      text("period", "Period at whose end the values are read"),
      number("mean", "Mean over the runs that finished"),
      number("sd", "Standard deviation over the runs that finished"),
      ...probabilities.map((p) => number(quantileName(p), `Quantile ${p} over these runs`)),
    ],
    { "panoptes.run_id": runId },
  );
  const steps = periods.length;
  // One outcome with its parts a row group, so that asking for one reads little.
  for (let first = 0; first < columns.length; ) {
    let last = first;
    while (columns[last]?.outcome === columns[first]?.outcome && last < columns.length) last++;
    const cells = Array.from({ length: (last - first) * steps }, (_, k) => first * steps + k);
    const column = (cell: number) => columns[Math.floor(cell / steps)];
    table.write([
      cells.map((cell) => column(cell)?.outcome ?? ""),
      cells.map((cell) => column(cell)?.of ?? null),
      cells.map((cell) => column(cell)?.unit ?? ""),
      cells.map((cell) => periods[cell % steps] ?? ""),
      means.slice(first * steps, last * steps),
      deviations.slice(first * steps, last * steps),
      ...probabilities.map((_, p) =>
        Float64Array.from(cells, (cell) => quantiles[cell * probabilities.length + p] as number),
      ),
    ]);
    first = last;
  }
  table.finish();
}

/** Name of a quantile: p05, p50 … */
export function quantileName(probability: number): string {
  return `p${String(Math.round(probability * 100)).padStart(2, "0")}`;
}
