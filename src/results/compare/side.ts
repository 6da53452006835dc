import type { Words } from "../../core/arrays.ts";
import type { ChunkResult } from "../../experiments/ensemble.ts";
import type { Collector } from "../../experiments/run-ensemble.ts";
import { setOfRun } from "../../experiments/spread.ts";
import type { Labels } from "../../scenario/compiled.ts";
import {
  type CollectOptions,
  type EnsembleResult,
  ensembleCollector,
} from "../collect-ensemble.ts";
import { memorySink, type SeriesSink } from "../series-sink.ts";

/** One of the ensembles that are compared, with what single runs left. */
export interface Side {
  readonly id: string;
  readonly title: string;
  readonly labels: Labels;
  readonly result: EnsembleResult;
  /** Series of the finished runs, in order; still open. */
  readonly series: SeriesSink;
  /** Result hash of every run, "" where it failed; [run] */
  readonly hashes: readonly string[];
  /** Place of every run in `series`, -1 if it failed; [run] */
  readonly places: Int32Array;
  /** Bits of suppliers held in the first runs; [run × step × country] */
  readonly holders: Words;
  /** Which of these runs failed; their holders mean nothing. */
  readonly failed: ReadonlySet<number>;
  /** Parameter set of every run. [run] */
  readonly setOf: Int32Array;
  /** Number of different sets among them. */
  readonly sets: number;
  /** Runs after which sets come again; infinite where there is one set, whose runs are independent. */
  readonly cycle: number;
  /** Name of the ensemble that the sets are of; null where runs have one set, the scenario's own. */
  readonly ensemble: string | null;
}

/** Options of `sideCollector`. */
export interface SideOptions extends CollectOptions {
  readonly id: string;
  readonly title: string;
}

/**
 * Collects an ensemble for a comparison: its summary as `ensembleCollector` makes it, and the series
 * and holders of single runs. The caller closes `series`.
 *
 * The design says by `keepHolders` of how many runs the holders are kept.
 */
export function sideCollector(options: SideOptions): Collector<Side> {
  const { id, title, compiled, design, sink = memorySink(compiled.frame.steps) } = options;
  const shared: SeriesSink = {
    get runs() {
      return sink.runs;
    },
    add: (series) => sink.add(series),
    read: (column, from, to, into) => sink.read(column, from, to, into),
    // The summary is done with it; the comparison is not.
    close: () => undefined,
  };
  const inner = ensembleCollector({ ...options, sink: shared });
  const places: number[] = [];
  const hashes: string[] = [];
  const { countries, steps } = compiled.frame;
  const holders: Words = new Uint32Array(
    Math.min(design.count, Math.max(0, (design.keepHolders ?? 0) - design.first)) *
      steps *
      countries,
  );
  let held = 0;
  const failed = new Set<number>();
  let finished = 0;
  const add = (chunk: ChunkResult): void | Promise<void> => {
    chunk.hashes.slice(0, chunk.count).forEach((hash, k) => {
      if (hash === "") failed.add(chunk.first + k - design.first);
      places.push(hash === "" ? -1 : finished++);
      hashes.push(hash);
    });
    holders.set(chunk.holders, held);
    held += chunk.holders.length;
    return inner.add(chunk);
  };
  return {
    add,
    async finish(ending) {
      const result = await inner.finish(ending);
      const setOf = Int32Array.from({ length: places.length }, (_, run) => setOfRun(design, run));
      return {
        id,
        title,
        labels: compiled.labels,
        result,
        series: sink,
        hashes,
        places: Int32Array.from(places),
        holders: holders.subarray(0, held),
        failed,
        setOf,
        sets: new Set(setOf).size,
        cycle: (design.spread?.sets ?? 1) > 1 ? design.settings.length : Number.POSITIVE_INFINITY,
        ensemble: design.spread?.ensemble ?? null,
      };
    },
  };
}

/** Row that ends at a decimal year; -1 if none does. */
export function stepAt({ dates }: Pick<Labels, "dates">, date: number): number {
  return dates.findIndex((one) => Math.abs(one - date) < 1e-3);
}

/** Values of all runs of a side in a column and row, NaN where the run failed; its series must still be open. */
export function valuesAt({ series, places }: Side, column: number, step: number): Float64Array {
  const block = new Float64Array(series.runs);
  series.read(column, step, step + 1, block);
  return Float64Array.from(places, (place) => (place < 0 ? Number.NaN : (block[place] as number)));
}
