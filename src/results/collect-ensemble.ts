import type { Vector } from "../core/arrays.ts";
import type { ChunkResult, Design, RunFailure } from "../experiments/ensemble.ts";
import { indexStatistics } from "../experiments/index-statistics.ts";
import type { Collector } from "../experiments/run-ensemble.ts";
import { SEEDS_PER_SET, setsUsed } from "../experiments/spread.ts";
import type { Compiled } from "../scenario/compiled.ts";
import type { OutcomeRequest } from "../scenario/scenario.ts";
import type { World } from "../scenario/world/world.ts";
import { ensembleHash } from "./identity.ts";
import { splitColumns } from "./luck-and-assumptions.ts";
import { type OutcomePick, outcomePicks } from "./outcome-picks.ts";
import { seriesColumns } from "./series-columns.ts";
import { memorySink, type SeriesSink } from "./series-sink.ts";
import { summariseIndex } from "./summarise-index.ts";
import { summariseSeries } from "./summarise-series.ts";
import type { EnsembleSummary } from "./summary.ts";

/** Sets from which the spread between them can be told; of fewer it would say little. */
const LEAST_SETS = 10;

/** What an ensemble's summary is made of. */
export interface CollectOptions {
  readonly compiled: Compiled;
  readonly world: World;
  readonly design: Design;
  /** Digest of the inputs, from `runId`. */
  readonly runId: string;
  /** What to read off every run; every outcome at the end of the run unless told. */
  readonly outcomes?: readonly OutcomeRequest[];
  /** Where series wait to be summarised; memory unless told. Closed at the end. */
  readonly sink?: SeriesSink;
}

/** An ensemble's summary and the few numbers of every run that comparisons need. */
export interface EnsembleResult {
  readonly summary: EnsembleSummary;
  /** True if it was stopped early; then it is the ensemble of its first runs. */
  readonly stopped: boolean;
  /** Index of the first run. */
  readonly first: number;
  /** Runs that were done, failed ones included. */
  readonly count: number;
  /** Every column at the end of the run, NaN where the run failed; [run × column] */
  readonly ends: Vector;
  /** What was read off every run. */
  readonly picks: readonly OutcomePick[];
  /** Its values, NaN where the run failed; [run × pick] */
  readonly values: Vector;
}

/**
 * Makes a summary of the chunks of an ensemble. The result does not depend on how the runs were cut
 * into chunks.
 *
 * @throws RangeError for a requested outcome that is not recorded.
 * @example
 * const collector = ensembleCollector({ compiled, world, design, runId });
 * const { summary } = await runEnsemble(design, executor, collector);
 */
export function ensembleCollector(options: CollectOptions): Collector<EnsembleResult> {
  const { compiled, world, design, runId, outcomes = [] } = options;
  const { frame, labels } = compiled;
  const { steps } = frame;
  const columns = seriesColumns(frame, labels);
  const picks = outcomePicks(outcomes, columns, labels);
  const index = indexStatistics(frame, labels, world);
  const sink = options.sink ?? memorySink(steps);
  const hash = ensembleHash();
  const failures: RunFailure[] = [];
  const width = columns.length * steps;
  const ends = new Float64Array(design.count * columns.length).fill(Number.NaN);
  const values = new Float64Array(design.count * picks.length).fill(Number.NaN);
  const measured = new Float64Array(design.count * index.targets.length).fill(Number.NaN);
  const held = new Float64Array(
    design.recordHolders ? steps * frame.countries * (frame.suppliers + 1) : 0,
  );
  let count = 0;

  const addRun = (chunk: ChunkResult, k: number): void => {
    const series = chunk.columns.subarray(k * width, (k + 1) * width);
    sink.add(series);
    for (let c = 0; c < columns.length; c++) {
      ends[count * columns.length + c] = series[(c + 1) * steps - 1] as number;
    }
    picks.forEach(({ column, step }, p) => {
      values[count * picks.length + p] = series[column * steps + step] as number;
    });
    const at = count * index.targets.length;
    index.measure(chunk.seenSuppliers, chunk.seenSegments, k, measured, at);
  };

  return {
    add(chunk) {
      for (let k = 0; k < chunk.count; k++) {
        const own = chunk.hashes[k] ?? "";
        hash.add(own);
        if (own !== "") addRun(chunk, k);
        count += 1;
      }
      failures.push(...chunk.failures);
      for (let cell = 0; cell < held.length; cell++) {
        held[cell] = (held[cell] as number) + (chunk.held[cell] as number);
      }
    },
    finish({ stopped, elapsedSeconds }) {
      const finished = count - failures.length;
      for (let cell = 0; cell < held.length; cell++) {
        held[cell] = (held[cell] as number) / finished;
      }
      try {
        const series = summariseSeries(sink, columns.length, steps);
        const summary: EnsembleSummary = {
          runs: { requested: design.count, finished, seed: design.seed },
          failures,
          columns,
          ...series,
          held,
          index: summariseIndex(index.targets, measured, count),
          parameterSets: setsUsed(design, design.first, count),
          ensemble: design.spread?.ensemble ?? null,
          split:
            design.spread === undefined || setsUsed(design, design.first, count) < LEAST_SETS
              ? null
              : splitColumns(
                  ends.subarray(0, count * columns.length),
                  columns.length,
                  design.first,
                  SEEDS_PER_SET,
                ),
          runId,
          resultHash: hash.digest(),
          elapsedSeconds,
        };
        return {
          summary,
          stopped,
          first: design.first,
          count,
          ends: ends.subarray(0, count * columns.length),
          picks,
          values: values.subarray(0, count * picks.length),
        };
      } finally {
        sink.close();
      }
    },
  };
}

/**
 * A column's value at the end of every run, by the column's full name.
 *
 * @throws RangeError if there is no such column.
 */
export function endValues({ summary, ends, count }: EnsembleResult, name: string): Vector {
  const { columns } = summary;
  const column = columns.findIndex((one) => one.name === name);
  if (column < 0) throw new RangeError(`"${name}" is not among the recorded columns`);
  return Float64Array.from(
    { length: count },
    (_, k) => ends[k * columns.length + column] as number,
  );
}
