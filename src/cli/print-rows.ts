import type { Row } from "../results/row.ts";
import { type EnvironmentVariable, given, oneOf } from "./environment.ts";
import { formatTable, type TableColumn } from "./format/table.ts";
import { type CommonFlags, lookOf } from "./look.ts";
import type { Terminal } from "./terminal.ts";

/** Flags of a command whose result is rows or a value. */
export interface FormatFlags extends CommonFlags {
  readonly format?: string;
  readonly json?: boolean;
}

/** Formats in which a list of rows can be printed. */
export const rowFormats = ["table", "json", "ndjson", "csv"] as const;
/** One of the formats for rows. */
export type RowFormat = (typeof rowFormats)[number];

/** Formats of all commands. */
const allFormats: readonly string[] = [...rowFormats, "parquet"];

const variable: EnvironmentVariable = "PANOPTES_FORMAT";

/**
 * The format that was asked for: `--json`, `--format`, PANOPTES_FORMAT, or a table on a terminal and
 * `piped` elsewhere.
 * @throws Stop (usage) when it is not among those that the command knows
 */
export function formatOf<T extends string>(
  terminal: Terminal,
  flags: FormatFlags,
  known: readonly T[],
  piped: T & RowFormat,
): T | "table" | "json" {
  if (flags.json) return "json";
  const asked = given(terminal, variable, flags.format);
  // The variable is for all commands; one that does not know its format keeps to its own.
  const foreign = asked?.name === variable && allFormats.includes(asked.text);
  if (asked !== null && !(foreign && !known.some((one) => one === asked.text))) {
    return oneOf(asked, known);
  }
  return terminal.toTerminal ? "table" : piped;
}

/** How to print a list of rows. */
export interface RowPrinting {
  readonly rows: readonly Row[];
  /** Columns of the table for people, left to right. */
  readonly columns: readonly TableColumn[];
  /** Cells of the table for a row. */
  readonly cells: (row: Row) => readonly string[];
  /** Printed instead of an empty table. */
  readonly none: string;
}

/** Prints rows as a table, a JSON array, a JSON object a line, or CSV. */
export function printRows(terminal: Terminal, flags: FormatFlags, printing: RowPrinting): void {
  const { rows, columns, cells, none } = printing;
  const format = formatOf(terminal, flags, rowFormats, "ndjson");
  if (format === "json") terminal.print(`${JSON.stringify(rows, null, 2)}\n`);
  else if (format === "ndjson") {
    terminal.print(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  } else if (format === "csv") terminal.print(csv(rows));
  else if (rows.length === 0) terminal.print(`${none}\n`);
  else {
    const look = lookOf(terminal, flags);
    const title = look.colours.bold;
    const options = terminal.toTerminal ? { width: look.columns, title } : { title };
    terminal.print(`${formatTable(columns, rows.map(cells), options).join("\n")}\n`);
  }
}

/** Rows as CSV after RFC 4180, with the names of the first row's columns on top. */
export function csv(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const line = (values: readonly unknown[]) => `${values.map(csvCell).join(",")}\n`;
  return line(names) + rows.map((row) => line(names.map((name) => row[name] ?? ""))).join("");
}

function csvCell(value: unknown): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
