import { builtinScenarios } from "../../scenario/node/scenario.ts";
import { type FormatFlags, printRows } from "../print-rows.ts";
import type { Terminal } from "../terminal.ts";

/** Prints the built-in scenarios. */
export async function listScenarios(terminal: Terminal, flags: FormatFlags): Promise<void> {
  printRows(terminal, flags, {
    rows: (await builtinScenarios()).map(({ id, title, summary, path }) => ({
      id,
      title,
      summary: summary.trim(),
      path,
    })),
    columns: [{ title: "Id" }, { title: "Title", shrink: true }],
    cells: (row) => [String(row.id), String(row.title)],
    none: "no built-in scenarios",
  });
}
