import type { NumberTable } from "../../src/results/charts/table.ts";
import { words as texts } from "../strings/words.ts";
import { html, uniqueId } from "./dom.ts";

/** The frame that every chart stands in: title, sentence, picture, source line, table. */
export interface Figure {
  readonly element: HTMLElement;
  /** Where the chart draws. */
  readonly body: HTMLElement;
  /** Id of the title, for `aria-labelledby`. */
  readonly titleId: string;
  /** Says something through a screen reader, at most once a second; the last message wins. */
  say(message: string): void;
  /** Fills the table anew if it is open, otherwise when it is opened. */
  refreshTable(): void;
  /** Opens or closes the table. */
  toggleTable(): void;
  /** Changes what stands around the chart. */
  setText(text: FigureText): void;
}

/** What stands around a chart. */
export interface FigureText {
  readonly title: string;
  readonly sentence: string;
  /** "200 simulated runs · model 0.1.0 · data 2026.1 · not a forecast". */
  readonly source: string;
  readonly table: () => NumberTable;
}

/** Rows from which on a table can be searched. */
const LONG_TABLE = 30;

/** Makes the frame of a chart. */
export function makeFigure(first: FigureText): Figure {
  let text = first;
  const titleId = uniqueId("title");
  const body = html("div", { class: "chart-body" });
  const live = html("p", { class: "live", role: "status", "aria-live": "polite" });
  const wanted = html("input", { type: "search", placeholder: texts.charts.rowsWith });
  const holder = html("div", { class: "table-scroll", tabindex: "0", role: "region" });
  const details = html(
    "details",
    { class: "chart-table" },
    html("summary", {}, texts.shared.table),
    wanted,
    holder,
  );
  const title = html("h3", { id: titleId });
  const sentence = html("p", { class: "sentence" });
  const source = html("p", { class: "source" });
  const element = html(
    "figure",
    { class: "chart", "aria-labelledby": titleId },
    html("figcaption", {}, title, sentence),
    body,
    source,
    details,
    live,
  );
  const say = calmly((message) => {
    live.textContent = message;
  });
  const refreshTable = (): void => {
    if (!details.open) return;
    const table = text.table();
    wanted.hidden = table.rows.length < LONG_TABLE;
    holder.replaceChildren(tableElement(rowsWith(table, wanted.hidden ? "" : wanted.value)));
  };
  const setText = (next: FigureText): void => {
    text = next;
    title.textContent = next.title;
    sentence.textContent = next.sentence;
    source.textContent = next.source;
    holder.setAttribute("aria-label", texts.charts.tableOf(next.title));
    wanted.setAttribute("aria-label", texts.charts.rowsOf(next.title));
    refreshTable();
  };
  setText(first);
  details.addEventListener("toggle", refreshTable);
  wanted.addEventListener("input", () => {
    refreshTable();
    const count = holder.querySelectorAll("tbody tr").length;
    say(texts.shared.rows(count));
  });
  return {
    element,
    body,
    titleId,
    say,
    refreshTable,
    toggleTable: () => {
      details.open = !details.open;
    },
    setText,
  };
}

/** The rows that hold some words, in any of their cells. */
function rowsWith(table: NumberTable, words: string): NumberTable {
  const sought = words.trim().toLocaleLowerCase("en");
  const rows = table.rows.filter((cells) =>
    cells.some((cell) => cell.toLocaleLowerCase("en").includes(sought)),
  );
  return { ...table, rows };
}

/** A table as an element with real headings. */
function tableElement(table: NumberTable): HTMLTableElement {
  const kind = (column: number): string => (table.columns[column]?.numeric ? "number" : "word");
  const head = table.columns.map(({ heading }, column) =>
    html("th", { scope: "col", class: kind(column) }, heading),
  );
  const rows = table.rows.map((cells) =>
    html(
      "tr",
      {},
      ...cells.map((cell, column) =>
        column === 0
          ? html("th", { scope: "row", class: kind(0) }, cell)
          : html("td", { class: kind(column) }, cell),
      ),
    ),
  );
  return html(
    "table",
    {},
    html("caption", {}, table.caption),
    html("thead", {}, html("tr", {}, ...head)),
    html("tbody", {}, ...rows),
  );
}

/** Passes on at most one message a second, and always the last one. */
function calmly(pass: (message: string) => void): (message: string) => void {
  let waiting: string | null = null;
  let resting = false;
  const next = (): void => {
    resting = waiting !== null;
    if (waiting === null) return;
    pass(waiting);
    waiting = null;
    setTimeout(next, 1_000);
  };
  return (message) => {
    waiting = message;
    if (!resting) next();
  };
}
