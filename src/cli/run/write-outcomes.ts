import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { MODEL_VERSION } from "../../core/version.ts";
import type { EnsembleResult } from "../../results/collect-ensemble.ts";
import { outcomeRows } from "../../results/outcome-rows.ts";
import { outcomesCsv, outcomesJson, outcomesNdjson } from "../../results/outcome-text.ts";
import { seriesColumns } from "../../results/series-columns.ts";
import { cannotWrite } from "../cannot-write.ts";
import { wrongUsage } from "../exit-codes.ts";
import type { TableFormat } from "./choices.ts";
import type { Prepared } from "./run-one.ts";

/** The table of outcomes in pieces: text, or the bytes of a Parquet file. */
export async function* outcomePieces(
  format: TableFormat,
  prepared: Prepared,
  result: EnsembleResult,
): AsyncGenerator<string | Uint8Array> {
  const rows = outcomeRows(result.picks, result.values, result.first);
  if (format === "csv") yield* outcomesCsv(rows);
  else if (format === "ndjson") yield* outcomesNdjson(rows);
  else if (format === "json") yield* outcomesJson(rows);
  else yield await parquetBytes(prepared, result);
}

/**
 * Writes the table of outcomes to a file, beside it first and then renamed, so that it is never half
 * a table.
 * @throws Stop (usage) when the place cannot be written
 */
export async function writeOutcomes(
  path: string,
  format: TableFormat,
  prepared: Prepared,
  result: EnsembleResult,
): Promise<void> {
  const target = resolve(path);
  const part = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(part, "");
    let waiting = "";
    for await (const piece of outcomePieces(format, prepared, result)) {
      if (typeof piece !== "string") writeFileSync(part, piece);
      else waiting += piece;
      if (waiting.length < 2 ** 20) continue;
      writeFileSync(part, waiting, { flag: "a" });
      waiting = "";
    }
    if (waiting !== "") writeFileSync(part, waiting, { flag: "a" });
    renameSync(part, target);
  } catch (error) {
    if (existsSync(part)) rmSync(part);
    throw cannotWrite(path, error);
  }
}

/**
 * Makes sure, before anything is run, that a file can be written; makes the folders it stands in.
 * @throws Stop (usage) when it cannot
 */
export function requireWritable(path: string): void {
  const target = resolve(path);
  try {
    mkdirSync(dirname(target), { recursive: true });
    accessSync(dirname(target), constants.W_OK);
    if (existsSync(target)) accessSync(target, constants.W_OK);
  } catch (error) {
    throw cannotWrite(path, error);
  }
  if (existsSync(target) && statSync(target).isDirectory()) {
    throw wrongUsage(`"${path}" is a folder; name a file.`);
  }
  // Files are written beside and renamed: that would put a file in a device's place.
  if (/^\/(dev|proc)\//.test(target) || (existsSync(target) && !statSync(target).isFile())) {
    throw wrongUsage(`"${path}" is not an ordinary file; name one, or use - for standard output.`);
  }
}

/** The Parquet file as bytes; it is made in a folder of its own, which goes away. */
async function parquetBytes(
  { compiled, design, runId, world }: Prepared,
  result: EnsembleResult,
): Promise<Uint8Array> {
  const { outcomesTable } = await import("../../results/node/store-tables.ts");
  const folder = mkdtempSync(join(tmpdir(), "panoptes-"));
  try {
    const table = outcomesTable({
      folder,
      design,
      labels: compiled.labels,
      columns: seriesColumns(compiled.frame, compiled.labels),
      metadata: {
        "panoptes.run_id": runId,
        "panoptes.model": MODEL_VERSION,
        "panoptes.data": world.version,
      },
    });
    table.finish(result);
    return readFileSync(join(folder, table.file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
