import type { Command } from "commander";
import { experimentFlags } from "../experiment/flags.ts";
import type { Setting } from "../program.ts";
import type { SweepFlags } from "../sweep/sweep.ts";

/** Adds `panoptes sweep`. */
export function addSweep(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("sweep")
    .description("run a scenario at many points of its levers and uncertainties")
    .argument("<scenario>", "file, - for standard input, or built-in name")
    .option(
      "--sampler <name>",
      "latin-hypercube, sobol, random, grid, one-at-a-time or morris (default: the design's)",
    )
    .option("--table <file>", "take the points from a CSV file, a column for each name")
    .option("--policies <count>", "cross so many points of the levers with those of the rest")
    .option(
      "--precise <outcome=width>",
      "add runs until the 95 % interval of the mean (outcome:p90, outcome:difference) is ± width",
    )
    .option("--most <runs>", "most runs at a point with --precise (default: 20 times --runs)")
    .option("--budget <runs>", "most runs altogether");
  experimentFlags(command).action(async (name: string, flags: SweepFlags) => {
    const { sweep } = await import("../sweep/sweep.ts");
    exitWith(await sweep(terminal, name, flags));
  });
}
