import type { Command } from "commander";
import type { CalibrateFlags } from "../calibrate/calibrate-scenario.ts";
import { commonFlags, scenarioFlags } from "../flags.ts";
import type { Setting } from "../program.ts";

/** Adds `panoptes calibrate`. */
export function addCalibrate(program: Command, { terminal, exitWith }: Setting): void {
  const command = program
    .command("calibrate")
    .description("fit parameter sets to what was observed; interrupted, call it again to go on")
    .argument("[targets]", "file of targets, or built-in name", "aigs-2019")
    .option("--scenario <name>", "scenario whose parameters are fitted", "baseline")
    .option("-o, --output <file>", "where the parameter sets go (default: <scenario>.json)")
    .option("--scores", "also score countries and vintages that the fit has not seen")
    .option(
      "--hold <id>",
      "leave a parameter at the scenario's value; repeatable",
      (value: string, before: string[]) => [...before, value],
      [],
    )
    .option("--sets <count>", "parameter sets to give back (default: 200)")
    .option("--pool <count>", "runs from the prior (default: 20000)")
    .option("--wave <count>", "runs after history matching (default: 12000)")
    .option("--generation <count>", "runs of a generation (default: 8000)")
    .option("--generations <count>", "generations at most (default: 3)")
    .option("--keep <count>", "sets that a generation keeps (default: 2000)")
    .option("--seed <seed>", "any text or number (default: the scenario's)")
    .option("-j, --jobs <count>", "worker threads (default: all cores)")
    .option("--timeout <duration>", "stop after 90s, 5m, 1h …; what is finished is kept")
    .option("--progress <kind>", "auto, bar, plain, json or none, to stderr");
  scenarioFlags(command);
  commonFlags(command).action(async (targets: string, flags: CalibrateFlags) => {
    const { calibrateScenario } = await import("../calibrate/calibrate-scenario.ts");
    exitWith(await calibrateScenario(terminal, targets, flags));
  });
}
