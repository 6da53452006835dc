import "./styles/search-table.css";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { words as texts } from "../strings/words.ts";
import { useUniqueId } from "./unique-id.ts";

/** One cell: its words, and a number to sort by where words would sort wrongly. */
export interface Cell {
  readonly text: string;
  readonly order?: number;
  /** More about it, which a search finds, too. */
  readonly more?: string;
  /** What its words do when they are pressed, where they lead somewhere. */
  readonly open?: () => void;
}

/** A column of a table. */
export interface Column {
  readonly heading: string;
  readonly numeric?: boolean;
  /** Its words stay on one line. */
  readonly whole?: boolean;
  /** Explains the heading. */
  readonly note?: string;
}

/** A row of a table. */
export interface Row {
  readonly key: string;
  /** As many as there are columns; the first names the row. */
  readonly cells: readonly Cell[];
}

/** Rows drawn at first unless told: more than a screen holds, few enough to be there at once. */
const MOST = 100;

/** The rows that hold all of some words, in any of their cells. */
export function rowsWith(rows: readonly Row[], words: string): readonly Row[] {
  const sought = words.toLocaleLowerCase("en").split(/\s+/).filter(Boolean);
  if (sought.length === 0) return rows;
  return rows.filter(({ cells }) => {
    const text = cells
      .map((cell) => `${cell.text} ${cell.more ?? ""}`)
      .join(" ")
      .toLocaleLowerCase("en");
    return sought.every((word) => text.includes(word));
  });
}

/** A table whose headings sort it. */
export function SearchTable({
  caption,
  columns,
  rows,
  most = MOST,
}: {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Rows drawn before all are asked for. */
  readonly most?: number;
}): JSX.Element {
  const id = useUniqueId();
  const by = useSignal<{ readonly column: number; readonly down: boolean } | null>(null);
  const whole = useSignal(false);
  const sorted = by.value === null ? rows : sortedBy(rows, by.value.column, by.value.down);
  const drawn = whole.value ? sorted : sorted.slice(0, most);
  const turn = (column: number): void => {
    const now = by.peek();
    // Numbers are asked for largest first, words from A.
    const first = columns[column]?.numeric === true;
    by.value = { column, down: now?.column === column ? !now.down : first };
  };
  const directionOf = (column: number): "ascending" | "descending" | undefined =>
    by.value?.column !== column ? undefined : by.value.down ? "descending" : "ascending";
  return (
    <>
      <p class="table-caption" id={id}>
        {caption}
      </p>
      <section class="table-scroll search-table" aria-labelledby={id}>
        <table aria-labelledby={id}>
          <thead>
            <tr>
              {columns.map(({ heading, numeric, note }, column) => (
                <th
                  key={heading}
                  scope="col"
                  // Rows are named in the first column, and names begin where their heading does.
                  class={numeric === true && column > 0 ? "number" : "word"}
                  aria-sort={directionOf(column)}
                >
                  <button type="button" title={note} onClick={() => turn(column)}>
                    {heading}
                    <span aria-hidden="true">
                      {
                        { ascending: " ▲", descending: " ▼", none: "" }[
                          directionOf(column) ?? "none"
                        ]
                      }
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {drawn.map(({ key, cells }) => (
              <tr key={key}>
                {cells.map(({ text, open, more }, column) =>
                  column === 0 ? (
                    <th key={columns[0]?.heading} scope="row" class="word" title={more}>
                      {open === undefined ? text : <Opener text={text} open={open} />}
                    </th>
                  ) : (
                    <td key={columns[column]?.heading} class={kindOf(columns[column])} title={more}>
                      {open === undefined ? text : <Opener text={text} open={open} />}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {drawn.length < sorted.length && (
        <p>
          <button
            type="button"
            onClick={() => {
              whole.value = true;
            }}
          >
            {texts.shared.showAll(sorted.length)}
          </button>
        </p>
      )}
    </>
  );
}

function Opener({ text, open }: { readonly text: string; readonly open: () => void }): JSX.Element {
  return (
    <button type="button" class="opener" onClick={open}>
      {text}
    </button>
  );
}

function kindOf(column: Column | undefined): string {
  if (column?.numeric === true) return "number";
  return column?.whole === true ? "word whole" : "word";
}

function sortedBy(rows: readonly Row[], column: number, down: boolean): readonly Row[] {
  const sign = down ? -1 : 1;
  return [...rows].sort((x, y) => {
    const [a, b] = [x.cells[column], y.cells[column]];
    if (a?.order === undefined || b?.order === undefined) {
      return sign * (a?.text ?? "").localeCompare(b?.text ?? "", "en");
    }
    // What is unknown stands last, whichever way.
    if (Number.isNaN(a.order) || Number.isNaN(b.order)) {
      return Number(Number.isNaN(a.order)) - Number(Number.isNaN(b.order));
    }
    return sign * (a.order - b.order);
  });
}
