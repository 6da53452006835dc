import type { Claim } from "../scenario/scenario.ts";

/** Standard errors from which a mean difference counts as clear. */
export const CLEAR = 3;

/** Whether a scenario's claim about its runs holds, in words that carry the figures. */
export interface Verdict {
  readonly met: boolean;
  readonly text: string;
  readonly figures: LimitFigures | DifferenceFigures;
}

/** How many runs keep to a limit. */
export interface LimitFigures {
  readonly kind: "limit";
  readonly inside: number;
  readonly runs: number;
}

/** The mean difference over pairs, which way it points, and its standard error. */
export interface DifferenceFigures {
  readonly kind: "comparison";
  readonly found: "higher" | "lower" | "no_clear_difference";
  /** NaN without pairs. */
  readonly mean: number;
  readonly standard_error: number;
  readonly pairs: number;
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
    const runs = finished.length;
    return {
      met: runs > 0 && inside >= claim.in_at_least * runs,
      text: `${claim.side} ${claim.limit} in ${inside} of ${runs} runs, wanted in ${Math.ceil(claim.in_at_least * runs)}`,
      figures: { kind: "limit", inside, runs },
    };
  }
  if (reference === null) throw new RangeError("a comparison needs the runs it is made with");
  const differences = Array.from(values, (value, k) => value - (reference[k] ?? Number.NaN)).filter(
    (difference) => !Number.isNaN(difference),
  );
  const n = differences.length;
  if (n === 0) {
    return {
      met: false,
      text: `no pairs of finished runs, wanted ${claim.direction.replaceAll("_", " ")}`,
      figures: {
        kind: "comparison",
        found: "no_clear_difference",
        mean: Number.NaN,
        standard_error: Number.NaN,
        pairs: 0,
      },
    };
  }
  const mean = differences.reduce((sum, d) => sum + d, 0) / n;
  const squares = differences.reduce((sum, d) => sum + (d - mean) * (d - mean), 0);
  const error = Math.sqrt(squares / Math.max(1, n - 1) / n);
  const clear = Math.abs(mean) > CLEAR * error && mean !== 0;
  const found = !clear ? "no_clear_difference" : mean > 0 ? "higher" : "lower";
  const shown = `${mean.toPrecision(3)} ± ${error.toPrecision(2)} over ${n} pairs`;
  return {
    met: found === claim.direction,
    text: `${found.replaceAll("_", " ")} (${shown}), wanted ${claim.direction.replaceAll("_", " ")}`,
    figures: { kind: "comparison", found, mean, standard_error: error, pairs: n },
  };
}
