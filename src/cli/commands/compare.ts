import { type Command, Option } from "commander";
import type { CompareFlags } from "../compare/compare.ts";
import { engineFlags } from "../engine/flags.ts";
import { commonFlags, ensembleFlags, formatFlags, scenarioFlags } from "../flags.ts";
import type { Setting } from "../program.ts";

/** Adds `panoptes compare`. */
export function addCompare(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("compare")
    .description("run scenarios with the same luck and show how each differs from the first")
    .argument("<scenario...>", "at least two: files, -, built-in names or results folders")
    .option(
      "-o, --output <path>",
      "no extension: a results folder; .csv, .ndjson, .json, .parquet: differences over time",
    )
    .option("--report <file>", "also write the comparison as a report, one HTML file");
  formatFlags(command, ["table", "json", "ndjson", "csv"]);
  scenarioFlags(command);
  engineFlags(ensembleFlags(command))
    .option("--leave-one-out", "also run each without every single thing in which it differs")
    .option("--at <quarter>", "compare values at the end of 2031Q2 (default: the last quarter)")
    .option("--country <id>", "show this country only, for example KEN")
    .option("--metric <name>", "show this outcome only, for example market.share")
    .addOption(
      new Option("--goal <outcome=way>", "rank by an outcome, =minimise or =maximise; repeatable")
        .argParser((value: string, before: string[]) => [...before, value])
        .default([], "the scenarios' goals"),
    );
  commonFlags(command).action(async (names: string[], flags: CompareFlags) => {
    const { compare } = await import("../compare/compare.ts");
    exitWith(await compare(terminal, names, flags));
  });
}
