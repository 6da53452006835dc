/** A table to be written: header and rows of cells. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** CSV text of a table: LF, quotes where needed, empty cells for NaN. The same table gives the same bytes. */
export function csvText(table: Table): string {
  return [table.header, ...table.rows].map((row) => `${row.map(cellText).join(",")}\n`).join("");
}

function cellText(value: string | number): string {
  if (typeof value === "number") return Number.isNaN(value) ? "" : String(value);
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** A number to six significant digits, so that a last bit of arithmetic never shows in a table. */
export function tidy(value: number): number {
  return Number.isNaN(value) ? value : Number(value.toPrecision(6));
}
