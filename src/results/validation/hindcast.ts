// What an ensemble says of the past that was observed, and what drives what it says of the future.

import { coverageLevels } from "../../experiments/calibration/count-forecast.ts";
import type { PlacedTargets } from "../../experiments/calibration/place-targets.ts";
import { pearson, ranks } from "../../experiments/calibration/rank.ts";
import { covers, crps } from "../../experiments/calibration/scores.ts";
import { quantile } from "../quantile.ts";

/** One target beside what the ensemble gave. */
export interface TargetResult {
  readonly id: string;
  readonly label: string;
  readonly role: "C" | "V";
  readonly source: string;
  readonly observed: number;
  readonly tolerance: number;
  readonly mean: number;
  /** 5% and 95% over runs. */
  readonly low: number;
  readonly high: number;
  readonly met: boolean;
  /** Whether more than the observed value is as good. */
  readonly atLeast: boolean;
  /** Continuous ranked probability score, in tolerances; null for a lower bound, which has no distance. */
  readonly crps: number | null;
  /** False where the fit has seen it, or the country score has seen the same countries. */
  readonly independent: boolean;
  /** Whether the 50%, 80% and 95% intervals hold the observed value; null for a lower bound. */
  readonly covered: readonly boolean[] | null;
}

/**
 * Sums up every target over runs. Runs in which it has no meaning (NaN) do not count; a target that has none
 * in any of them is left out.
 *
 * @param measured [run × target]
 * @param fitted vintage that the country score has seen
 */
export function targetResults(
  { targets }: PlacedTargets,
  measured: Float64Array,
  fitted: string,
): readonly TargetResult[] {
  const width = targets.length;
  return targets.flatMap((target, t): TargetResult[] => {
    const values: number[] = [];
    for (let at = t; at < measured.length; at += width) {
      const value = measured[at] as number;
      if (!Number.isNaN(value)) values.push(value);
    }
    if (values.length === 0) return [];
    values.sort((a, b) => a - b);
    const sample = Float64Array.from(values);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const { id, label, role, source, observed, tolerance, atLeast } = target;
    return [
      {
        id,
        label,
        role,
        source,
        observed,
        tolerance,
        mean,
        low: quantile(values, 0.05),
        high: quantile(values, 0.95),
        met: atLeast ? mean >= observed : Math.abs(mean - observed) <= tolerance,
        atLeast,
        crps: atLeast ? null : crps(sample, observed) / tolerance,
        independent: role === "V" && target.vintage !== fitted,
        covered: atLeast ? null : coverageLevels.map((level) => covers(sample, observed, level)),
      },
    ];
  });
}

/** A parameter that moves an outcome across sets. */
export interface Driver {
  readonly parameter: string;
  /** Spearman's correlation over sets. */
  readonly correlation: number;
}

/**
 * Parameters whose value goes with an outcome across sets, the strongest first.
 *
 * @param sets values by parameter; [set × parameter]
 * @param outcome its mean over the seeds of each set; [set]
 */
export function driversOf(
  parameters: readonly string[],
  sets: readonly (readonly number[])[],
  outcome: Float64Array,
  most: number,
): readonly Driver[] {
  const y = ranks(outcome);
  return parameters
    .map((parameter, k) => ({
      parameter,
      correlation: pearson(ranks(Float64Array.from(sets, (set) => set[k] as number)), y),
    }))
    .filter(({ correlation }) => !Number.isNaN(correlation))
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
    .slice(0, most);
}
