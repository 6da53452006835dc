import { statSync } from "node:fs";
import {
  type ColumnSource,
  fileWriter,
  ParquetWriter,
  schemaFromColumnData,
} from "hyparquet-writer";

/** A column of a table. */
export interface TableColumn {
  readonly name: string;
  readonly type: "INT32" | "DOUBLE" | "STRING";
  /** Unit of the values, "" where there is none. */
  readonly unit: string;
  readonly definition: string;
  /** Whether values may be missing. */
  readonly nullable?: boolean;
}

/** Values of a column, by its type. */
export type TableValues =
  | Int32Array
  | Float64Array
  | readonly (string | null)[]
  | readonly (number | null)[];

/** A Parquet file being written. */
export interface TableWriter {
  /** Adds rows, as one row group; one array per column, all of the same length. */
  write(values: readonly TableValues[]): void;
  /** Ends the file; gives back how many rows and bytes it has. */
  finish(): { readonly rows: number; readonly bytes: number };
}

/**
 * Opens a Parquet file for writing. Unit and definition of each column stand in the file's
 * key-value metadata under `unit:<column>` and `definition:<column>`.
 */
export function openTable(
  path: string,
  columns: readonly TableColumn[],
  metadata: Readonly<Record<string, string>>,
): TableWriter {
  const sources = columns.map(
    ({ name, type, nullable = false }): ColumnSource => ({ name, type, nullable, data: [] }),
  );
  const described = columns.flatMap(({ name, unit, definition }) => [
    [`unit:${name}`, unit] as const,
    [`definition:${name}`, definition] as const,
  ]);
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: schemaFromColumnData({ columnData: sources }),
    kvMetadata: [...Object.entries(metadata), ...described].map(([key, value]) => ({ key, value })),
    createdBy: "panoptes",
    // Dictionaries halve what runs record; compressing the rest would double the time for a tenth.
    codec: "UNCOMPRESSED",
  });
  let rows = 0;
  return {
    write(values) {
      const size = values[0]?.length ?? 0;
      if (size === 0) return;
      const columnData = sources.map(
        // The type sits in the schema; here it would be checked a second time.
        ({ name, type }, k): ColumnSource => ({
          name,
          data: values[k] as ColumnSource["data"],
          // Only keys are ever filtered by; smallest and largest of every measure cost a third more.
          statistics: type === "INT32",
        }),
      );
      void writer.write({ columnData, rowGroupSize: size });
      rows += size;
    },
    finish() {
      void writer.finish();
      return { rows, bytes: statSync(path).size };
    },
  };
}
