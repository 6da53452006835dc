import { columnLayout } from "../../core/outcomes.ts";
import { MODEL_VERSION } from "../../core/version.ts";
import type { Design, Executor, Progress, StopSignal } from "../../experiments/ensemble.ts";
import { makeDesign } from "../../experiments/make-design.ts";
import { runEnsemble } from "../../experiments/run-ensemble.ts";
import { spreadOver } from "../../experiments/spread.ts";
import { compileScenario } from "../../scenario/compile.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { ParameterEnsemble } from "../../scenario/ensemble.ts";
import type { Plugin } from "../../scenario/plugin.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import { runId } from "../identity.ts";
import type { SeriesSink } from "../series-sink.ts";
import { compareSides, type PairedComparison } from "./compare-sides.ts";
import { type LeaveOneOut, leaveOneOut } from "./leave-one-out.ts";
import { type Goal, rankScenarios, type Standing } from "./regret.ts";
import { type Side, sideCollector, stepAt, valuesAt } from "./side.ts";

/** Pairs whose holders are kept to find where worlds part, unless told: 20 MB for each scenario. */
const PARTING_PAIRS = 200;

/** A scenario on its world, to be compared. */
export interface Contender {
  readonly scenario: Scenario;
  readonly world: World;
  /** Parameter sets that its runs go round; null: what it writes itself. Pairs share the set as well as the seed. */
  readonly ensemble?: ParameterEnsemble | null;
  /** Plugins that the scenario was read with; none unless told. */
  readonly plugins?: readonly Plugin[];
  /** The scenario compiled on its world, if that has been done already. */
  readonly compiled?: Compiled;
}

/** Options of `compareScenarios`. */
export interface CompareOptions {
  /** Runs of every scenario, at least 1. */
  readonly count: number;
  /** The user's seed, the same for all. */
  readonly seed: string;
  /** Decimal year at whose end values are compared; the last that all have unless told. */
  readonly date?: number;
  /** Outcomes, by the full name of their column, that scenarios are ranked by. */
  readonly goals?: Readonly<Record<string, Goal>>;
  /** Pairs whose holders are kept to find where worlds part; 200 unless told. */
  readonly partingPairs?: number;
  /** Also run each scenario without every single thing in which it differs from the first; no unless told. */
  readonly leaveOneOut?: boolean;
  /** Makes what keeps the series of one scenario; memory unless told. */
  readonly sink?: (columns: number, steps: number) => SeriesSink;
  /** Told of sides and pairs while the series of single runs can still be read. */
  readonly onCompared?: (sides: readonly Side[], pairs: readonly PairedComparison[]) => void;
  readonly signal?: StopSignal;
  /** Told of progress within the k-th scenario; variants that leave something out are counted on from there. */
  readonly onProgress?: (contender: number, progress: Progress) => void;
}

/** Several scenarios with the same parameter sets and the same luck. */
export interface Comparison {
  readonly sides: readonly Side[];
  /** Every scenario but the first against the first. */
  readonly pairs: readonly PairedComparison[];
  /** What is left of each pair's difference without each of its causes; empty unless asked for. */
  readonly leftOut: readonly LeaveOneOut[];
  /** Scenarios ranked by every goal, in their order. */
  readonly ranks: readonly RankedOutcome[];
  /** True if runs were stopped early: what is compared are the first runs of each. */
  readonly stopped: boolean;
  readonly elapsedSeconds: number;
}

/** How scenarios stand by one outcome. */
export interface RankedOutcome {
  /** Full name of the column. */
  readonly name: string;
  readonly unit: string;
  readonly goal: Goal;
  readonly standings: readonly Standing[];
}

/**
 * Runs scenarios with the same parameter sets and seeds and compares each with the first, pair by pair.
 *
 * @throws RangeError for fewer than two scenarios, a goal for an outcome that they do not all have,
 * or scenarios that share no date, outcome or country.
 * @example
 * const { pairs } = await compareScenarios([baseline, wave], executor, { count: 200, seed: "1" });
 * pairs[0].outcomes.map(({ column, statistics }) => [column.name, statistics.mean]);
 */
export async function compareScenarios(
  contenders: readonly Contender[],
  executor: Executor,
  options: CompareOptions,
): Promise<Comparison> {
  if (contenders.length < 2) {
    throw new RangeError(`${contenders.length} scenario to compare; give at least two`);
  }
  const begun = Date.now();
  const sides: Side[] = [];
  const ready = contenders.map((contender) => readySide(contender, options));
  executor.announce?.(ready.map(({ design }) => design));
  try {
    for (const [k, contender] of ready.entries()) {
      if (options.signal?.aborted) break;
      sides.push(await runSide(contender, k, executor, options));
    }
    const [first, ...others] = sides;
    const pairs = first ? others.map((side) => compareSides(first, side, options.date)) : [];
    options.onCompared?.(sides, pairs);
    const leftOut = options.leaveOneOut
      ? await leaveAllOut(contenders, sides, pairs, executor, options)
      : [];
    return {
      sides,
      pairs,
      leftOut,
      ranks: sides.length < 2 ? [] : ranksOf(sides, options),
      stopped: sides.length < contenders.length || sides.some(({ result }) => result.stopped),
      elapsedSeconds: (Date.now() - begun) / 1000,
    };
  } finally {
    for (const { series } of sides) series.close();
  }
}

/** Every pair without each of its causes; what was stopped before has none. */
async function leaveAllOut(
  contenders: readonly Contender[],
  sides: readonly Side[],
  pairs: readonly PairedComparison[],
  executor: Executor,
  { count, seed, signal, onProgress }: CompareOptions,
): Promise<readonly LeaveOneOut[]> {
  const [from] = contenders;
  const [a] = sides;
  const all: LeaveOneOut[] = [];
  for (const [k, pair] of pairs.entries()) {
    const to = contenders[k + 1];
    if (from === undefined || to === undefined || a === undefined || signal?.aborted) break;
    const { scenario, world, ensemble = null, plugins = [] } = to;
    const compiled = to.compiled ?? compileScenario(scenario, world, plugins);
    const input = { from: from.scenario, to: scenario, compiled, world, ensemble };
    all.push(
      await leaveOneOut(input, a, pair, executor, {
        count,
        seed,
        ...(signal ? { signal } : {}),
        onProgress: (progress) => onProgress?.(contenders.length + k, progress),
      }),
    );
  }
  return all;
}

/** A scenario that is ready to run. */
interface ReadySide {
  readonly contender: Contender;
  readonly compiled: Compiled;
  readonly design: Design;
}

function readySide(
  contender: Contender,
  { count, seed, partingPairs = PARTING_PAIRS }: CompareOptions,
): ReadySide {
  const { scenario, world, ensemble = null, plugins = [], compiled: known } = contender;
  const compiled = known ?? compileScenario(scenario, world, plugins);
  const spread = ensemble === null ? {} : spreadOver(ensemble, scenario, world, compiled);
  const design = makeDesign(compiled, {
    count,
    seed,
    keepHolders: Math.min(count, partingPairs),
    ...spread,
  });
  return { contender, compiled, design };
}

async function runSide(
  { contender: { scenario, world }, compiled, design }: ReadySide,
  place: number,
  executor: Executor,
  { count, seed, sink, signal, onProgress }: CompareOptions,
): Promise<Side> {
  const inputs = {
    model: MODEL_VERSION,
    scenario,
    settings: [...new Set(design.settings)],
    ...(design.spread === undefined ? {} : { worlds: design.spread.worlds }),
    world: world.digest,
  };
  const collector = sideCollector({
    id: scenario.id,
    title: scenario.title,
    compiled,
    world,
    design,
    runId: runId({ ...inputs, seed, count }),
    outcomes: scenario.outcomes,
    ...(sink ? { sink: sink(columnLayout(compiled.frame).length, compiled.frame.steps) } : {}),
  });
  return runEnsemble(design, executor, collector, {
    ...(signal ? { signal } : {}),
    onProgress: (progress) => onProgress?.(place, progress),
  });
}

/** Values at the date asked for, or at the last that all have. */
function ranksOf(sides: readonly Side[], options: CompareOptions): readonly RankedOutcome[] {
  const ends = sides.map(({ labels }) => labels.dates.at(-1) ?? Number.NaN);
  const date = options.date ?? Math.min(...ends);
  return Object.entries(options.goals ?? {}).map(([name, goal]) => {
    const values = sides.map((side) => valuesOf(side, name, date));
    const column = sides[0]?.result.summary.columns.find((one) => one.name === name);
    return { name, unit: column?.unit ?? "", goal, standings: rankScenarios(values, goal) };
  });
}

function valuesOf(side: Side, name: string, date: number): Float64Array {
  const column = side.result.summary.columns.findIndex((one) => one.name === name);
  const step = stepAt(side.labels, date);
  if (column < 0) throw new RangeError(`"${name}" is not among the outcomes of ${side.id}`);
  if (step < 0) throw new RangeError(`${side.id} does not reach ${date}`);
  return valuesAt(side, column, step);
}
