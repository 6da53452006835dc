import { type Distribution, edgesOf, valuesOf } from "../../scenario/uncertainty.ts";
import { normalQuantile } from "./normal-quantile.ts";

/**
 * The value of a distribution below which a share of it lies (inverse of its distribution function):
 * turns a coordinate of a unit cube into a value.
 *
 * @param share [0,1]
 * @example
 * quantileOf({ kind: "uniform", low: 2, high: 4 }, 0.25); // 2.5
 */
export function quantileOf(distribution: Distribution, share: number): number {
  const values = valuesOf(distribution);
  if (values !== null) {
    const place = Math.min(values.length - 1, Math.floor(share * values.length));
    return values[place] ?? Number.NaN;
  }
  const [low, high] = edgesOf(distribution);
  const within = (value: number): number => Math.min(high, Math.max(low, value));
  switch (distribution.kind) {
    case "triangular": {
      const { mode } = distribution;
      const split = (mode - low) / (high - low);
      return share < split
        ? low + Math.sqrt(share * (high - low) * (mode - low))
        : high - Math.sqrt((1 - share) * (high - low) * (high - mode));
    }
    case "normal":
      return within(distribution.mean + distribution.sd * normalQuantile(share));
    case "lognormal":
      return within(distribution.median * distribution.gsd ** normalQuantile(share));
    default:
      return low + share * (high - low);
  }
}
