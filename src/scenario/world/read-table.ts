import { type CsvFault, type RowPlace, readCsv } from "./csv.ts";
import { nearestName } from "./nearest-name.ts";
import type { WorldCode } from "./problem-codes.ts";
import type { Extra, Place, Report } from "./report.ts";
import { type ColumnRule, MOST_ROWS, type TableName } from "./tables.ts";

/** One row of a table, by the index of the column in the rules. Reused from row to row. */
export interface TableRow {
  /** Line on which the row starts. */
  line(): number;
  /** Whether the column is in the file. */
  has(column: number): boolean;
  /** Text of a cell without spaces around it, "" if empty or the column is left out. */
  text(column: number): string;
  /** Value of a numeric cell; NaN if empty, left out or wrong, which has been reported. */
  value(column: number): number;
  /** Where a cell stands, for problems that can only be told later. */
  place(column: number): Place;
  /** Reports a problem at a cell. */
  problem(code: WorldCode, column: number, message: string, extra?: Extra): void;
}

/** What is known of a table after reading it. */
export interface TableHead {
  /** Whether the column is in the file, by its index in the rules. */
  has(column: number): boolean;
  /** Rows read, the header apart. */
  readonly rows: number;
}

const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Tables that may have columns of one's own. */
const OWN_TABLES: ReadonlySet<string> = new Set(["countries.csv", "covariates.csv"]);

/** Characters underlined at most. */
const MOST_UNDERLINED = 80;

/** Columns beyond which a file is not taken for a table. */
const MOST_COLUMNS = 1000;

/** What no text holds: the mark of bytes that are no UTF-8, and control characters. */
const NO_TEXT = new RegExp(`[${span(0, 8)}${span(11, 12)}${span(14, 31)}\ufffd]`);

const FAULTS: Readonly<Record<CsvFault["kind"], string>> = {
  "open quote": "a quote is opened and never closed",
  "text after quote": "text follows a closing quote",
  "quote inside": "a quote stands inside a value that does not start with one",
};

/**
 * Reads a table, reports whatever is wrong with its shape and cells, and passes on each row that has
 * as many fields as the header.
 *
 * @returns null if the header cannot be used; then no row has been passed on.
 */
export function readTable(
  file: TableName,
  text: string,
  rules: readonly ColumnRule[],
  report: Report,
  onRow: (row: TableRow) => void,
): TableHead | null {
  const slots: number[] = rules.map(() => -1);
  let width = -1;
  let rows = 0;
  let fields: readonly string[] = [];
  let place: RowPlace = { line: 1, field: () => ({ line: 1, column: 1 }) };

  const cellPlace = (column: number): Place => {
    const slot = Math.max(0, slots[column] ?? 0);
    return {
      ...place.field(slot),
      length: Math.min(MOST_UNDERLINED, Math.max(1, (fields[slot] ?? "").length)),
    };
  };
  const row: TableRow = {
    line: () => place.line,
    has: (column) => (slots[column] ?? -1) >= 0,
    text: (column) => (fields[slots[column] ?? -1] ?? "").trim(),
    value: (column) => {
      const written = row.text(column);
      if (written === "") return Number.NaN;
      const rule = rules[column];
      return rule === undefined ? Number.NaN : checkNumber(written, rule, column, row);
    },
    place: cellPlace,
    problem: (code, column, message, extra) =>
      report.add(code, file, cellPlace(column), message, {
        path: [rules[column]?.name ?? ""],
        ...extra,
      }),
  };

  checkCharacters(file, text, report);
  let usable = true;
  const faults = readCsv(text, (read, at) => {
    fields = read;
    place = at;
    if (width < 0) {
      width = read.length;
      usable = readHeader(file, read, at, rules, slots, report);
      return usable;
    }
    rows++;
    if (rows > MOST_ROWS[file]) {
      report.add(
        "E409",
        file,
        { line: at.line, column: 1, length: 1 },
        `${file} has more than ${MOST_ROWS[file].toLocaleString("en-US")} rows`,
      );
      return false;
    }
    if (read.length !== width) {
      report.add(
        "E405",
        file,
        { line: at.line, column: 1, length: 1 },
        `${file} has ${read.length} fields in this row and ${width} in its header`,
        {
          hint:
            read.length > width
              ? "put a value that holds a comma in quotes"
              : "write an empty value as nothing between two commas",
        },
      );
      return true;
    }
    onRow(row);
    return true;
  });
  for (const { line, column, kind } of faults) {
    report.add("E406", file, { line, column, length: 1 }, FAULTS[kind], {
      hint: 'a quote within a quoted value is written ""',
    });
  }
  if (usable && rows === 0) {
    report.add(
      "E408",
      file,
      { line: 1, column: 1, length: 1 },
      `${file} has no rows${width < 0 ? " and no header" : ""}`,
    );
  }
  return usable && width >= 0 ? { has: row.has, rows } : null;
}

/** Finds the columns of the rules in the header; false if one that is needed is missing. */
function readHeader(
  file: string,
  header: readonly string[],
  at: RowPlace,
  rules: readonly ColumnRule[],
  slots: number[],
  report: Report,
): boolean {
  if (header.length > MOST_COLUMNS) {
    const place = { line: at.line, column: 1, length: 1 };
    report.add(
      "E409",
      file,
      place,
      `${file} has ${header.length} columns, more than ${MOST_COLUMNS}`,
    );
    return false;
  }
  const names = rules.map((rule) => rule.name);
  for (const [k, written] of header.entries()) {
    const name = written.trim();
    const place = {
      ...at.field(k),
      length: Math.min(MOST_UNDERLINED, Math.max(1, written.length)),
    };
    const column = names.indexOf(name);
    if (column < 0) {
      const near = nearestName(name, names);
      report.add("E403", file, place, `${file} has no column "${clip(name)}"`, {
        path: [clip(name)],
        hint:
          near === null
            ? `columns: ${names.join(", ")}${OWN_TABLES.has(file) ? "; one of your own begins with own., for example own.unions" : ""}`
            : `did you mean "${near}"?`,
      });
    } else if ((slots[column] ?? -1) >= 0) {
      report.add("E404", file, place, `the column "${name}" is there twice`, { path: [name] });
    } else {
      slots[column] = k;
    }
  }
  let complete = true;
  for (const [column, rule] of rules.entries()) {
    if (rule.needed && (slots[column] ?? -1) < 0) {
      complete = false;
      report.add(
        "E402",
        file,
        { line: at.line, column: 1, length: 1 },
        `${file} lacks the column "${rule.name}"`,
        { path: [rule.name] },
      );
    }
  }
  return complete;
}

function checkNumber(written: string, rule: ColumnRule, column: number, row: TableRow): number {
  const value = PLAIN_NUMBER.test(written) ? Number(written) : Number.NaN;
  if (!Number.isFinite(value)) {
    row.problem("E410", column, `"${clip(written)}" in the column "${rule.name}" is not a number`, {
      hint: hintFor(written),
    });
    return Number.NaN;
  }
  if (rule.kind === "year") {
    if (!Number.isInteger(value) || value < (rule.low ?? 0) || value > (rule.high ?? 9999)) {
      row.problem(
        "E421",
        column,
        `${written} in the column "${rule.name}" is not a year from ${rule.low} to ${rule.high}`,
      );
      return Number.NaN;
    }
  } else if (rule.kind === "flag") {
    if (value !== 0 && value !== 1) {
      row.problem("E412", column, `${written} in the column "${rule.name}" is neither 0 nor 1`);
      return Number.NaN;
    }
  } else if (value < (rule.low ?? -Infinity) || value > (rule.high ?? Infinity)) {
    row.problem(
      "E411",
      column,
      `${written} in the column "${rule.name}" is outside ${rule.low} to ${rule.high}`,
    );
    return Number.NaN;
  }
  return value;
}

function hintFor(written: string): string {
  if (/^[\d,.']+$/.test(written))
    return "write it without thousands separators and with a decimal point";
  if (written.endsWith("%")) return "write a share from 0 to 1";
  return "leave the cell empty where the value is unknown";
}

/** Bytes that are no text: what UTF-8 decoding has replaced, or control characters. */
function checkCharacters(file: string, text: string, report: Report): void {
  const at = text.search(NO_TEXT);
  if (at < 0) return;
  const before = text.slice(0, at).split(/\r\n|\n|\r/);
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, length: 1 };
  report.add("E407", file, place, `${file} is not plain UTF-8 text`, {
    hint: "save it as CSV UTF-8",
  });
}

/** A span of characters by their codes, for a class of a regular expression. */
function span(from: number, to: number): string {
  return `${String.fromCharCode(from)}-${String.fromCharCode(to)}`;
}

/** A value short enough for a message. */
export function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
