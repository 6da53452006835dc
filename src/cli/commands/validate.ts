import type { Command } from "commander";
import { commonFlags, formatFlags, scenarioFlags } from "../flags.ts";
import type { Setting } from "../program.ts";
import type { ValidateFlags } from "../validate-scenarios.ts";

/** Adds `panoptes validate`. */
export function addValidate(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("validate")
    .description("check everything that a run would check, without running")
    .argument("<scenario...>", "file, - for standard input, built-in name or share link");
  formatFlags(command, ["table", "json"]);
  commonFlags(scenarioFlags(command)).action(async (names: string[], flags: ValidateFlags) => {
    const { validateScenarios } = await import("../validate-scenarios.ts");
    exitWith(await validateScenarios(terminal, names, flags));
  });
}
