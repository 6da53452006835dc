import type { Command } from "commander";
import { engineFlags } from "../engine/flags.ts";
import { commonFlags, ensembleFlags, formatFlags, scenarioFlags } from "../flags.ts";
import type { Setting } from "../program.ts";
import type { RunFlags } from "../run/run-scenarios.ts";

/** Adds `panoptes run`. */
export function addRun(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("run")
    .description("run an ensemble and print a summary")
    .argument("<scenario...>", "file, - for standard input, built-in name or share link")
    .option(
      "-o, --output <path>",
      "results folder; .csv .ndjson .json .parquet: outcomes; -: stdout",
    )
    .option("--no-reuse", "compute every run anew, and keep none in the folder for later")
    .option("--words <length>", "a paragraph in place of tables: short, medium or long")
    .option("--decisions", "also keep every decision with its terms in the results folder")
    .option("--report <file>", "also write the runs as a report, one HTML file");
  formatFlags(command, ["table", "json", "ndjson", "csv", "parquet"]);
  scenarioFlags(command);
  engineFlags(ensembleFlags(command))
    .option("--at <quarter>", "show values at the end of 2031Q2 (default: the last quarter)")
    .option("--country <id>", "also show one country's chances over time, for example KEN")
    .option("--metric <name>", "show this outcome only, for example market.share")
    .option("--check", "judge what the scenario expects; exits 6 where it is not met")
    .option("--no-baseline", "do not run and compare with what the scenario extends");
  commonFlags(command).action(async (names: string[], flags: RunFlags) => {
    const { runScenarios } = await import("../run/run-scenarios.ts");
    exitWith(await runScenarios(terminal, names, flags));
  });
}
