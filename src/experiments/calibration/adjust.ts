import { leastSquares, leverages } from "./linear.ts";

/** Penalty that keeps the regression solvable when statistics hang together. */
const RIDGE = 1e-4;
/** Places nearer to an end than this are drawn in, so that their logit exists. */
const EDGE = 1e-6;
/** The most that a run may draw the fit to itself; nearer to 1 its distance from the others' fit has no meaning. */
const MOST_DRAWN = 0.9;

/**
 * Local-linear adjustment (Beaumont, Zhang and Balding 2002): regresses the accepted parameters on how
 * far their statistics were off, and moves each to where it would have been had they been met. It works
 * on the logit of the place within the prior, so no parameter leaves its range.
 *
 * @param places accepted points of the unit cube; [set × width]
 * @param off statistics less what was observed, in scales; [set × statistic]
 * @param weights [set]
 * @returns adjusted places; [set × width]
 */
export function adjustLinearly(
  places: Float64Array,
  off: Float64Array,
  weights: Float64Array,
): Float64Array {
  const logits = places.map((u) => {
    const inside = Math.min(1 - EDGE, Math.max(EDGE, u));
    return Math.log(inside / (1 - inside));
  });
  return movedToObserved(logits, off, weights).map((value) => 1 / (1 + Math.exp(-value)));
}

/**
 * Values of accepted runs, moved along a linear regression to where the statistics are as observed.
 *
 * A regression on many statistics lies nearer to the runs that it is fitted to than to the truth, and its
 * value at what was observed is itself uncertain: plain residuals are too narrow. So each run keeps the
 * residual that it has from the regression on all the others (jackknife), which is wider by 1 / (1 - h),
 * h the run's leverage. That pays for the degrees of freedom, run by run, and nothing has to be chosen.
 *
 * @param values [run × width]
 * @param off statistics less what was observed, in scales; [run × statistic]
 * @param weights [run]
 * @returns [run × width]
 */
export function movedToObserved(
  values: Float64Array,
  off: Float64Array,
  weights: Float64Array,
): Float64Array {
  const runs = weights.length;
  const width = values.length / runs;
  const count = off.length / runs;
  const slopes = leastSquares(off, values, weights, count, RIDGE);
  const drawn = leverages(off, weights, count, RIDGE);
  return values.map((value, at) => {
    const run = Math.floor(at / width);
    const k = at % width;
    const centre = slopes[k] as number;
    let residual = value - centre;
    for (let s = 0; s < count; s++) {
      residual -= (slopes[(s + 1) * width + k] as number) * (off[run * count + s] as number);
    }
    return centre + residual / (1 - Math.min(MOST_DRAWN, drawn[run] as number));
  });
}

/**
 * Means of values where the statistics are as observed, by the same regression.
 *
 * @param values [run × width]
 * @returns [width]
 */
export function meansAtObserved(
  values: Float64Array,
  off: Float64Array,
  weights: Float64Array,
): Float64Array {
  const runs = weights.length;
  const slopes = leastSquares(off, values, weights, off.length / runs, RIDGE);
  return slopes.slice(0, values.length / runs);
}
