import { createWriteStream, renameSync, rmSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Row } from "../results/row.ts";
import { cannotWrite } from "./cannot-write.ts";
import { wrongUsage } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

/** Formats in which rows are written piece by piece. */
export type RowsFormat = "json" | "ndjson" | "csv";

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

/** Rows as text, a piece a row. All rows must have the columns of the first. */
export function* rowPieces(rows: Iterable<Row>, format: RowsFormat): Generator<string> {
  let names: readonly string[] | null = null;
  if (format === "json") yield "[";
  for (const row of rows) {
    if (format === "csv") {
      if (names === null) {
        names = Object.keys(row);
        yield `${names.map(cell).join(",")}\r\n`;
      }
      yield `${names.map((name) => cell(row[name] ?? "")).join(",")}\r\n`;
    } else {
      yield format === "ndjson"
        ? `${JSON.stringify(row)}\n`
        : `${names === null ? "\n" : ",\n"}${JSON.stringify(row)}`;
      names = [];
    }
  }
  if (format === "json") yield names === null ? "]\n" : "\n]\n";
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

function cell(value: unknown): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
