import { readCsv } from "./csv.ts";
import type { TableRow } from "./read-table.ts";
import type { ColumnRule } from "./tables.ts";

/** What the names of a world's own columns begin with. */
export const OWN_PREFIX = "own.";

/** Own columns of one table at most. */
const MOST_OWN = 100;

const OWN_NAME = /^own\.[a-z][a-z0-9_]{0,39}$/;

/** Rules of the columns of one's own that a table's header names, in its order. */
export function ownRules(text: string): readonly ColumnRule[] {
  let header: readonly string[] = [];
  readCsv(text, (fields) => {
    header = fields;
    return false;
  });
  const names = new Set(header.map((name) => name.trim()).filter((name) => OWN_NAME.test(name)));
  return [...names]
    .slice(0, MOST_OWN)
    .map((name) => ({ name, kind: "number", needed: false, low: -1e15, high: 1e15 }));
}

/** Values of a row's own columns; an empty cell is an error where every cell is needed. */
export function ownValues(
  row: TableRow,
  own: readonly ColumnRule[],
  first: number,
  id: string | null,
): readonly number[] {
  return own.map((rule, k) => {
    if (id !== null && row.text(first + k) === "") {
      row.problem("E414", first + k, `"${id}" has no value in the column "${rule.name}"`, {
        hint: "every cell of a column of your own is needed",
      });
    }
    return row.value(first + k);
  });
}
