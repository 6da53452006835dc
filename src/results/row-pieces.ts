import type { Row } from "./row.ts";

/** Formats in which rows are written piece by piece. */
export type RowsFormat = "json" | "ndjson" | "csv";

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

function cell(value: unknown): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
