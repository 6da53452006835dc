import { differenceRows } from "../results/compare/difference-rows.ts";
import { wrongUsage } from "./exit-codes.ts";
import type { PluginFlags } from "./open-plugins.ts";
import { openScenario } from "./open-scenario.ts";
import { type FormatFlags, printRows } from "./print-rows.ts";
import type { Terminal } from "./terminal.ts";

/** Flags of `panoptes diff`. */
export interface DiffFlags extends FormatFlags, PluginFlags {
  readonly input: boolean;
}

/**
 * Prints the inputs in which two scenarios differ.
 * @throws Stop when one of them is invalid, or both are standard input
 */
export async function printDiff(
  terminal: Terminal,
  a: string,
  b: string,
  flags: DiffFlags,
): Promise<void> {
  if (a === "-" && b === "-") throw wrongUsage("only one of the two can be standard input.");
  const left = await openScenario(terminal, a, { ...flags, set: [] });
  const right = await openScenario(terminal, b, { ...flags, set: [] });
  printRows(terminal, flags, {
    rows: differenceRows(left.scenario, right.scenario, right.world),
    columns: [
      { title: "Input", shrink: true },
      { title: left.scenario.id, shrink: true },
      { title: right.scenario.id, shrink: true },
      { title: "Because", shrink: true },
    ],
    cells: (row) => [
      String(row.path),
      String(row.from ?? "(none)"),
      String(row.to ?? "(none)"),
      String(row.because ?? ""),
    ],
    none: `${left.scenario.id} and ${right.scenario.id} have the same inputs.`,
  });
}
