import { closeSync, createReadStream, openSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { writeRowsTable } from "../../results/node/rows-table.ts";
import type { Row } from "../../results/row.ts";
import type { Cell } from "../table.ts";

/** Name of the rows of an experiment: a JSON array of names, then one of cells a line. */
export const ROWS_FILE = "rows.ndjson";

/** Name of the same rows as Parquet. */
export const ROWS_TABLE = "rows.parquet";

/** Rows that are written or read together. */
const PORTION = 2048;

/** Writes rows of one shape into a folder; they appear whole or not at all. */
export function writeRows(folder: string, rows: Iterable<Row>): void {
  const kept = [...rows];
  const table = join(folder, ROWS_TABLE);
  // A table without columns is no Parquet file.
  if (kept.length > 0) {
    writeRowsTable(`${table}.part`, kept);
    renameSync(`${table}.part`, table);
  }
  const path = join(folder, ROWS_FILE);
  const file = openSync(`${path}.part`, "w");
  try {
    let lines: string[] = [];
    const flush = (): void => {
      if (lines.length > 0) writeSync(file, `${lines.join("\n")}\n`);
      lines = [];
    };
    let names: readonly string[] | null = null;
    for (const row of kept) {
      if (names === null) {
        names = Object.keys(row);
        lines.push(JSON.stringify(names));
      }
      lines.push(JSON.stringify(names.map((name) => row[name] ?? null)));
      if (lines.length >= PORTION) flush();
    }
    flush();
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.part`, path);
}

/** Rows as they are read back, in portions. */
export interface StoredRows {
  readonly names: readonly string[];
  readonly portions: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** Reads the rows of an experiment's folder as they are wanted. */
export async function readRows(folder: string): Promise<StoredRows> {
  const input = createReadStream(join(folder, ROWS_FILE), "utf8");
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const each = lines[Symbol.asyncIterator]();
  const first = await each.next();
  const names = first.done ? [] : (JSON.parse(first.value) as string[]);
  async function* portions(): AsyncGenerator<readonly (readonly Cell[])[]> {
    let portion: Cell[][] = [];
    for (let next = await each.next(); !next.done; next = await each.next()) {
      portion.push(JSON.parse(next.value) as Cell[]);
      if (portion.length >= PORTION) {
        yield portion;
        portion = [];
      }
    }
    if (portion.length > 0) yield portion;
  }
  return { names, portions: portions() };
}
