import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { type MediaType, media } from "../../api/route.ts";
import type { Answer } from "../bind.ts";
import { type Cell, tableText } from "../table.ts";
import type { Column } from "./read-table.ts";

/** Rows of a table, in portions. */
export interface Rows {
  /** What the table belongs to. */
  readonly of: string;
  readonly columns: readonly Column[];
  readonly portions: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** A table in a text form, sent as it is read: it may have a million rows. */
export function tableAnswer(rows: Rows, form: MediaType): Answer {
  const text = form === media.json ? jsonPieces(rows) : textPieces(rows, form);
  return { body: Readable.from(text, { objectMode: true, highWaterMark: 2 }) };
}

/** A Parquet file as it lies on disk. */
export function fileAnswer(path: string): Answer {
  return { body: createReadStream(path) };
}

/** The rows in one portion. */
export async function* onePortion(
  rows: readonly (readonly Cell[])[],
): AsyncGenerator<readonly (readonly Cell[])[]> {
  yield rows;
}

async function* jsonPieces({ of, columns, portions }: Rows): AsyncGenerator<string> {
  yield `{"of":${JSON.stringify(of)},"columns":${JSON.stringify(columns)},"rows":[`;
  let between = "";
  for await (const portion of portions) {
    if (portion.length === 0) continue;
    yield `${between}${portion.map((row) => JSON.stringify(row)).join(",")}`;
    between = ",";
  }
  yield "]}";
}

async function* textPieces({ columns, portions }: Rows, form: MediaType): AsyncGenerator<string> {
  const names = columns.map(({ name }) => name);
  if (form === media.csv) yield tableText(form, names, []);
  for await (const portion of portions) {
    if (portion.length === 0) continue;
    const text = tableText(form, names, portion);
    yield form === media.csv ? text.slice(text.indexOf("\r\n") + 2) : text;
  }
}
