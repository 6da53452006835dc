import type { ChunkResult } from "../../experiments/ensemble.ts";
import { quantile } from "../../results/quantile.ts";
import type { SeriesColumn } from "../../results/summary.ts";
import type { PartialOutcome } from "./work.ts";

/** The outcome that is told before a job has ended. */
const WATCHED = "adoption.share";

/** An outcome over the runs that are done so far. */
export interface OutcomeWatch {
  /** Takes in the runs of a chunk. */
  take(chunk: ChunkResult): void;
  /** Its quantiles at the end of these runs; null where none has finished. */
  now(): PartialOutcome | null;
}

/**
 * Watches the share of countries with a contract, or the first outcome where there is no such.
 * @param steps periods of a run
 */
export function watchOutcome(columns: readonly SeriesColumn[], steps: number): OutcomeWatch {
  const found = columns.findIndex(({ name }) => name === WATCHED);
  const column = Math.max(0, found);
  const values: number[] = [];
  return {
    take({ columns: series, count }) {
      for (let run = 0; run < count; run++) {
        const value = series[(run * columns.length + column + 1) * steps - 1] as number;
        if (Number.isFinite(value)) values.push(value);
      }
    },
    now() {
      if (values.length === 0) return null;
      const sorted = Float64Array.from(values).sort();
      return {
        outcome: columns[column]?.name ?? WATCHED,
        p10: quantile(sorted, 0.1),
        p50: quantile(sorted, 0.5),
        p90: quantile(sorted, 0.9),
        n: values.length,
      };
    },
  };
}
