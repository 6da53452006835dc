import type { Command } from "commander";
import { commonFlags, formatFlags, inputFlag, pluginFlag } from "../flags.ts";
import type { DiffFlags } from "../print-diff.ts";
import type { Setting } from "../program.ts";

/** Adds `panoptes diff`. */
export function addDiff(program: Command, { terminal }: Setting): void {
  const command = program
    .command("diff")
    .description("what differs between two scenarios: inputs only, nothing is run")
    .argument("<a>", "scenario: file, -, built-in name or share link")
    .argument("<b>", "scenario: file, -, built-in name or share link");
  pluginFlag(inputFlag(formatFlags(command, ["table", "json", "ndjson", "csv"])));
  commonFlags(command).action(async (a: string, b: string, flags: DiffFlags) => {
    const { printDiff } = await import("../print-diff.ts");
    await printDiff(terminal, a, b, flags);
  });
}
