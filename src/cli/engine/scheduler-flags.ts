import { type Command, Option } from "commander";
import { wrongUsage } from "../exit-codes.ts";

/** What schedulers are asked for besides the plan, `key=value` each. A flag has the name of its engine. */
export interface SchedulerSettings {
  readonly slurm: readonly string[];
  readonly kubernetes: readonly string[];
}

/** Adds a flag for the settings of each scheduler. */
export function schedulerFlags(command: Command): Command {
  const settings = (name: keyof SchedulerSettings, description: string): Option =>
    new Option(`--${name} <key=value>`, `${description}; repeatable`)
      .argParser((value: string, before: string[]) => [...before, value])
      .default([], "none");
  return command
    .addOption(settings("slurm", "option of sbatch, or tasks, concurrent, setup, command"))
    .addOption(settings("kubernetes", "image, claim and others, see docs/engines/kubernetes.md"));
}

/**
 * The settings of schedulers among a command's flags.
 * @param engine what `--engine` says; null without
 * @throws Stop (usage) for settings of another engine, which would mean nothing
 */
export function schedulerSettings(
  { slurm = [], kubernetes = [] }: Partial<SchedulerSettings>,
  engine: string | null,
): SchedulerSettings {
  const settings = { slurm, kubernetes };
  for (const [name, given] of Object.entries(settings)) {
    if (given.length > 0 && engine !== name) {
      throw wrongUsage(`--${name} ${given[0]} means nothing without --engine ${name}.`);
    }
  }
  return settings;
}
