import {
  type AsyncBuffer,
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetRead,
  parquetReadObjects,
} from "hyparquet";
import type { Cell } from "../table.ts";

/** A column of a table, with what stands in its file about it. */
export interface Column {
  readonly name: string;
  readonly unit: string;
  readonly definition: string;
}

/** A Parquet table that can be read in parts. */
export interface ParquetTable {
  readonly columns: readonly Column[];
  readonly rows: number;
  /** Rows `from` to before `to`, cells in the order of the columns. */
  read(from: number, to: number): Promise<readonly (readonly Cell[])[]>;
  /** All rows in portions, between which others have their turn. */
  portions(): AsyncIterable<readonly (readonly Cell[])[]>;
  /** The first row that has a text in a column, and the row after the last; null where none has. */
  range(column: string, text: string): Promise<readonly [from: number, to: number] | null>;
}

/** Rows that are read at a time: a few take a few milliseconds, but each begins at the start of its row group. */
const PORTION = 4096;

/** Opens one of our own Parquet tables. */
export async function openParquet(path: string): Promise<ParquetTable> {
  const file: AsyncBuffer = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const notes = new Map(metadata.key_value_metadata?.map(({ key, value }) => [key, value ?? ""]));
  const names = metadata.schema.slice(1).map(({ name }) => name);
  const columns = names.map((name) => ({
    name,
    unit: notes.get(`unit:${name}`) ?? "",
    definition: notes.get(`definition:${name}`) ?? "",
  }));
  const rows = Number(metadata.num_rows);
  const table: ParquetTable = {
    columns,
    rows,
    async *portions() {
      for (let from = 0; from < rows; from += PORTION) {
        yield await table.read(from, Math.min(rows, from + PORTION));
      }
    },
    async read(from, to) {
      if (from >= to) return [];
      let read: readonly (readonly unknown[])[] = [];
      const onComplete = (all: readonly (readonly unknown[])[]): void => {
        read = all;
      };
      await parquetRead({ file, metadata, rowStart: from, rowEnd: to, onComplete });
      return read.map((row) => row.map(cellOf));
    },
    async range(column, text) {
      const read = await parquetReadObjects({ file, metadata, columns: [column] });
      const first = read.findIndex((row) => row[column] === text);
      if (first < 0) return null;
      return [first, read.findLastIndex((row) => row[column] === text) + 1];
    },
  };
  return table;
}

function cellOf(value: unknown): Cell {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return Number(value);
  return typeof value === "string" || typeof value === "boolean" ? value : null;
}
