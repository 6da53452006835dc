import type { Command } from "commander";
import { repeated } from "../experiment/flags.ts";
import type { ExplainFlags } from "../explain/explain-scenario.ts";
import { commonFlags, formatFlags, scenarioFlags } from "../flags.ts";
import type { Setting } from "../program.ts";

/** Adds `panoptes explain`. */
export function addExplain(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("explain")
    .description("why a country decided what it did, term by term")
    .argument("<scenario>", "file, - for standard input, built-in name or share link")
    .requiredOption("--country <id>", "the country, for example KEN")
    .option("--at <quarter>", "look at the end of 2031Q2 (default: the last quarter)")
    .option("--run <number>", "one run only, as numbered in the outcomes table, from 0")
    .option(
      "--segment <name>",
      "public_space, transport_hub, residential, or one of the world (default: all)",
    )
    .option("--chosen <supplier>", "explain this choice, or none (default: the most frequent)")
    .option("--over <supplier>", "hold it against this one, or none (default: usual runner-up)")
    .addOption(
      repeated(
        "--without <intervention>",
        "also count contracts without this one; repeatable; all, none",
        "all up to 6",
      ),
    )
    .option("--report <file>", "also write the explanation as a report, one HTML file")
    .option("--words <length>", "a paragraph instead: short, medium or long")
    .option("-n, --runs <count>", "number of runs (default: the scenario's)")
    .option("--seed <seed>", "any text or number (default: the scenario's)")
    .option("-j, --jobs <count>", "worker threads (default: all cores)")
    .option("--timeout <duration>", "stop after 90s, 5m, 1h …; what is finished is explained")
    .option("--progress <kind>", "auto, bar, plain, json or none, to stderr");
  formatFlags(command, ["table", "json", "ndjson", "csv"]);
  scenarioFlags(command);
  commonFlags(command).action(async (name: string, flags: ExplainFlags) => {
    const { explainScenario } = await import("../explain/explain-scenario.ts");
    exitWith(await explainScenario(terminal, name, flags));
  });
}
