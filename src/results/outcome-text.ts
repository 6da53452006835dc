// The outcomes table as text. Numbers are written in full: read back, they are the same bits.

import type { OutcomeRow } from "./outcome-rows.ts";

const header = ["run", "outcome", "of", "period", "value"] as const;

/** CSV after RFC 4180: a header line, CRLF, quotes where needed, nothing for null. One piece a line. */
export function* outcomesCsv(rows: Iterable<OutcomeRow>): Generator<string> {
  yield `${header.join(",")}\r\n`;
  for (const row of rows) {
    yield `${header.map((name) => csvCell(row[name])).join(",")}\r\n`;
  }
}

/** NDJSON: one object a line. */
export function* outcomesNdjson(rows: Iterable<OutcomeRow>): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(row)}\n`;
}

/** A JSON array of objects, one a line. */
export function* outcomesJson(rows: Iterable<OutcomeRow>): Generator<string> {
  let before = "[\n";
  for (const row of rows) {
    yield `${before}${JSON.stringify(row)}`;
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
