import type { Command } from "commander";
import { experimentFlags, repeated } from "../experiment/flags.ts";
import type { Setting } from "../program.ts";
import type { TradeoffFlags } from "../tradeoff/choices.ts";

/** Adds `panoptes tradeoff`. */
export function addTradeoff(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("tradeoff")
    .description("policies over the levers that nothing dominates, tested again with fresh luck")
    .argument("<scenario>", "file, - for standard input, or built-in name")
    .addOption(
      repeated(
        "--goal <outcome=way>",
        "=minimise or =maximise; repeatable",
        "the scenario's goals",
      ),
    )
    .option("--robust <kind>", "mean, worst-decile, regret or satisfy (default: mean)")
    .addOption(
      repeated("--satisfy <outcome=limit>", "the limit to keep, with --robust satisfy", "none"),
    )
    .option("--worlds <count>", "worlds in which every policy is tried (default: 16)")
    .option("--fresh <count>", "fresh worlds for the front (default: twice the worlds)")
    .option("--population <count>", "policies of a generation (default: 24)")
    .option("--budget <runs>", "runs of the search (default: those of 12 generations)")
    .option("--open <file>", "write the compromise as a scenario");
  experimentFlags(command).action(async (name: string, flags: TradeoffFlags) => {
    const { tradeoff } = await import("../tradeoff/tradeoff.ts");
    exitWith(await tradeoff(terminal, name, flags));
  });
}
