import type { Command } from "commander";
import { commonFlags, formatFlags, pluginFlag } from "../flags.ts";
import type { ParameterFlags } from "../print-parameters.ts";
import type { Setting } from "../program.ts";

/** Adds `panoptes params`. */
export function addParams(program: Command, { terminal }: Setting): void {
  const command = program
    .command("params")
    .description("parameters with unit, default, range and source; one in detail by its id")
    .argument("[id]", "id such as choice.price, or the first part of ids such as choice");
  pluginFlag(formatFlags(command, ["table", "json", "ndjson", "csv"]));
  commonFlags(command).action(async (id: string | undefined, flags: ParameterFlags) => {
    const { printParameters } = await import("../print-parameters.ts");
    await printParameters(terminal, id, flags);
  });
}
