import { cut, pad, visibleWidth } from "./width.ts";

/** A column of a table on the terminal. */
export interface TableColumn {
  readonly title: string;
  readonly align?: "left" | "right";
  /** May be cut, with an ellipsis, to make the table fit; must hold plain text. */
  readonly shrink?: boolean;
}

/** How to lay a table out. */
export interface TableOptions {
  /** Width to keep to where columns may shrink; default: as wide as needed. */
  readonly width?: number;
  /** Spaces before each row. Default 0. */
  readonly indent?: number;
  /** Style of the titles. */
  readonly title?: (text: string) => string;
}

const gap = 2;
/** A column is never cut below this. */
const leastWidth = 12;

/**
 * Lays rows out in columns two spaces apart, titles above. Cells may be coloured, except where their
 * column may shrink.
 * @returns the lines, without spaces at their ends; no title line where all titles are empty
 */
export function formatTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  options: TableOptions = {},
): string[] {
  const indent = options.indent ?? 0;
  const widths = columns.map((column, k) =>
    Math.max(visibleWidth(column.title), ...rows.map((row) => visibleWidth(row[k] ?? ""))),
  );
  shrinkToFit(columns, widths, (options.width ?? Number.POSITIVE_INFINITY) - indent);
  const line = (cells: readonly string[]) =>
    (
      " ".repeat(indent) +
      columns
        .map((column, k) => {
          const width = widths[k] ?? 0;
          const text = column.shrink ? cut(cells[k] ?? "", width) : (cells[k] ?? "");
          return pad(text, width, column.align ?? "left");
        })
        .join(" ".repeat(gap))
    ).trimEnd();
  const style = options.title ?? ((text: string) => text);
  const lines = rows.map(line);
  if (columns.some((column) => column.title !== "")) {
    lines.unshift(style(line(columns.map((column) => column.title))));
  }
  return lines;
}

/** Takes width from the widest column that may shrink until all fit or none can give more. */
function shrinkToFit(columns: readonly TableColumn[], widths: number[], available: number): void {
  const total = () => widths.reduce((sum, width) => sum + width, 0) + gap * (widths.length - 1);
  let over = total() - available;
  while (over > 0) {
    let widest = -1;
    for (const [k, column] of columns.entries()) {
      const width = widths[k] ?? 0;
      if (column.shrink && width > leastWidth && width > (widths[widest] ?? 0)) widest = k;
    }
    if (widest < 0) return;
    widths[widest] = (widths[widest] ?? 0) - 1;
    over--;
  }
}
