import type { Words } from "../core/arrays.ts";
import type { Frame } from "../core/frame.ts";
import type { Settings } from "../core/model.ts";
import type { Plugin } from "../scenario/plugin.ts";
import type { Design, Executor, Progress, Reading, StopSignal } from "./ensemble.ts";
import { joinTables, type RunTable, rowsOf } from "./run-table.ts";
import type { Spread } from "./spread.ts";

/** What is run at which points. */
export interface PlanJob {
  readonly frame: Frame;
  /** The user's seed: seed number k is that of run k of a plain ensemble. */
  readonly seed: string;
  /** Settings at a point, under one of the parameter sets. */
  readonly settingsAt: (point: number, set: number) => Settings;
  /** What the parameter sets are, if they are of an ensemble: then guessed values are drawn anew for each. */
  readonly spread?: Omit<Spread, "worlds">;
  /** Plugins of the scenario; none unless told. */
  readonly plugins?: readonly Plugin[];
  /** What to read off every run. */
  readonly picks: readonly Reading[];
}

/** Runs to be done: point, seed number and parameter set of each. */
export interface PlannedRuns {
  readonly points: Words;
  readonly seeds: Words;
  readonly sets: Words;
}

/** Options of `runPlan`. */
export interface PlanOptions {
  readonly signal?: StopSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Gives back a batch that was done before, or null; asked for in order. */
  readonly recall?: (batch: number, planned: PlannedRuns) => Promise<RunTable | null>;
  /** Told of every batch that was run, in order; the last may be incomplete if it was stopped. */
  readonly onBatch?: (batch: number, table: RunTable) => void | Promise<void>;
  /** Number of the first batch; 0 unless told. */
  readonly firstBatch?: number;
  /** Told whenever runs have come in, with what makes a table of all runs so far. */
  readonly onPart?: (soFar: () => RunTable) => void;
}

/** Most runs and most settings of a batch: what waits in memory, and what is lost if power fails. */
const MOST_RUNS = 2048;
const MOST_SETTINGS = 256;

/** The batches that runs are done in: each a range of rows. Which they are depends on the plan alone. */
export function batchesOf({
  points,
  sets,
}: Pick<PlannedRuns, "points" | "sets">): readonly (readonly [from: number, to: number])[] {
  const batches: (readonly [number, number])[] = [];
  let from = 0;
  let used = new Set<string>();
  for (let row = 0; row < points.length; row++) {
    const key = `${points[row]}/${sets[row]}`;
    const full = used.size >= MOST_SETTINGS && !used.has(key);
    if (row > from && (full || row - from >= MOST_RUNS)) {
      batches.push([from, row]);
      from = row;
      used = new Set<string>();
    }
    used.add(key);
  }
  if (from < points.length) batches.push([from, points.length]);
  return batches;
}

/**
 * Runs a plan batch by batch. A run that fails leaves NaN and its reason; the others go on. Stopping
 * keeps what is finished, without gaps.
 *
 * @returns the runs that were done, in the order of the plan, and whether that was all
 */
export async function runPlan(
  job: PlanJob,
  planned: PlannedRuns,
  executor: Executor,
  options: PlanOptions = {},
): Promise<{ readonly table: RunTable; readonly stopped: boolean; readonly batches: number }> {
  const { signal, onProgress, recall, onBatch, onPart, firstBatch = 0 } = options;
  const batches = batchesOf(planned);
  const tables: RunTable[] = [];
  let done = 0;
  let failed = 0;
  let stopped = false;
  let announced = false;
  for (const [k, [from, to]] of batches.entries()) {
    if (signal?.aborted) {
      stopped = true;
      break;
    }
    const part = partOf(planned, from, to);
    let table = (await recall?.(firstBatch + k, part)) ?? null;
    if (table === null) {
      // What was done before are the first batches: from the first that is missing on, all are.
      if (!announced) executor.announce?.(designsFrom(job, planned, batches.slice(k)));
      announced = true;
      const before = { done, failed };
      table = await runBatch(job, part, executor, {
        ...(signal ? { signal } : {}),
        onPart: (soFar) => onPart?.(() => joinTables([...tables, soFar()])),
        onProgress: (progress) =>
          onProgress?.({
            done: before.done + progress.done,
            total: planned.points.length,
            failed: before.failed + progress.failed,
          }),
      });
      if (rowsOf(table) > 0) await onBatch?.(firstBatch + k, table);
    }
    tables.push(table);
    done += rowsOf(table);
    failed += table.reasons.size;
    onProgress?.({ done, total: planned.points.length, failed });
    if (rowsOf(table) < to - from) {
      stopped = true;
      break;
    }
  }
  return { table: joinTables(tables), stopped, batches: batches.length };
}

function partOf({ points, seeds, sets }: PlannedRuns, from: number, to: number): PlannedRuns {
  return {
    points: points.slice(from, to),
    seeds: seeds.slice(from, to),
    sets: sets.slice(from, to),
  };
}

/** Designs of batches, each made when it is asked for: hundreds of them would not fit in memory. */
function* designsFrom(
  job: PlanJob,
  planned: PlannedRuns,
  batches: readonly (readonly [from: number, to: number])[],
): Generator<Design> {
  for (const [from, to] of batches) yield batchDesign(job, partOf(planned, from, to));
}

function batchDesign(job: PlanJob, { points, seeds, sets }: PlannedRuns): Design {
  const indices = new Map<string, number>();
  const settings: Settings[] = [];
  const worlds: number[] = [];
  const which = points.map((point, row) => {
    const set = sets[row] as number;
    const key = `${point}/${set}`;
    const known = indices.get(key);
    if (known !== undefined) return known;
    indices.set(key, settings.length);
    worlds.push(set + 1);
    return settings.push(job.settingsAt(point, set)) - 1;
  });
  return {
    frame: job.frame,
    settings,
    ...(job.spread ? { spread: { ...job.spread, worlds } } : {}),
    plugins: job.plugins ?? [],
    seed: job.seed,
    first: 0,
    count: points.length,
    recordHolders: false,
    plan: { settings: which, seeds },
    picks: job.picks,
  };
}

async function runBatch(
  job: PlanJob,
  planned: PlannedRuns,
  executor: Executor,
  { onPart, ...running }: Pick<PlanOptions, "signal" | "onProgress" | "onPart">,
): Promise<RunTable> {
  const { points, seeds, sets } = planned;
  const design = batchDesign(job, planned);
  const values = new Float64Array(points.length * job.picks.length);
  const hashes: string[] = [];
  const reasons = new Map<number, string>();
  const soFar = (): RunTable => {
    const done = hashes.length;
    return {
      points: points.slice(0, done),
      seeds: seeds.slice(0, done),
      sets: sets.slice(0, done),
      values: values.slice(0, done * job.picks.length),
      hashes,
      reasons,
    };
  };
  await executor.run(
    design,
    (chunk) => {
      values.set(chunk.columns, chunk.first * job.picks.length);
      hashes.push(...chunk.hashes);
      for (const { run, reason } of chunk.failures) reasons.set(run, reason);
      onPart?.(soFar);
    },
    running,
  );
  return soFar();
}
