import type { Row } from "../row.ts";
import { openTable } from "./parquet-table.ts";

/**
 * Writes rows of one shape as a Parquet file: a column of numbers where all values are numbers, else of text.
 * Not-a-number stands for a number that is missing.
 *
 * @param rows all have the columns of the first
 * @throws what the file system throws
 */
export function writeRowsTable(path: string, rows: Iterable<Row>): void {
  const columns = columnsOf(rows);
  const table = openTable(
    path,
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
