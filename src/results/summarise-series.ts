import type { Vector } from "../core/arrays.ts";
import { arrange } from "./arrange.ts";
import { quantile, quantileRanks } from "./quantile.ts";
import type { SeriesSink } from "./series-sink.ts";
import { probabilities } from "./summary.ts";

/** Values read from a sink at a time, so that memory stays level however many runs there are. */
const BLOCK = 2 ** 19;

/** Summaries of every column and step over the runs of a sink. */
export interface SeriesSummary {
  /** Type-7 quantiles; [column × steps × probabilities] */
  readonly quantiles: Vector;
  /** [column × steps] */
  readonly means: Vector;
  /** Sample standard deviation (n - 1), NaN for fewer than two runs; [column × steps] */
  readonly deviations: Vector;
}

/**
 * Summarises all runs of a sink. Sums run over the runs in their order, so that the result does not
 * depend on how the runs came in. Without runs all values are NaN.
 */
export function summariseSeries(sink: SeriesSink, columns: number, steps: number): SeriesSummary {
  const { runs } = sink;
  const quantiles = new Float64Array(columns * steps * probabilities.length).fill(Number.NaN);
  const means = new Float64Array(columns * steps).fill(Number.NaN);
  const deviations = new Float64Array(columns * steps).fill(Number.NaN);
  if (runs === 0) return { quantiles, means, deviations };
  const span = Math.min(steps, Math.max(1, Math.floor(BLOCK / runs)));
  // One block for all: a fresh one each time would be gigabytes of rubbish over a large ensemble.
  const block = new Float64Array(span * runs);
  const ranks = quantileRanks(runs, probabilities);
  for (let column = 0; column < columns; column++) {
    for (let from = 0; from < steps; from += span) {
      const to = Math.min(from + span, steps);
      sink.read(column, from, to, block);
      for (let step = from; step < to; step++) {
        const values = block.subarray((step - from) * runs, (step - from + 1) * runs);
        const cell = column * steps + step;
        const mean = meanOf(values);
        means[cell] = mean;
        deviations[cell] = deviationOf(values, mean);
        arrange(values, ranks);
        probabilities.forEach((probability, p) => {
          quantiles[cell * probabilities.length + p] = quantile(values, probability);
        });
      }
    }
  }
  return { quantiles, means, deviations };
}

function meanOf(values: Vector): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k] as number;
  return sum / values.length;
}

/** Two passes: the short-cut by sums of squares loses digits where the spread is small. */
function deviationOf(values: Vector, mean: number): number {
  if (values.length < 2) return Number.NaN;
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += ((values[k] as number) - mean) ** 2;
  return Math.sqrt(sum / (values.length - 1));
}
