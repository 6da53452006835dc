import { leastSquares } from "./linear.ts";

/** Penalty that keeps the regression solvable when statistics hang together. */
const RIDGE = 1e-4;
/** Places nearer to an end than this are drawn in, so that their logit exists. */
const EDGE = 1e-6;

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
  const sets = weights.length;
  const width = places.length / sets;
  const count = off.length / sets;
  const logits = places.map((u) => {
    const inside = Math.min(1 - EDGE, Math.max(EDGE, u));
    return Math.log(inside / (1 - inside));
  });
  const slopes = leastSquares(off, logits, weights, count, RIDGE);
  return logits.map((value, at) => {
    const set = Math.floor(at / width);
    const k = at % width;
    let moved = value;
    for (let s = 0; s < count; s++) {
      moved -= (slopes[(s + 1) * width + k] as number) * (off[set * count + s] as number);
    }
    return 1 / (1 + Math.exp(-moved));
  });
}
