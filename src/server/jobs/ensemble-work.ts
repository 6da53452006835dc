import type { ChunkResult } from "../../experiments/ensemble.ts";
import { runEnsemble } from "../../experiments/run-ensemble.ts";
import { ensembleCollector } from "../../results/collect-ensemble.ts";
import { fileSink } from "../../results/node/file-sink.ts";
import { planRuns } from "../../results/plan-runs.ts";
import { seriesColumns } from "../../results/series-columns.ts";
import { memorySink } from "../../results/series-sink.ts";
import { resultDocument } from "../results/result-document.ts";
import { writeResult } from "../results/write-result.ts";
import { watchOutcome } from "./partial.ts";
import type { EnsembleWork, Watch, WorkEnding, Workshop } from "./work.ts";

/** Values of an ensemble that are kept in memory until they are summarised: 16 MB. */
const SMALL = 2 ** 21;

/**
 * Runs an ensemble and keeps its result. One that is stopped is kept as the smaller ensemble of the
 * runs that it finished: these are the same as if no more had been asked for.
 */
export async function runEnsembleWork(
  { scenario, count, seed }: EnsembleWork,
  { world, results, version, executor, spread }: Workshop,
  { signal, onProgress, onPartial }: Watch,
): Promise<WorkEnding> {
  const runs = await spread(scenario);
  const { compiled } = runs;
  const { frame, labels } = compiled;
  const { design, runId } = planRuns(runs, { count, seed });
  const columns = seriesColumns(frame, labels);
  const small = count * columns.length * frame.steps <= SMALL;
  const collector = ensembleCollector({
    compiled,
    world,
    design,
    runId,
    outcomes: scenario.outcomes,
    // Room for many runs is costly to make, and most requests are for few.
    sink: small ? memorySink(frame.steps) : fileSink(columns.length, frame.steps),
  });
  const chunks: ChunkResult[] = [];
  const partial = watchOutcome(columns, frame.steps);
  const result = await runEnsemble(design, executor(), collector, {
    signal,
    onProgress,
    onChunk: (chunk) => {
      chunks.push(lightOf(chunk));
      partial.take(chunk);
      onPartial(partial.now);
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
  const stored = results.add(document, (folder) => {
    writeResult(folder, { document, scenario, design: done.design, labels, result, chunks });
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
