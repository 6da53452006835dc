import type { Command } from "commander";
import { commonFlags, ensembleFlags, formatFlags, scenarioFlags } from "../flags.ts";
import type { HindcastFlags } from "../hindcast/hindcast-scenario.ts";
import type { Setting } from "../program.ts";

/** Adds `panoptes hindcast`. */
export function addHindcast(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("hindcast")
    .description("hold an ensemble against what was observed, target by target")
    .argument("[scenario]", "file, - for standard input, or built-in name", "baseline")
    .option("--targets <file>", "file of targets, or built-in name", "aigs-2019")
    .option("--write", "also make docs/validation.md and its charts")
    .option("--reuse", "with --write: make them from the figures of the last time, without runs")
    .option("--check", "only say whether docs/validation.md is current");
  formatFlags(command, ["table", "json"]);
  scenarioFlags(command);
  ensembleFlags(command);
  commonFlags(command).action(async (name: string, flags: HindcastFlags) => {
    const { hindcastScenario } = await import("../hindcast/hindcast-scenario.ts");
    exitWith(await hindcastScenario(terminal, name, flags));
  });
}
