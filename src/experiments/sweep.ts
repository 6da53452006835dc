import type { Executor } from "./ensemble.ts";
import { type Estimate, estimate, isPrecise, runsNeeded, type Statistic } from "./precision.ts";
import { type PlanJob, type PlannedRuns, type PlanOptions, runPlan } from "./run-plan.ts";
import { joinTables, type RunTable } from "./run-table.ts";

/** When runs at a point are enough. */
export interface PrecisionRule {
  /** Index of the pick whose interval is watched. */
  readonly pick: number;
  readonly statistic: Statistic;
  /** Half the width that the 95 % interval may have. */
  readonly half: number;
  /** Most runs at one point. */
  readonly most: number;
}

/**
 * Why no more runs were made at a point; "sets" where no number of runs would do, as the parameter sets
 * themselves differ by too much.
 */
export type EndReason = "all" | "precise" | "most" | "sets" | "budget" | "stopped";

/** A sweep over points. */
export interface SweepOptions extends Omit<PlanOptions, "firstBatch"> {
  readonly points: number;
  /** Runs at every point, at least 1; with a rule those of the first round. Every point has the same seeds. */
  readonly runs: number;
  /** Adds runs to points until they are precise. */
  readonly rule?: PrecisionRule;
  /** Parameter set of a seed number; the first for all unless told. */
  readonly setOf?: (seed: number) => number;
  /** Runs of a point after which `setOf` begins again, where there are several sets; never unless told. */
  readonly cycle?: number;
  /** Most runs altogether; unlimited unless told. */
  readonly budget?: number;
}

/** What a sweep gave. */
export interface SweepResult {
  readonly table: RunTable;
  readonly stopped: boolean;
  /** Why each point has no more runs; [point] */
  readonly ends: readonly EndReason[];
  /** The watched interval of every point, and the runs that the rule would need; empty without a rule. */
  readonly precision: readonly (Estimate & { readonly needed: number })[];
}

/**
 * Runs every point with the same seeds (nested: more runs keep the ones before). With a rule, rounds
 * follow in which points that are not yet precise get half as many runs again as they have, or as many
 * as their interval asks for if that is fewer; the reason why a point got no more is recorded.
 *
 * Which runs are made depends on their results alone, so a sweep that is resumed makes the same ones.
 *
 * @throws RangeError if there is no point, run or budget.
 */
export async function runSweep(
  job: PlanJob,
  executor: Executor,
  options: SweepOptions,
): Promise<SweepResult> {
  const { points, runs, rule, budget = Number.POSITIVE_INFINITY, ...planning } = options;
  const { setOf = () => 0, cycle } = options;
  const spread = { cycle: cycle ?? Number.POSITIVE_INFINITY, sets: cycle !== undefined };
  requireWhole("points", points);
  requireWhole("runs at a point", runs);
  if (!(budget >= 1)) throw new RangeError(`the budget is ${budget} runs; give at least 1`);
  const have = new Uint32Array(points);
  const ends: EndReason[] = Array.from({ length: points }, () => "all");
  const tables: RunTable[] = [];
  let left = budget;
  let firstBatch = 0;
  let stopped = false;
  let wanted = Array.from({ length: points }, () => Math.min(runs, rule?.most ?? runs));
  while (!stopped) {
    const planned = planRound(have, wanted, { left, ends, setOf });
    const count = planned.points.length;
    if (count === 0) break;
    const total = have.reduce((sum, own) => sum + own, 0);
    const ran = await runPlan(job, planned, executor, {
      ...planning,
      firstBatch,
      onProgress: (progress) =>
        planning.onProgress?.({
          ...progress,
          done: total + progress.done,
          total: total + progress.total,
        }),
      onPart: (soFar) => planning.onPart?.(() => joinTables([...tables, soFar()])),
    });
    firstBatch += ran.batches;
    tables.push(ran.table);
    for (const point of ran.table.points) have[point] = (have[point] as number) + 1;
    left -= count;
    stopped = ran.stopped;
    if (rule === undefined) break;
    const watched = watch(joinTables(tables), points, { rule, picks: job.picks.length, spread });
    wanted = watched.map((one, point) => nextCount(one, have[point] as number, rule, spread));
    // Differences are taken to the first point, which must have the same seeds.
    if (rule.statistic.kind === "difference") {
      wanted[0] = wanted.reduce((most, count) => Math.max(most, count), 0);
    }
    if (stopped) break;
    for (const [point, one] of watched.entries()) {
      ends[point] = endOf(one, have[point] as number, rule, spread) ?? (ends[point] as EndReason);
    }
  }
  const table = joinTables(tables);
  if (stopped) {
    const planned = Math.min(runs, rule?.most ?? runs);
    for (let p = 0; p < points; p++) if ((have[p] as number) < planned) ends[p] = "stopped";
  }
  const precision = rule ? watch(table, points, { rule, picks: job.picks.length, spread }) : [];
  return {
    table,
    stopped,
    ends,
    precision: precision.map((one) => ({
      ...one,
      needed: runsNeeded(one, rule?.half ?? 1, spread.cycle),
    })),
  };
}

/** Runs that points lack of what is wanted, as far as the budget goes; all of a point together. */
function planRound(
  have: Uint32Array,
  wanted: readonly number[],
  {
    left,
    ends,
    setOf,
  }: {
    readonly left: number;
    readonly ends: EndReason[];
    readonly setOf: (seed: number) => number;
  },
): PlannedRuns {
  const points: number[] = [];
  const seeds: number[] = [];
  wanted.forEach((count, point) => {
    for (let seed = have[point] as number; seed < count; seed++) {
      if (points.length >= left) {
        ends[point] = "budget";
        return;
      }
      points.push(point);
      seeds.push(seed);
    }
  });
  return {
    points: Uint32Array.from(points),
    seeds: Uint32Array.from(seeds),
    sets: Uint32Array.from(seeds, setOf),
  };
}

/** How runs are spread over parameter sets. */
interface SetSpread {
  /** Runs of a point after which sets come again. */
  readonly cycle: number;
  /** Whether there are several sets for certain, also where runs so far are of one. */
  readonly sets: boolean;
}

/** The watched interval of every point. */
function watch(
  table: RunTable,
  points: number,
  {
    rule,
    picks,
    spread,
  }: { readonly rule: PrecisionRule; readonly picks: number; readonly spread: SetSpread },
): Estimate[] {
  const values: number[][] = Array.from({ length: points }, () => []);
  const sets: number[] = [];
  for (let row = 0; row < table.points.length; row++) {
    const seed = table.seeds[row] as number;
    sets[seed] = table.sets[row] as number;
    const own = values[table.points[row] as number];
    if (own) own[seed] = table.values[row * picks + rule.pick] as number;
  }
  const several = spread.sets || new Set(sets).size > 1;
  return values.map((own) =>
    estimate(own, rule.statistic, {
      ...(values[0] ? { reference: values[0] } : {}),
      ...(several ? { sets } : {}),
    }),
  );
}

function nextCount(
  one: Estimate,
  have: number,
  rule: PrecisionRule,
  { cycle, sets }: SetSpread,
): number {
  const { half, most } = rule;
  if (endOf(one, have, rule, { cycle, sets }) !== null) return have;
  const needed = runsNeeded(one, half, cycle);
  const grown = Math.max(have + 2, Math.ceil(have * 1.5));
  return Math.min(
    most,
    Number.isFinite(needed) ? Math.max(have + 2, Math.min(grown, needed)) : grown,
  );
}

/** Why a point needs no more runs; null where it does. */
function endOf(
  one: Estimate,
  have: number,
  { half, most }: PrecisionRule,
  { cycle }: SetSpread,
): EndReason | null {
  if (isPrecise(one, half)) return "precise";
  // Only once every set has had its runs is it known what they differ by.
  if (have >= cycle && runsNeeded(one, half, cycle) === Number.POSITIVE_INFINITY) return "sets";
  return have >= most ? "most" : null;
}

function requireWhole(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`number of ${name} is ${value}; give a whole number of at least 1`);
  }
}
