import { createWriteStream, renameSync, rmSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Row } from "../results/row.ts";
import { type RowsFormat, rowPieces } from "../results/row-pieces.ts";
import { cannotWrite } from "./cannot-write.ts";
import { wrongUsage } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

const extensions: readonly RowsFormat[] = ["csv", "ndjson", "json"];

/**
 * The format that a file's extension stands for.
 * @throws Stop (usage) for any other
 */
export function rowsFormatOf(path: string): RowsFormat {
  const extension = extname(path).slice(1).toLowerCase();
  const format = extensions.find((known) => known === extension);
  if (format !== undefined) return format;
  throw wrongUsage(`--output "${path}" must end in .csv, .ndjson or .json.`);
}

/**
 * Writes rows to a file, beside its place and then renamed, or to standard output, without ever
 * holding all of their text.
 * @param path the file, or null for standard output
 * @throws Stop (usage) when the file cannot be written
 */
export async function writeRows(
  path: string | null,
  rows: Iterable<Row>,
  output?: { readonly terminal: Terminal; readonly format: RowsFormat },
): Promise<void> {
  if (path === null) {
    if (output === undefined) throw new Error("rows for standard output need a terminal");
    for (const text of inBlocks(rowPieces(rows, output.format))) output.terminal.print(text);
    return;
  }
  const format = rowsFormatOf(path);
  const target = resolve(path);
  const part = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    await pipeline(Readable.from(inBlocks(rowPieces(rows, format))), createWriteStream(part));
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw cannotWrite(path, error);
  }
}

/** Pieces put together to some 64 kB, which is far quicker than one write a row. */
function* inBlocks(pieces: Iterable<string>): Generator<string> {
  let block = "";
  for (const piece of pieces) {
    block += piece;
    if (block.length < 2 ** 16) continue;
    yield block;
    block = "";
  }
  if (block !== "") yield block;
}
