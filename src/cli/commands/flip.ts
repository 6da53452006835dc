import type { Command } from "commander";
import { commonFlags, ensembleFlags, formatFlags, scenarioFlags } from "../flags.ts";
import type { FlipFlags } from "../flip/flip.ts";
import type { Setting } from "../program.ts";

/** Adds `panoptes flip`. */
export function addFlip(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("flip")
    .description("the least change of one lever that turns an outcome or a decision round")
    .argument("<scenario>", "file, - for standard input, built-in name or share link")
    .requiredOption(
      "--lever <name>",
      "choice.price, suppliers.usa.price, mechanisms.peers, countries.KEN.democracy, a $name",
    )
    .option("--metric <name>", "an outcome, for example adoption.share.china; with --limit")
    .option("--limit <number>", "the value that half of the runs lie above or below")
    .option("--country <id>", "a country, for example KEN; with --supplier")
    .option("--supplier <id>", "whom it has a contract with in half of the runs, or none")
    .option(
      "--segment <name>",
      "public_space, transport_hub, residential, or one of the world (default: any)",
    )
    .option("--at <quarter>", "at the end of 2031Q2 (default: the last quarter)")
    .option("--run <number>", "one run only, as numbered in the outcomes table, from 0")
    .option("--grid <steps>", "steps over the lever's range, scanned outward (default: 40)")
    .option("--words <length>", "a paragraph instead: short, medium or long")
    .option("--report <file>", "also write a report, one HTML file")
    .option("-o, --output <file>", "write the scenario that does it, as YAML");
  formatFlags(command, ["table", "json", "ndjson", "csv"]);
  scenarioFlags(command);
  ensembleFlags(command);
  commonFlags(command).action(async (name: string, flags: FlipFlags) => {
    const { flip } = await import("../flip/flip.ts");
    exitWith(await flip(terminal, name, flags));
  });
}
