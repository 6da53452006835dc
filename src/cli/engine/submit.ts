import type { BatchEngine } from "../../cluster/batch.ts";
import { makePlan } from "../chunk/plan.ts";
import { given } from "../environment.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { type CommonFlags, remark } from "../look.ts";
import type { BuildProgram } from "../program.ts";
import { jobsOf } from "../run/choices.ts";
import type { Terminal } from "../terminal.ts";
import { engineOf, type SchedulerEngine } from "./engines.ts";
import { type EngineFlags, engineGiven } from "./flags.ts";
import { schedulerSettings } from "./scheduler-flags.ts";

/** Flags of a command that may be submitted. */
export interface SubmitFlags extends EngineFlags, CommonFlags {
  readonly jobs?: string;
}

/**
 * Plans a command and submits it, where a batch engine is asked for; returns where it is to run as usual.
 * @param words the command, without `panoptes`
 * @throws Stop, once it is submitted or printed: the command is done
 */
export async function submitInstead(
  terminal: Terminal,
  words: readonly string[],
  flags: SubmitFlags,
  build: BuildProgram,
): Promise<void> {
  const text = engineGiven(terminal, flags);
  const engine = text === null ? null : engineOf(text);
  if (engine?.kind !== "batch") {
    if (flags.dryRun === true) {
      throw wrongUsage(
        "--dry-run prints what a batch engine would submit: name one with --engine.",
      );
    }
    return;
  }
  const batch = await open(engine, text, flags);
  const place = await makePlan(terminal, words, flags, build);
  const jobs =
    given(terminal, "PANOPTES_JOBS", flags.jobs) === null ? null : jobsOf(terminal, flags.jobs);
  const plugins = place.plan.inputs
    .filter(({ name }) => name.startsWith("plugin "))
    .map(({ digest }) => digest);
  if (flags.dryRun === true)
    terminal.print(`${batch.script(place, { jobs, plugins }).trimEnd()}\n`);
  else {
    remark(terminal, flags, `Planned  ${place.path}`);
    terminal.print(`${(await batch.submit(place, { jobs, plugins })).trimEnd()}\n`);
  }
  throw new Stop(ExitCode.Done, "");
}

/** What an engine refuses of its settings is wrong usage. */
async function open(
  engine: SchedulerEngine,
  text: string | null,
  flags: SubmitFlags,
): Promise<BatchEngine> {
  try {
    return await engine.open(schedulerSettings(flags, text));
  } catch (error) {
    if (error instanceof RangeError) throw wrongUsage(`${error.message}.`);
    throw error;
  }
}
