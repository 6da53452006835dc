import { PlanComplete, type PlanningExecutor, planningExecutor } from "../../cluster/planning.ts";
import { MODEL_VERSION } from "../../core/version.ts";
import {
  type ChunkPlan,
  PLAN_SCHEMA,
  type PlanPlace,
  writePlan,
} from "../../results/node/plans/plan-file.ts";
import { openShared, type SharedFolder } from "../../results/node/plans/shared-folder.ts";
import { shellWord } from "../../results/shell-words.ts";
import { builtinWorld } from "../../scenario/node/world.ts";
import { chunkSecondsOf, type EngineFlags, sharedOf } from "../engine/flags.ts";
import { keepingIn, refusedIn } from "../engine/keeping-in.ts";
import { ExitCode, wrongUsage } from "../exit-codes.ts";
import { counted, duration } from "../format/numbers.ts";
import { type CommonFlags, remark } from "../look.ts";
import { packageVersion } from "../package-version.ts";
import type { BuildProgram } from "../program.ts";
import type { Terminal } from "../terminal.ts";
import { decidingVariables, repeatCommand, requireRepeatable, withoutEngine } from "./repeat.ts";

/** Flags of `panoptes chunk plan`. */
export interface PlanFlags extends CommonFlags, EngineFlags {
  readonly json?: boolean;
}

/** How long a chunk of a plan should take, s: starting a process for each is then a hundredth of it. */
const STANDING_SECONDS = 60;

/** Flags that only matter once there is something to write or print. */
const answers = ["output", "report", "open", "resume", "decisions", "format", "json", "words"];

/**
 * Plans a command: stores its designs in the shared folder, measures what a run takes, and writes down which
 * chunks are missing. Runs nothing else.
 * @param words the command, without `panoptes`
 * @param flags say where and how, if the words do not
 * @throws Stop (usage) for a command that cannot be planned
 */
export async function makePlan(
  terminal: Terminal,
  words: readonly string[],
  flags: EngineFlags,
  build: BuildProgram,
): Promise<PlanPlace> {
  requireRepeatable(words);
  const environment = decidingVariables(terminal);
  const inputs = new Map<string, string>();
  const opened: { shared: SharedFolder; executor: PlanningExecutor; seconds: number }[] = [];
  let own: EngineFlags & { readonly output?: string } = {};
  const silent = { ...terminal, print: () => {}, printBytes: async () => {} };
  try {
    await repeatCommand(silent, words, {
      environment,
      build,
      repeating: {
        reads: (name, digest) => void inputs.set(name, digest),
        async open() {
          const shared = openShared(sharedOf(terminal, { ...own, ...flags }), { create: true });
          const seconds = chunkSecondsOf({ ...own, ...flags }, STANDING_SECONDS);
          const executor = planningExecutor({ shared, chunkSeconds: seconds });
          opened.push({ shared, seconds, executor });
          return keepingIn(shared.path, executor);
        },
      },
      change(command) {
        own = { ...command.opts() };
        refuseAdaptive(command.opts());
        for (const flag of answers) command.setOptionValue(flag, undefined);
      },
    });
  } catch (error) {
    if (!(error instanceof PlanComplete)) throw error;
  }
  const [planning] = opened;
  if (planning === undefined)
    throw wrongUsage("the command runs nothing: there is nothing to plan.");
  const { shared, executor, seconds } = planning;
  const { designs, chunks, msPerRun } = executor.planned();
  const plan: ChunkPlan = {
    schema: PLAN_SCHEMA,
    versions: { package: packageVersion(), model: MODEL_VERSION, data: await shippedVersion() },
    shared: shared.id,
    command: withoutEngine(words),
    cwd: process.cwd(),
    environment,
    inputs: [...inputs].map(([name, digest]) => ({ name, digest })),
    cost: { msPerRun, chunkSeconds: seconds },
    designs,
    chunks,
  };
  const [command = "plan", scenario = ""] = withoutEngine(words);
  try {
    return { plan, shared, path: writePlan(shared, plan, `${command}-${scenario}`) };
  } catch (error) {
    throw refusedIn(shared.path, error);
  }
}

/**
 * Refuses what decides after some runs which others it wants.
 * @throws Stop (usage) with the way out
 */
function refuseAdaptive(flags: {
  readonly precise?: string;
  readonly leaveOneOut?: boolean;
}): void {
  const live = "or compute it with a live engine, which needs no plan";
  if (flags.precise !== undefined) {
    throw wrongUsage(
      `--precise adds runs until an interval is narrow, so they cannot be planned: fix their number with --runs, ${live}.`,
    );
  }
  if (flags.leaveOneOut === true) {
    throw wrongUsage(
      `--leave-one-out chooses its runs by what the comparison gave, so they cannot be planned: drop it, ${live}.`,
    );
  }
}

/** Version of the shipped tables. */
export async function shippedVersion(): Promise<string> {
  const world = await builtinWorld();
  return world.ok ? world.value.version : "";
}

/** `panoptes chunk plan`: prints the plan's path, and says how large it is and what to do with it. */
export async function planChunks(
  terminal: Terminal,
  words: readonly string[],
  flags: PlanFlags,
  build: BuildProgram,
): Promise<ExitCode> {
  const place = await makePlan(terminal, words, flags, build);
  const { plan, path, shared } = place;
  const runs = plan.chunks.reduce((sum, [, , count]) => sum + count, 0);
  const seconds = (runs * plan.cost.msPerRun) / 1000;
  if (flags.json) {
    const { chunks, designs, ...rest } = plan;
    const size = { designs: designs.length, chunks: chunks.length, runs, seconds };
    terminal.print(
      `${JSON.stringify({ path, shared: shared.path, ...size, plan: rest }, null, 2)}\n`,
    );
    return ExitCode.Done;
  }
  terminal.print(`${path}\n`);
  const call = (words: string): string => `  panoptes chunk ${words}\n`;
  const file = shellWord(path);
  remark(
    terminal,
    flags,
    plan.chunks.length === 0
      ? `All runs are there already.\nNext:\n${call(`merge ${file}`)}`.trimEnd()
      : `Planned  ${counted(runs, "run")} of ${counted(plan.designs.length, "design")} in ` +
          `${counted(plan.chunks.length, "chunk")}, about ${duration(seconds)} on one thread ` +
          `(${plan.cost.msPerRun.toPrecision(3)} ms a run, measured here)\nNext, on any machines that see the folder:\n` +
          `${call(`run ${file} --shard 0/4`)}${call(`status ${file}`)}${call(`merge ${file}`)}`.trimEnd(),
  );
  return ExitCode.Done;
}
