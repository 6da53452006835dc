import { MODEL_VERSION } from "../../core/version.ts";
import type { Contender } from "../../results/compare/compare-scenarios.ts";
import { ownGoals, sharedOutcomes } from "../../results/compare/goals.ts";
import type { Goal } from "../../results/compare/regret.ts";
import { readGoal } from "../../results/sweep/read-choices.ts";
import { compileScenario } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { didYouMean } from "../arguments/nearest.ts";
import { readFlag } from "../arguments/read-flag.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { type Opened, openResolved, openScenario, type ScenarioFlags } from "../open-scenario.ts";
import { isResultsFolder, readManifest, requireSameWorld } from "../report/read-results.ts";
import type { Terminal } from "../terminal.ts";

/** A scenario to be compared, as the user named it. */
export interface NamedSide extends Contender {
  readonly name: string;
  readonly compiled: Compiled;
  /** Size, seed and result hash of the results it was read from; null for a scenario. */
  readonly earlier: Earlier | null;
}

/** What a results folder says of its runs. */
export interface Earlier {
  readonly count: number;
  readonly seed: string;
  readonly resultHash: string;
}

/**
 * Reads a side of a comparison: a scenario, or a results folder, whose scenario is run again.
 * @throws Stop when it is invalid, or `--set` is given for results
 */
export async function readSide(
  terminal: Terminal,
  name: string,
  flags: ScenarioFlags,
): Promise<NamedSide> {
  if (!isResultsFolder(name)) {
    return sideOf(name, await openScenario(terminal, name, flags), null);
  }
  if (flags.set.length > 0) {
    throw wrongUsage(
      `--set goes with a scenario; "${name}" holds results of model ${MODEL_VERSION}.`,
    );
  }
  const manifest = readManifest(name);
  const opened = await openResolved(terminal, manifest.scenario, flags);
  requireSameWorld(name, manifest, opened.world);
  return sideOf(name, opened, {
    count: manifest.runs.done,
    seed: manifest.design.seed,
    resultHash: manifest.result_hash,
  });
}

/**
 * Whether the runs of a side that was read from results came out as they are stored there: the same runs
 * have the same hash. False where other runs were asked for, null for a scenario.
 * @throws Stop (invalid) when they came out otherwise
 */
export function isRepeated({ name, earlier }: NamedSide, runs: Earlier): boolean | null {
  if (earlier === null) return null;
  if (earlier.count !== runs.count || earlier.seed !== runs.seed) return false;
  if (earlier.resultHash === runs.resultHash) return true;
  throw new Stop(
    ExitCode.Invalid,
    `"${name}" does not repeat: its runs give other results than it holds ` +
      `(result_hash ${earlier.resultHash}, repeated ${runs.resultHash}).\n` +
      "Its manifest was changed, or the program was. Run its scenario again.",
  );
}

function sideOf(name: string, opened: Opened, earlier: NamedSide["earlier"]): NamedSide {
  const { scenario, world, ensemble, plugins } = opened;
  const compiled = compileScenario(scenario, world, plugins);
  return { name, scenario, world, ensemble, plugins, compiled, earlier };
}

/**
 * What scenarios are ranked by: the goals that scenarios give their outcomes, and those of `--goal`.
 * @param given `name=minimise` or `name=maximise`, the full name of an outcome's column
 * @throws Stop (usage) for an outcome that a side does not have, or a goal that is none
 */
export function goalsOf(
  sides: readonly NamedSide[],
  given: readonly string[],
): Readonly<Record<string, Goal>> {
  const known = sharedOutcomes(sides);
  const goals = ownGoals(sides);
  for (const text of given) {
    const { name, goal } = readFlag("--goal", () => readGoal(text));
    if (!known.includes(name)) {
      throw wrongUsage(
        `--goal "${name}" is no outcome of all these scenarios.${didYouMean(name, known)}`,
      );
    }
    goals[name] = goal;
  }
  return goals;
}
