import type { Command } from "commander";
import { commonFlags, formatFlags } from "../flags.ts";
import type { FormatFlags } from "../print-rows.ts";
import type { Setting } from "../program.ts";

/** Adds `panoptes params`. */
export function addParams(program: Command, { terminal }: Setting): void {
  const command = program
    .command("params")
    .description("parameters with unit, default, range and source; one in detail by its id")
    .argument("[id]", "id such as choice.price, or the first part of ids such as choice");
  formatFlags(command, ["table", "json", "ndjson", "csv"]);
  commonFlags(command).action(async (id: string | undefined, flags: FormatFlags) => {
    const { printParameters } = await import("../print-parameters.ts");
    printParameters(terminal, id, flags);
  });
}
