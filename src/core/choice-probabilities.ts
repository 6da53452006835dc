import { exp } from "./math.ts";

/**
 * Logit probabilities of alternatives (E8) from their values and the scale of the noise (sigma > 0):
 * exp(V_k / sigma) over the sum, the largest value subtracted first so that nothing overflows.
 * A value of -Infinity bars an alternative.
 */
export function choiceProbabilities(
  values: ArrayLike<number>,
  sigma: number,
): Float64Array<ArrayBuffer> {
  let best = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < values.length; k++) best = Math.max(best, values[k]);
  const probabilities = Float64Array.from(values, (value) => exp((value - best) / sigma));
  let total = 0;
  for (const p of probabilities) total += p;
  return probabilities.map((p) => p / total);
}
