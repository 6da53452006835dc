import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from "hyparquet";

/** The columns of a Parquet file. */
export interface ParquetColumns {
  readonly rows: number;
  /** Values of a column in order; empty where the file has none of that name. */
  get(name: string): readonly unknown[];
}

/**
 * Reads a Parquet file by columns.
 *
 * @param columns names of those that are wanted; all unless told
 * @throws Error if it is missing or no whole Parquet file.
 */
export async function readColumns(
  path: string,
  columns?: readonly string[],
): Promise<ParquetColumns> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const rows = Number(metadata.num_rows);
  const found = new Map<string, unknown[]>();
  await parquetRead({
    file,
    metadata,
    ...(columns ? { columns: [...columns] } : {}),
    onChunk({ columnName, columnData, rowStart }) {
      const own = found.get(columnName) ?? new Array<unknown>(rows).fill(null);
      found.set(columnName, own);
      for (let k = 0; k < columnData.length; k++) own[rowStart + k] = columnData[k];
    },
  });
  return { rows, get: (name) => found.get(name) ?? [] };
}
