import type { MediaType } from "../api/route.ts";

/** A value of a cell. */
export type Cell = string | number | boolean | null;

/** Rows as CSV (RFC 4180): a header, then a line each; numbers that do not exist are empty. */
export function csvText(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/** Rows as NDJSON: an object a line. */
export function ndjsonText(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return rows
    .map((row) => {
      const object = Object.fromEntries(columns.map((name, k) => [name, finite(row[k])]));
      return `${JSON.stringify(object)}\n`;
    })
    .join("");
}

/** Rows in one of the two text forms of tables. */
export function tableText(
  form: MediaType,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): string {
  return form === "text/csv" ? csvText(columns, rows) : ndjsonText(columns, rows);
}

function csvCell(cell: Cell): string {
  const value = finite(cell);
  if (value === null) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function finite(cell: Cell | undefined): Cell {
  return cell === undefined || (typeof cell === "number" && !Number.isFinite(cell)) ? null : cell;
}
