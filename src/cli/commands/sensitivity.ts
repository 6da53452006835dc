import type { Command } from "commander";
import { experimentFlags, repeated } from "../experiment/flags.ts";
import type { Setting } from "../program.ts";
import type { SensitivityFlags } from "../sensitivity/sensitivity.ts";

/** Adds `panoptes sensitivity`. */
export function addSensitivity(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("sensitivity")
    .description("what matters to a scenario's outcomes, with luck as an input of its own")
    .argument("<scenario>", "file, - for standard input, or built-in name")
    .option("--method <name>", "sobol or morris (default: sobol)")
    .option("--base <count>", "rows, best a power of 2, or trajectories (default: 128, 24)")
    .option("--second-order", "also indices of pairs of inputs, for twice the runs")
    .addOption(repeated("--group <name=a,b>", "count a and b as one input; repeatable", "none"))
    .option("--outcome <name>", "show this outcome only");
  experimentFlags(command).action(async (name: string, flags: SensitivityFlags) => {
    const { sensitivity } = await import("../sensitivity/sensitivity.ts");
    exitWith(await sensitivity(terminal, name, flags));
  });
}
