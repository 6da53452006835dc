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
  const { openTable } = await import("../results/node/parquet-table.ts");
  const target = resolve(path);
  const part = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    const columns = columnsOf(rows);
    const table = openTable(
      part,
      columns.map(({ name, text }) => ({
        name,
        type: text ? "STRING" : "DOUBLE",
        unit: "",
        definition: "",
        nullable: text,
      })),
      {},
    );
    table.write(
      columns.map(({ values, text }) =>
        text
          ? values.map((value) => (value === null ? null : String(value)))
          : Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value))),
      ),
    );
    table.finish();
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw cannotWrite(path, error);
  }
}

/** Rows turned by columns; those of the first row. */
function columnsOf(rows: Iterable<Row>) {
  const columns = new Map<string, Row[string][]>();
  for (const row of rows) {
    if (columns.size === 0) for (const name of Object.keys(row)) columns.set(name, []);
    for (const [name, values] of columns) values.push(row[name] ?? null);
  }
  return [...columns].map(([name, values]) => ({
    name,
    values,
    text: values.some((value) => value !== null && typeof value !== "number"),
  }));
}
