import type { Command } from "commander";
import type { AttributeFlags } from "../attribute/attribute.ts";
import { commonFlags, ensembleFlags, formatFlags, scenarioFlags } from "../flags.ts";
import type { Setting } from "../program.ts";

/** Adds `panoptes attribute`. */
export function addAttribute(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("attribute")
    .description("share a scenario's effect out among its measures, by Shapley values")
    .argument("<scenario>", "file, - for standard input, built-in name or share link")
    .requiredOption("--metric <name>", "the outcome, for example adoption.share.china")
    .option("--at <quarter>", "its value at the end of 2031Q2 (default: the last quarter)")
    .option("--against <scenario>", "what it differs from (default: the root of what it extends)")
    .option("--mechanisms", "also: how much of the effect is lost with each mechanism off")
    .option("--report <file>", "also write a report, one HTML file")
    .option("--words <length>", "a paragraph instead: short, medium or long");
  formatFlags(command, ["table", "json", "ndjson", "csv"]);
  scenarioFlags(command);
  ensembleFlags(command);
  commonFlags(command).action(async (name: string, flags: AttributeFlags) => {
    const { attribute } = await import("../attribute/attribute.ts");
    exitWith(await attribute(terminal, name, flags));
  });
}
