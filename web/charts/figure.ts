import type { NumberTable } from "../../src/results/charts/table.ts";
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

/** Makes the frame of a chart. */
export function makeFigure(first: FigureText): Figure {
  let text = first;
  const titleId = uniqueId("title");
  const body = html("div", { class: "chart-body" });
  const live = html("p", { class: "live", role: "status", "aria-live": "polite" });
  const holder = html("div", { class: "table-scroll", tabindex: "0", role: "region" });
  const details = html("details", { class: "chart-table" }, html("summary", {}, "Table"), holder);
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
  const refreshTable = (): void => {
    if (details.open) holder.replaceChildren(tableElement(text.table()));
  };
  const setText = (next: FigureText): void => {
    text = next;
    title.textContent = next.title;
    sentence.textContent = next.sentence;
    source.textContent = next.source;
    holder.setAttribute("aria-label", `Table: ${next.title}`);
    refreshTable();
  };
  setText(first);
  details.addEventListener("toggle", refreshTable);
  return {
    element,
    body,
    titleId,
    say: calmly((message) => {
      live.textContent = message;
    }),
    refreshTable,
    toggleTable: () => {
      details.open = !details.open;
    },
    setText,
  };
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
