import { clusterExecutor } from "../../cluster/executor.ts";
import { localBoard } from "../../cluster/local-board.ts";
import { storedBoard } from "../../cluster/stored-board.ts";
import type { Executor } from "../../experiments/ensemble.ts";
import { threadsExecutor } from "../../experiments/node/threads.ts";
import { chunkComputer } from "../../results/node/plans/compute-chunk.ts";
import { PlanError } from "../../results/node/plans/plan-error.ts";
import type { PlanPlace } from "../../results/node/plans/plan-file.ts";
import { planStatus } from "../../results/node/plans/plan-status.ts";
import { isFolder } from "../engine/flags.ts";
import { keepingIn } from "../engine/keeping-in.ts";
import { ExitCode, Stop } from "../exit-codes.ts";
import { counted } from "../format/numbers.ts";
import { type CommonFlags, warn } from "../look.ts";
import type { FormatFlags } from "../print-rows.ts";
import type { BuildProgram } from "../program.ts";
import { jobsOf } from "../run/choices.ts";
import type { Terminal } from "../terminal.ts";
import { openPlan, type SharedFlags } from "./read-plan.ts";
import { repeatCommand } from "./repeat.ts";
import { statusLines } from "./status.ts";

/** Flags of `panoptes chunk merge`. */
export interface MergeFlags extends CommonFlags, FormatFlags, SharedFlags {
  readonly compute?: boolean;
  readonly output?: string;
  readonly jobs?: string;
}

/**
 * Repeats the command of a plan, with every run taken from the shared folder: what it prints and writes is what it
 * would have printed and written here. Runs that were set aside count as failed.
 * @throws Stop (limit) that says what is missing; PlanError where something that the command reads has changed
 */
export async function mergeChunks(
  terminal: Terminal,
  path: string,
  flags: MergeFlags,
  build: BuildProgram,
): Promise<ExitCode> {
  const place = await openPlan(terminal, path, flags);
  const { plan } = place;
  const states = planStatus(place);
  const missing = states.some(({ state }) => state === "missing");
  if (missing && flags.compute !== true) {
    throw new Stop(
      ExitCode.Limit,
      `the plan is not finished; nothing was merged.\n${statusLines(states, path).join("\n")}\n` +
        "Or compute the rest here, with --compute.",
    );
  }
  const aside = states.filter(({ state }) => state === "aside");
  if (aside.length > 0 && flags.compute !== true) {
    warn(
      terminal,
      flags,
      `${counted(aside.length, "chunk")} ${aside.length === 1 ? "was" : "were"} set aside: runs that are not there count as failed`,
    );
  }
  const plugins: string[] = [];
  enter(plan.cwd, path);
  return repeatCommand(terminal, plan.command, {
    environment: plan.environment,
    build,
    repeating: {
      reads(name, digest) {
        if (name.startsWith("plugin ")) plugins.push(digest);
        requireSame(place, name, digest);
      },
      open: async () => executorOf(terminal, place, flags, plugins),
    },
    change(command) {
      for (const flag of ["output", "format", "json"] as const) {
        if (flags[flag] !== undefined) command.setOptionValue(flag, flags[flag]);
      }
      // A merge that was cut off is begun again by the same command.
      const resumes = command.options.some(({ long }) => long === "--resume");
      if (resumes && isFolder(command.opts().output)) command.setOptionValue("resume", true);
      if (flags.format !== undefined && flags.json === undefined) {
        command.setOptionValue("json", undefined);
      }
      for (const flag of ["quiet", "verbose", "ascii"] as const) {
        if (flags[flag]) command.setOptionValue(flag, true);
      }
    },
  });
}

function executorOf(
  terminal: Terminal,
  { plan, shared }: PlanPlace,
  flags: MergeFlags,
  plugins: readonly string[],
): Executor {
  const { msPerRun, chunkSeconds } = plan.cost;
  const known = new Set(plan.designs.map(({ digest }) => digest));
  const threads =
    flags.compute === true ? threadsExecutor({ jobs: jobsOf(terminal, flags.jobs) }) : null;
  const board =
    threads === null
      ? storedBoard(shared)
      : localBoard(chunkComputer(shared, threads, { plugins }));
  const executor = clusterExecutor({
    shared,
    board,
    chunkSeconds,
    msPerRun: Math.max(msPerRun, 1e-3),
    onDesign(digest) {
      if (known.has(digest)) return;
      throw new PlanError(
        `the command now asks for runs that the plan does not have (design ${digest.slice(0, 12)}…), though what ` +
          `it reads is the same: was "${plan.command.join(" ")}" planned by another build? Plan again`,
      );
    },
  });
  return {
    ...keepingIn(shared.path, executor),
    async close() {
      await executor.close();
      await threads?.close();
    },
  };
}

/** @throws PlanError if what the command reads is not what it read when it was planned */
function requireSame({ plan }: PlanPlace, name: string, digest: string): void {
  const before = plan.inputs.find((one) => one.name === name);
  if (before === undefined || before.digest === digest) return;
  throw new PlanError(
    `"${name}" has changed since the plan was made, so its runs would not be those that were computed. Put it back ` +
      "as it was, or plan again: chunks of what is still the same are found again",
  );
}

/** Goes to where the command was given: its paths are meant from there. */
function enter(folder: string, path: string): void {
  if (process.cwd() === folder) return;
  try {
    process.chdir(folder);
  } catch (error) {
    throw new PlanError(
      `the plan "${path}" was made in "${folder}", and this machine cannot go there: ` +
        `${error instanceof Error ? error.message : String(error)}. Merge where that folder is`,
      { cause: error },
    );
  }
}
