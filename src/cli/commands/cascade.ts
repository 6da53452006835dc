import type { Command } from "commander";
import type { CascadeFlags } from "../cascade/cascade.ts";
import { commonFlags, formatFlags, scenarioFlags } from "../flags.ts";
import type { Setting } from "../program.ts";

/** Adds `panoptes cascade`. */
export function addCascade(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("cascade")
    .description("who decided because of whom, checked by runs without each contract and ban")
    .argument("<scenario>", "file, - for standard input, built-in name or share link")
    .option("--at <quarter>", "decisions until the end of 2031Q2 (default: the last quarter)")
    .option(
      "-n, --runs <count>",
      "number of runs, each repeated for every contract and ban (default: 5)",
    )
    .option("--seed <seed>", "any text or number (default: the scenario's)")
    .option("-j, --jobs <count>", "worker threads (default: all cores)")
    .option("--timeout <duration>", "stop after 90s, 5m, 1h …; finished runs are kept")
    .option("--progress <kind>", "auto, bar, plain, json or none, to stderr")
    .option("--report <file>", "also write a report, one HTML file")
    .option("--words <length>", "a paragraph instead: short, medium or long")
    .option("--gexf <file>", "also write the graph of influence for Gephi and other tools");
  formatFlags(command, ["table", "json", "ndjson", "csv"]);
  scenarioFlags(command);
  commonFlags(command).action(async (name: string, flags: CascadeFlags) => {
    const { cascade } = await import("../cascade/cascade.ts");
    exitWith(await cascade(terminal, name, flags));
  });
}
