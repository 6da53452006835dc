import type { ChunkResult, Executor, Progress } from "../../experiments/ensemble.ts";
import { runEnsemble } from "../../experiments/run-ensemble.ts";
import { ensembleCollector } from "../../results/collect-ensemble.ts";
import { fileSink } from "../../results/node/file-sink.ts";
import { planRuns, type SpreadRuns, spreadRuns } from "../../results/plan-runs.ts";
import { seriesColumns } from "../../results/series-columns.ts";
import { memorySink } from "../../results/series-sink.ts";
import { compileScenario } from "../../scenario/compile.ts";
import { SINGLE } from "../../scenario/ensemble.ts";
import { loadEnsemble } from "../../scenario/node/ensemble.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import { resultDocument } from "../results/result-document.ts";
import type { ResultStore, StoredResult } from "../results/result-store.ts";

/** An ensemble to be run. */
export interface Work {
  readonly runId: string;
  readonly scenario: Scenario;
  readonly count: number;
  readonly seed: string;
  /** Country-steps. */
  readonly cost: number;
}

/** What work is done with. */
export interface Workshop {
  readonly world: World;
  readonly results: ResultStore;
  /** Version of the package. */
  readonly version: string;
  /** Starts the threads at the first call. */
  readonly executor: () => Executor;
  /** Compiles a scenario and spreads it over its parameter sets, or remembers that it did. */
  readonly spread: (scenario: Scenario) => Promise<SpreadRuns>;
}

/** How work ended. */
export interface WorkEnding {
  /** What was finished, or null where nothing was. */
  readonly result: StoredResult | null;
  /** Whether it was stopped before its end. */
  readonly stopped: boolean;
  /** Whether some runs failed. */
  readonly failures: boolean;
}

/** Values of an ensemble that are kept in memory until they are summarised: 16 MB. */
const SMALL = 2 ** 21;

/** Number of spread scenarios that are remembered, some megabytes each. */
const REMEMBERED = 4;

/**
 * Compiles scenarios on a world, spreads them over the parameter sets that they ask for, and remembers
 * the last few: a script asks for many sizes and seeds of one scenario.
 *
 * @returns rejects when the parameter sets cannot be read, which the scenario's reader says before
 */
export function rememberSpread(world: World): (scenario: Scenario) => Promise<SpreadRuns> {
  const kept = new Map<string, Promise<SpreadRuns>>();
  return (scenario) => {
    const key = JSON.stringify(scenario);
    const spread = kept.get(key) ?? spreadOnWorld(scenario, world);
    kept.delete(key);
    kept.set(key, spread);
    // What failed once may work the next time.
    spread.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= REMEMBERED) break;
      kept.delete(oldest);
    }
    return spread;
  };
}

async function spreadOnWorld(scenario: Scenario, world: World): Promise<SpreadRuns> {
  const { from } = scenario.parameterSets;
  const sets = from === SINGLE ? null : await loadEnsemble(from, ".");
  if (sets !== null && !sets.ok) throw new Error(sets.problems[0]?.message ?? "no parameter sets");
  return spreadRuns(scenario, world, compileScenario(scenario, world), sets?.value ?? null);
}

/**
 * Runs an ensemble and keeps its result. One that is stopped is kept as the smaller ensemble of the
 * runs that it finished: these are the same as if no more had been asked for.
 */
export async function doWork(
  { scenario, count, seed }: Work,
  { world, results, version, executor, spread }: Workshop,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<WorkEnding> {
  const runs = await spread(scenario);
  const { compiled } = runs;
  const { frame, labels } = compiled;
  const { design, runId } = planRuns(runs, { count, seed });
  const columns = seriesColumns(frame, labels).length;
  const small = count * columns * frame.steps <= SMALL;
  const collector = ensembleCollector({
    compiled,
    world,
    design,
    runId,
    outcomes: scenario.outcomes,
    // Room for many runs is costly to make, and most requests are for few.
    sink: small ? memorySink(frame.steps) : fileSink(columns, frame.steps),
  });
  const chunks: ChunkResult[] = [];
  const result = await runEnsemble(design, executor(), collector, {
    signal,
    onProgress,
    onChunk: (chunk) => {
      chunks.push(lightOf(chunk));
    },
  });
  const failures = result.summary.failures.length > 0;
  if (result.count === 0) return { result: null, stopped: result.stopped, failures };
  // Of a job that was stopped: the runs that it finished are an ensemble of that size.
  const done = planRuns(runs, { count: result.count, seed });
  const document = resultDocument({
    runId: done.runId,
    scenario,
    world,
    labels,
    summary: result.summary,
    count: result.count,
    version,
  });
  const stored = results.add({
    document,
    scenario,
    design: done.design,
    labels,
    result,
    chunks,
  });
  return { result: stored, stopped: result.stopped, failures };
}

/** What the table of runs needs of a chunk; the rest would be gigabytes over a large ensemble. */
function lightOf({ first, count, hashes, failures }: ChunkResult): ChunkResult {
  return {
    first,
    count,
    hashes,
    failures,
    columns: new Float64Array(0),
    held: new Uint32Array(0),
    tiers: new Uint32Array(0),
    holders: new Uint32Array(0),
    seenSuppliers: new Uint32Array(0),
    seenSegments: new Uint8Array(0),
  };
}
