import type { NumberTable } from "./charts/table.ts";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text made safe for HTML, between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
}

/**
 * A JSON text that can stand inside a `<script>` block: no `<` is left, so no text in it can close
 * the block or open a comment. It still means the same JSON.
 */
export function scriptJson(json: string): string {
  // The two separators end a line in old JavaScript parsers.
  return json
    .replace(/</g, "\\u003c")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
}

/**
 * A table as HTML with real headings. On a narrow screen the style sheet turns each row into a card
 * in which every value stands after its heading; roles keep it a table for screen readers even then.
 */
export function tableHtml(table: NumberTable): string {
  const kind = (column: number): string => (table.columns[column]?.numeric ? "number" : "word");
  const head = table.columns
    .map(
      ({ heading }, at) =>
        `<th scope="col" role="columnheader" class="${kind(at)}">${escapeHtml(heading)}</th>`,
    )
    .join("");
  const rows = table.rows.map((cells) => {
    const inner = cells.map((cell, at) => {
      if (at === 0) return `<th scope="row" role="rowheader">${escapeHtml(cell)}</th>`;
      const heading = escapeHtml(table.columns[at]?.heading ?? "");
      return `<td role="cell" class="${kind(at)}" data-heading="${heading}">${escapeHtml(cell)}</td>`;
    });
    return `<tr role="row">${inner.join("")}</tr>`;
  });
  const caption = escapeHtml(table.caption);
  return `<div class="table-box" tabindex="0" role="region" aria-label="${caption}"><table role="table"><caption>${caption}</caption><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${rows.join("")}</tbody></table></div>`;
}

/** Paragraphs, each escaped. */
export function paragraphs(texts: readonly string[], kind = ""): string {
  const attribute = kind === "" ? "" : ` class="${kind}"`;
  return texts.map((text) => `<p${attribute}>${escapeHtml(text)}</p>`).join("\n");
}
