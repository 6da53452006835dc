import { renameSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Row } from "../results/row.ts";
import { cannotWrite } from "./cannot-write.ts";
import type { FileFormat } from "./experiment/output.ts";
import { writeRows } from "./write-rows.ts";

/**
 * Writes rows to a file, beside its place and then renamed. A Parquet file has a column of numbers where
 * all values are numbers, else of text.
 * @throws Stop (usage) when the file cannot be written
 */
export async function writeRowsFile(
  path: string,
  rows: Iterable<Row>,
  format: FileFormat,
): Promise<void> {
  if (format !== "parquet") {
    await writeRows(path, rows);
    return;
  }
  // With it comes the writer of Parquet, which nobody else need wait for.
  const { writeRowsTable } = await import("../results/node/rows-table.ts");
  const target = resolve(path);
  const part = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    writeRowsTable(part, rows);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw cannotWrite(path, error);
  }
}
