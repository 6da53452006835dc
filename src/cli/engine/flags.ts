import { extname } from "node:path";
import type { Command } from "commander";
import { given } from "../environment.ts";
import { wrongUsage } from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";
import { type SchedulerSettings, schedulerFlags, schedulerSettings } from "./scheduler-flags.ts";

/** Flags that say where runs are computed. */
export interface EngineFlags extends Partial<SchedulerSettings> {
  readonly engine?: string;
  readonly shared?: string;
  readonly chunkSeconds?: string;
  readonly dryRun?: boolean;
}

/** Those flags as they are typed, with whether a value follows. No part of what is computed. */
export const engineWords: Readonly<Record<string, boolean>> = {
  "--engine": true,
  "--shared": true,
  "--chunk-seconds": true,
  "--dry-run": false,
  "--slurm": true,
  "--kubernetes": true,
};

/** Adds the flags of a command whose runs other machines may compute. */
export function engineFlags(command: Command): Command {
  command
    .option("--engine <engine>", "compute on other machines, see docs/cluster.md (default: here)")
    .option("--shared <folder>", "folder that all machines see (default: the folder of --output)")
    .option("--chunk-seconds <seconds>", "how long a piece of work should take")
    .option("--dry-run", "print what would be submitted, with a batch engine");
  return schedulerFlags(command);
}

/**
 * The value of `--engine` or its variable; null for the threads of this machine.
 * @throws Stop (usage) for settings of an engine that is not asked for
 */
export function engineGiven(terminal: Terminal, flags: EngineFlags): string | null {
  if (terminal.repeating !== undefined) return null;
  const engine = given(terminal, "PANOPTES_ENGINE", flags.engine)?.text ?? null;
  schedulerSettings(flags, engine);
  return engine;
}

/** Whether runs are computed elsewhere, so that what this machine can do is no limit. */
export function isElsewhere(terminal: Terminal, flags: EngineFlags): boolean {
  return terminal.repeating !== undefined || engineGiven(terminal, flags) !== null;
}

/**
 * The shared folder by flag, variable, or the results folder of `--output`.
 * @throws Stop (usage) where none of them names one
 */
export function sharedOf(
  terminal: Terminal,
  flags: EngineFlags & { readonly output?: string },
): string {
  const shared = given(terminal, "PANOPTES_SHARED", flags.shared);
  if (shared !== null) return shared.text;
  const { output } = flags;
  if (isFolder(output)) return output;
  throw wrongUsage(
    "say where all machines see the same files: --shared <folder> (or PANOPTES_SHARED, or a results folder with -o).",
  );
}

/** Whether `--output` names a folder: what has an ending is a file, and `-` is standard output. */
export function isFolder(output: string | undefined): output is string {
  return output !== undefined && output !== "-" && output !== "" && extname(output) === "";
}

/** Longest that a chunk may be asked to take, s: a week. */
const LONGEST = 604_800;

/**
 * The seconds that a chunk should take.
 * @throws Stop (usage) for what is no number of seconds
 */
export function chunkSecondsOf({ chunkSeconds }: EngineFlags, standing: number): number {
  if (chunkSeconds === undefined) return standing;
  const seconds = Number(chunkSeconds);
  if (chunkSeconds.trim() !== "" && seconds > 0 && seconds <= LONGEST) return seconds;
  throw wrongUsage(
    `--chunk-seconds wants a number of seconds above 0, up to ${LONGEST}; got "${chunkSeconds}".`,
  );
}
