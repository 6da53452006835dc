import { type Command, Option } from "commander";
import { engineFlags } from "../engine/flags.ts";
import { commonFlags, ensembleFlags, formatFlags, scenarioFlags } from "../flags.ts";

/** Collects the values of a flag that may be given several times. */
export function repeated(flags: string, description: string, shown: string): Option {
  return new Option(flags, description)
    .argParser((value: string, before: string[]) => [...before, value])
    .default([], shown);
}

/** Adds the flags of a command that runs a scenario at many points. */
export function experimentFlags(command: Command): Command {
  command
    .option(
      "-o, --output <path>",
      "no extension: a folder for all runs and tables; .csv, .ndjson, .json, .parquet: the rows",
    )
    .option("--resume", "go on with the folder of --output, or use what it holds")
    .option("--report <file>", "also write a report, one HTML file")
    .option("--points <count>", "number of points (default: the scenario's design)")
    .option("--design-seed <seed>", "seed of the points (default: the scenario's design, or 1)")
    .addOption(repeated("--vary <name>", "vary this lever or uncertainty only; repeatable", "all"));
  formatFlags(command, ["table", "json", "ndjson", "csv"]);
  scenarioFlags(command);
  engineFlags(ensembleFlags(command));
  return commonFlags(command);
}
