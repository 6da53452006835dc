import { quantile } from "../quantile.ts";

/** How far an outcome goes when one assumption goes from the lower end of its range to the upper. */
export interface Swing {
  readonly parameter: string;
  /** Mean over pairs of runs with the same luck, as a share of the range of 9 in 10 runs of the ensemble. */
  readonly size: number;
}

/** What one outcome was at the end of runs under both ends of a parameter's range; the same luck in a row. */
export interface Ends {
  readonly parameter: string;
  /** [run] */
  readonly low: Float64Array;
  /** [run] */
  readonly high: Float64Array;
}

/** A swing counts where it is larger than so many standard errors of its mean. */
const CLEAR = 4;

/**
 * The largest swings of an outcome that are clear of luck, the largest first.
 *
 * @param usual the outcome in the ensemble's own runs; [run]
 * @param most how many at most
 */
export function largestSwings(
  ends: readonly Ends[],
  usual: Float64Array,
  most: number,
): readonly Swing[] {
  const sorted = [...usual].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const width = quantile(sorted, 0.95) - quantile(sorted, 0.05);
  return ends
    .flatMap(({ parameter, low, high }) => {
      const apart = [...high]
        .map((value, k) => value - (low[k] as number))
        .filter((value) => !Number.isNaN(value));
      const mean = apart.reduce((sum, value) => sum + value, 0) / apart.length;
      const squares = apart.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      const error = Math.sqrt(squares / (apart.length - 1) / apart.length);
      return Math.abs(mean) > CLEAR * error && width > 0 ? [{ parameter, size: mean / width }] : [];
    })
    .sort((a, b) => Math.abs(b.size) - Math.abs(a.size))
    .slice(0, most);
}
