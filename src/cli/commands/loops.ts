import type { Command } from "commander";
import { commonFlags, formatFlags, scenarioFlags } from "../flags.ts";
import type { LoopsFlags } from "../loops/loops.ts";
import type { Setting } from "../program.ts";

/** Adds `panoptes loops`. */
export function addLoops(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("loops")
    .description("how much of an outcome's change each feedback loop carries, quarter by quarter")
    .argument("<scenario>", "file, - for standard input, built-in name or share link")
    .requiredOption("--metric <name>", "the outcome, for example adoption.share.china")
    .option("--since <quarter>", "hold loops as they stood then (default: the first quarter)")
    .option("--at <quarter>", "until the end of 2031Q2 (default: the last quarter)")
    .option("--run <number>", "one run only, as numbered in the outcomes table, from 0")
    .option("-n, --runs <count>", "number of runs, each repeated 32 times (default: 20)")
    .option("--seed <seed>", "any text or number (default: the scenario's)")
    .option("-j, --jobs <count>", "worker threads (default: all cores)")
    .option("--timeout <duration>", "stop after 90s, 5m, 1h …; finished runs are kept")
    .option("--progress <kind>", "auto, bar, plain, json or none, to stderr")
    .option("--report <file>", "also write a report, one HTML file")
    .option("--words <length>", "a paragraph instead: short, medium or long");
  formatFlags(command, ["table", "json", "ndjson", "csv"]);
  scenarioFlags(command);
  commonFlags(command).action(async (name: string, flags: LoopsFlags) => {
    const { loops } = await import("../loops/loops.ts");
    exitWith(await loops(terminal, name, flags));
  });
}
