import type { Command } from "commander";
import type { DiscoverFlags } from "../discover/discover.ts";
import { experimentFlags } from "../experiment/flags.ts";
import type { Setting } from "../program.ts";

/** Adds `panoptes discover`. */
export function addDiscover(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("discover")
    .description("boxes of levers and uncertainties in which an outcome passes a threshold")
    .argument("<scenario>", "file, - for standard input, or built-in name")
    .option("--above <outcome=limit>", "what is of interest: runs with the outcome above")
    .option("--below <outcome=limit>", "or below the limit")
    .option("--method <name>", "prim or cart (default: prim)")
    .option("--boxes <count>", "most boxes (default: 2)")
    .option("--conditions <count>", "most conditions of a box (default: 3)")
    .option("--open <file>", "write box 1 as a scenario that runs inside it")
    .option("--sampler <name>", "how points are drawn (default: the design's)")
    .option("--table <file>", "take the points from a CSV file")
    .option("--policies <count>", "cross so many points of the levers with those of the rest");
  experimentFlags(command).action(async (name: string, flags: DiscoverFlags) => {
    const { discover } = await import("../discover/discover.ts");
    exitWith(await discover(terminal, name, flags));
  });
}
