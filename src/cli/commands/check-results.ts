import type { Command } from "commander";
import { commonFlags, formatFlags } from "../flags.ts";
import type { Setting } from "../program.ts";
import type { CheckFlags } from "../results/check.ts";

/** Adds `panoptes check-results`. */
export function addCheckResults(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("check-results")
    .description("what a change of the model moved: two folders of the same runs, run by run")
    .argument("<old>", "folder of results by the version before")
    .argument("<new>", "folder of the same runs by the version after")
    .option("--tolerance <sd>", "how far a mean may move, in standard deviations (default: 0)");
  formatFlags(command, ["table", "json", "ndjson", "csv"]);
  commonFlags(command).action(async (old: string, fresh: string, flags: CheckFlags) => {
    const { checkResults } = await import("../results/check.ts");
    exitWith(await checkResults(terminal, old, fresh, flags));
  });
}
