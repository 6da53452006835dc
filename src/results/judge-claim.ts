import type { Claim } from "../scenario/scenario.ts";

/** Standard errors from which a mean difference counts as clear. */
export const CLEAR = 3;

/** Whether a scenario's claim about its runs holds, in words that carry the figures. */
export interface Verdict {
  readonly met: boolean;
  readonly text: string;
}

/**
 * Judges a claim on one number per run. `reference` holds the same runs (same seeds) of the scenario
 * that a comparison is made with; pairs in which either failed (NaN) are left out.
 *
 * @throws RangeError for a comparison without reference.
 */
export function judgeClaim(
  claim: Claim,
  values: ArrayLike<number>,
  reference: ArrayLike<number> | null,
): Verdict {
  if (claim.kind === "limit") {
    const finished = Array.from(values).filter((value) => !Number.isNaN(value));
    const inside = finished.filter((value) =>
      claim.side === "above" ? value > claim.limit : value < claim.limit,
    ).length;
    return {
      met: finished.length > 0 && inside >= claim.in_at_least * finished.length,
      text: `${claim.side} ${claim.limit} in ${inside} of ${finished.length} runs, wanted in ${Math.ceil(claim.in_at_least * finished.length)}`,
    };
  }
  if (reference === null) throw new RangeError("a comparison needs the runs it is made with");
  const differences = Array.from(values, (value, k) => value - (reference[k] ?? Number.NaN)).filter(
    (difference) => !Number.isNaN(difference),
  );
  const n = differences.length;
  const mean = differences.reduce((sum, d) => sum + d, 0) / n;
  const squares = differences.reduce((sum, d) => sum + (d - mean) * (d - mean), 0);
  const error = Math.sqrt(squares / Math.max(1, n - 1) / n);
  const clear = Math.abs(mean) > CLEAR * error && mean !== 0;
  const found = !clear ? "no_clear_difference" : mean > 0 ? "higher" : "lower";
  const shown = `${mean.toPrecision(3)} ± ${error.toPrecision(2)} over ${n} pairs`;
  return {
    met: found === claim.direction,
    text: `${found.replaceAll("_", " ")} (${shown}), wanted ${claim.direction.replaceAll("_", " ")}`,
  };
}
