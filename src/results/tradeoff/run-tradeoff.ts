import type { Executor } from "../../experiments/ensemble.ts";
import { type PlanOptions, runPlan } from "../../experiments/run-plan.ts";
import { joinTables, type RunTable, rowsOf } from "../../experiments/run-table.ts";
import { drawPoints, type Points, scaled } from "../../experiments/sampling/draw-points.ts";
import {
  hypervolume,
  hypervolumeEstimate,
  nonDominated,
  type Objectives,
} from "../../experiments/tradeoff/dominance.ts";
import { type Candidate, evolve } from "../../experiments/tradeoff/evolve.ts";
import { centralValue, type Uncertainty } from "../../scenario/uncertainty.ts";
import type { Prepared } from "../sweep/prepare-sweep.ts";
import { type Goal, objectiveOf, type Robustness } from "./robustness.ts";

/** What a trade-off is between: outcomes by index, each with its goal. */
export type OutcomeGoals = readonly { readonly outcome: number; readonly goal: Goal }[];

/** Options of `runTradeoff`. */
export interface TradeoffOptions extends Omit<PlanOptions, "firstBatch" | "onPart"> {
  /** Outcomes to trade against each other, at least two: index and goal. */
  readonly objectives: OutcomeGoals;
  readonly robustness: Robustness;
  /** Worlds in which every policy is tried: sampled assumptions, each with luck of its own. */
  readonly worlds: number;
  /** Worlds of the fresh test of the front. */
  readonly freshWorlds: number;
  readonly population: number;
  /** Runs of the search, those of the fresh test not counted. */
  readonly budget: number;
  readonly seed: string;
  readonly designSeed: string;
  /** Told after every generation, with what makes a trade-off of the search so far. */
  readonly onGeneration?: (soFar: () => Tradeoff) => void;
}

/** A policy: one setting of the levers. */
export interface Policy {
  /** Values of the levers, in their order. */
  readonly levers: readonly number[];
  /** Objectives in the search's worlds, all to be made small. */
  readonly found: Objectives;
  /** The same in fresh worlds; NaN where it was not tested. */
  readonly fresh: Objectives;
  /** Whether it is still not dominated in the fresh worlds. */
  readonly holds: boolean;
}

/** What a trade-off gave. */
export interface Tradeoff {
  readonly levers: readonly Uncertainty[];
  /** What nothing found dominates, sorted by the first objective. */
  readonly front: readonly Policy[];
  /** The levers left in the middle, in the fresh worlds and those of the search. */
  readonly central: Policy;
  /** Every policy that the search tried, in its order. */
  readonly tried: readonly Pick<Policy, "levers" | "found">[];
  /** Hypervolume of the front after each generation, as a share of the box between the ideal and the worst of the first. */
  readonly progress: readonly {
    readonly evaluated: number;
    readonly volume: number;
    readonly size: number;
  }[];
  readonly points: Points;
  readonly table: RunTable;
  readonly stopped: boolean;
}

/**
 * Searches the levers for policies that nothing dominates, over many worlds each, and tests the front
 * again in worlds with fresh luck and fresh assumptions, so that none wins by luck.
 *
 * @throws RangeError without levers, with fewer than two objectives, or a budget below one generation.
 */
export async function runTradeoff(
  prepared: Prepared,
  quantities: readonly Uncertainty[],
  executor: Executor,
  options: TradeoffOptions,
): Promise<Tradeoff> {
  const levers = quantities.filter(({ role }) => role === "lever");
  const uncertain = quantities.filter(({ role }) => role === "uncertainty");
  const { objectives, worlds, freshWorlds, population, budget, seed, designSeed, robustness } =
    options;
  if (levers.length === 0) throw new RangeError("there are no levers to search over");
  if (objectives.length < 2) {
    throw new RangeError(`${objectives.length} objective; a trade-off needs at least two`);
  }
  const picks = prepared.outcomes.length;
  const worldsOf = (count: number, own: string): number[][] => {
    if (uncertain.length === 0) return Array.from({ length: count }, () => []);
    const { values } = drawPoints(uncertain, {
      sampler: "latin-hypercube",
      points: count,
      seed: own,
    });
    return Array.from({ length: count }, (_, k) => [
      ...values.subarray(k * uncertain.length, (k + 1) * uncertain.length),
    ]);
  };
  const samples = worldsOf(worlds, `${designSeed}/worlds`);
  const freshSamples = worldsOf(freshWorlds, `${designSeed}/fresh`);
  const names = [...levers, ...uncertain].map(({ name }) => name);
  const rows: number[][] = [];
  const tables: RunTable[] = [];
  let firstBatch = 0;
  let stopped = false;
  let done = 0;

  /** Runs policies in worlds; the values of each outcome by policy and world. */
  const tryOut = async (
    policies: readonly (readonly number[])[],
    assumptions: readonly (readonly number[])[],
    firstSeed: number,
  ): Promise<(pick: number, policy: number) => number[]> => {
    const start = rows.length;
    const count = policies.length * assumptions.length;
    for (const policy of policies)
      for (const world of assumptions) rows.push([...policy, ...world]);
    const points: Points = { names, count: rows.length, values: Float64Array.from(rows.flat()) };
    const planned = {
      points: Uint32Array.from({ length: count }, (_, k) => start + k),
      // World w has the same luck under every policy.
      seeds: Uint32Array.from({ length: count }, (_, k) => firstSeed + (k % assumptions.length)),
      sets: Uint32Array.from({ length: count }, (_, k) =>
        prepared.setOf(firstSeed + (k % assumptions.length)),
      ),
    };
    const before = done;
    const ran = await runPlan(prepared.jobAt(points, seed), planned, executor, {
      ...options,
      firstBatch,
      onProgress: (progress) =>
        options.onProgress?.({ ...progress, done: before + progress.done, total: total() }),
    });
    firstBatch += ran.batches;
    done += rowsOf(ran.table);
    stopped ||= ran.stopped;
    tables.push(ran.table);
    return (pick, policy) =>
      assumptions.map((_, world) => {
        const row = policy * assumptions.length + world;
        return ran.table.values[row * picks + pick] ?? Number.NaN;
      });
  };
  const total = (): number => Math.max(done, budget + freshWorlds * (population + 1));

  const middle = levers.map(({ distribution }) => centralValue(distribution));
  const inCentral = await tryOut([middle], samples, 0);
  const objectivesOf = (
    read: (pick: number, policy: number) => number[],
    policy: number,
    central: (pick: number, policy: number) => number[],
  ): Objectives =>
    objectives.map(({ outcome, goal }) =>
      objectiveOf(read(outcome, policy), goal, robustness, central(outcome, 0), outcome),
    );
  const progress: { evaluated: number; front: readonly Candidate[] }[] = [];
  const tried: Pick<Policy, "levers" | "found">[] = [];
  /** The whole, from the worlds of the search and, where it got there, from fresh ones. */
  const told = (
    front: readonly Candidate[],
    tested: ((pick: number, policy: number) => number[]) | null,
  ): Tradeoff => {
    const freshOf = (policy: number): Objectives =>
      tested === null ? objectives.map(() => Number.NaN) : objectivesOf(tested, policy, tested);
    const fresh = front.map((_, k) => freshOf(k + 1));
    const holding = new Set(nonDominated(fresh));
    const all = front.map(
      ({ genes, objectives: found }, k): Policy => ({
        levers: valuesOf(levers, genes),
        found,
        fresh: fresh[k] ?? [],
        holds: tested !== null && holding.has(k),
      }),
    );
    all.sort((a, b) => (a.found[0] ?? 0) - (b.found[0] ?? 0));
    return {
      levers,
      front: all,
      central: {
        levers: middle,
        found: objectivesOf(inCentral, 0, inCentral),
        fresh: freshOf(0),
        holds: false,
      },
      tried: [...tried],
      progress: progressOf(progress),
      points: { names, count: rows.length, values: Float64Array.from(rows.flat()) },
      table: joinTables(tables),
      stopped: stopped || tested === null,
    };
  };
  const front = stopped
    ? []
    : await evolve({
        dimensions: levers.length,
        population,
        evaluations: Math.floor((budget - worlds) / worlds),
        seed: designSeed,
        evaluate: async (genes) => {
          const policies = genes.map((own) => valuesOf(levers, own));
          const read = await tryOut(policies, samples, 0);
          const whole = Math.floor(rowsOf(tables.at(-1) as RunTable) / worlds);
          const found = policies.slice(0, whole).map((_, k) => objectivesOf(read, k, inCentral));
          tried.push(...found.map((own, k) => ({ levers: policies[k] ?? [], found: own })));
          return found;
        },
        onGeneration: ({ evaluated, front: own }) => {
          progress.push({ evaluated, front: own });
          options.onGeneration?.(() => told(own, null));
        },
      });
  if (stopped) return told(front, null);
  // Fresh seeds lie beyond all that the search has seen.
  const policies = front.map(({ genes }) => valuesOf(levers, genes));
  const tested = await tryOut([middle, ...policies], freshSamples, FRESH_SEEDS);
  return told(front, stopped ? null : tested);
}

/** Objectives from which on volumes are estimated. */
const MANY = 4;

/** Seed numbers from which fresh worlds take their luck. */
const FRESH_SEEDS = 2 ** 30;

function valuesOf(levers: readonly Uncertainty[], genes: readonly number[]): readonly number[] {
  const unit = { count: 1, dimensions: levers.length, values: Float64Array.from(genes) };
  return [...scaled(levers, unit).values];
}

/** Hypervolumes on one scale: from the best to the worst that any front has in each objective. */
function progressOf(
  generations: readonly { readonly evaluated: number; readonly front: readonly Candidate[] }[],
): Tradeoff["progress"] {
  const seen = generations.flatMap(({ front }) => front.map(({ objectives }) => objectives));
  const width = seen[0]?.length ?? 0;
  const bounds = Array.from({ length: width }, (_, k) => {
    const values = seen.map((objectives) => objectives[k] as number).filter(Number.isFinite);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { low, span: high - low || 1 };
  });
  return generations.map(({ evaluated, front }) => {
    const scaledFront = front.map(({ objectives }) =>
      objectives.map((value, k) => (value - (bounds[k]?.low ?? 0)) / (bounds[k]?.span ?? 1)),
    );
    const reference = bounds.map(() => 1.1);
    return {
      evaluated,
      volume:
        (width < MANY
          ? hypervolume(scaledFront, reference)
          : hypervolumeEstimate(scaledFront, reference)) /
        1.1 ** width,
      size: front.length,
    };
  });
}
