import type { Design, Executor, Reading, StopSignal } from "../../experiments/ensemble.ts";
import { inlineReplayer, type Replayer } from "../../experiments/explain/replays.ts";
import { atLever, type Lever } from "../../experiments/flip/lever.ts";
import { type Flip, smallestFlip } from "../../experiments/flip/smallest-flip.ts";
import { compileScenario, settingsOn } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { ParameterEnsemble } from "../../scenario/ensemble.ts";
import { sameFrame } from "../../scenario/same-frame.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import { planRuns, spreadRuns } from "../plan-runs.ts";

/** What is asked of the runs: something that is true in a run or not. */
export type FlipQuestion =
  /** Whether an outcome lies above a limit. */
  | { readonly kind: "outcome"; readonly reading: Reading; readonly limit: number }
  /** Whether a country has a contract with a supplier (index), in one segment or in any; with -1, none there. */
  | {
      readonly kind: "holder";
      readonly country: number;
      readonly supplier: number;
      readonly segment: number | null;
      /** Step at whose end it is looked at. */
      readonly step: number;
    };

/** A scenario and its runs. */
export interface FlipInput {
  readonly scenario: Scenario;
  readonly compiled: Compiled;
  readonly world: World;
  readonly ensemble: ParameterEnsemble | null;
  readonly lever: Lever;
  readonly question: FlipQuestion;
  readonly count: number;
  readonly seed: string;
  /** The only run to look at, as it is in the ensemble; all unless told. */
  readonly run?: number;
}

/** Options of `findFlip`. */
export interface FlipOptions {
  /** Steps of the grid over the lever's values; 40 unless told. */
  readonly grid?: number;
  readonly signal?: StopSignal;
  /** Told of every value of the lever that was run. */
  readonly onValue?: (value: number, runs: RunsWith) => void;
  /** Who repeats runs for a country's contracts; this thread unless told. */
  readonly replayer?: Replayer;
}

/** In how many of the finished runs something is true. */
export interface RunsWith {
  readonly yes: number;
  readonly runs: number;
}

/** The smallest change of a lever that turns the answer of most runs round. */
export interface FoundFlip {
  readonly lever: Lever;
  /** Runs in which it is true as the lever stands. */
  readonly before: RunsWith;
  /** Null if no point of the grid turns it round. */
  readonly flip: (Flip & { readonly after: RunsWith }) | null;
  /** Every value that was run, in ascending order. */
  readonly tried: readonly (RunsWith & { readonly value: number })[];
  /** The scenario that does it; null without a flip. */
  readonly scenario: Scenario | null;
}

/** Steps of the grid unless told. */
export const GRID = 40;
/** Width of the last bracket, as a part of the lever's range. */
const FINE = 1 / 4096;

/** Thrown inside when the search is to be given up. */
class Stopped extends Error {}

/**
 * Finds the least change of a lever that turns the answer to a question round in at least half of the
 * runs, on the same seeds and parameter sets at every value. With one run this is the decision of that run. The
 * lever has the same value in all parameter sets, also where it stands.
 *
 * @returns null if it was stopped
 * @example
 * const found = await findFlip(input, executor);
 * found?.flip?.value; // the nearest value that does it
 */
export async function findFlip(
  input: FlipInput,
  executor: Executor,
  options: FlipOptions = {},
): Promise<FoundFlip | null> {
  const { lever, scenario } = input;
  const { grid = GRID, signal, onValue } = options;
  const tried = new Map<number, RunsWith>();
  const ask = async (value: number): Promise<boolean> => {
    const found = await runsWith(input, value, executor, options);
    if (signal?.aborted) throw new Stopped();
    tried.set(value, found);
    onValue?.(value, found);
    return 2 * found.yes >= found.runs;
  };
  const { base, low, high, whole } = lever;
  try {
    const search = { base, low, high, grid, whole, tolerance: (high - low) * FINE };
    const { flip } = await smallestFlip(search, ask);
    const nothing = { yes: 0, runs: 0 };
    return {
      lever,
      before: tried.get(base) ?? nothing,
      flip: flip === null ? null : { ...flip, after: tried.get(flip.value) ?? nothing },
      tried: [...tried]
        .map(([value, one]) => ({ value, ...one }))
        .sort((a, b) => a.value - b.value),
      scenario: flip === null ? null : flipped(scenario, lever, flip.value),
    };
  } catch (error) {
    if (error instanceof Stopped) return null;
    throw error;
  }
}

/** The scenario with the lever at its new place, under a name that says so; its claims are not its own. */
function flipped(scenario: Scenario, lever: Lever, value: number): Scenario {
  const id = `${scenario.id.slice(0, 58)}-flip`;
  const title = `${scenario.title}, with ${lever.id} at ${value}`;
  return { ...atLever(scenario, lever, value), id, title, expect: [], teach: null };
}

async function runsWith(
  { scenario, compiled, world, ensemble, lever, question, count, seed, run }: FlipInput,
  value: number,
  executor: Executor,
  { signal, replayer = inlineReplayer() }: FlipOptions,
): Promise<RunsWith> {
  const at = atLever(scenario, lever, value);
  // Values of countries are part of the frame, all else of the settings alone.
  const its = sameFrame(scenario, at)
    ? { ...compiled, settings: settingsOn(compiled, at, world) }
    : compileScenario(at, world, compiled.plugins);
  const { design: whole } = planRuns(spreadRuns(at, world, its, ensemble), { count, seed });
  const design: Design = run === undefined ? whole : { ...whole, first: run, count: 1 };
  if (question.kind === "holder") {
    const { country, supplier, segment, step } = question;
    let yes = 0;
    const runs = await replayer.run(
      design,
      Array.from({ length: design.count }, (_, k) => {
        return { kind: "holders", run: design.first + k, country, last: step } as const;
      }),
      (holders) => {
        const looked = segment === null ? holders : holders.slice(segment, segment + 1);
        const has = supplier < 0 ? looked.every((one) => one === 0) : looked.includes(supplier + 1);
        if (has) yes++;
      },
      signal ? { signal } : {},
    );
    return { yes, runs };
  }
  let yes = 0;
  let runs = 0;
  const { reading, limit } = question;
  await executor.run(
    { ...design, recordHolders: false, picks: [reading] },
    (chunk) => {
      for (const one of chunk.columns) {
        if (Number.isNaN(one)) continue;
        runs++;
        if (one > limit) yes++;
      }
    },
    signal ? { signal } : {},
  );
  return { yes, runs };
}
