// What an ensemble says of the past that was observed, and what drives what it says of the future.

import type { PlacedTargets } from "../../experiments/calibration/measure.ts";
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
  /** Continuous ranked probability score, in tolerances. */
  readonly crps: number;
  /** False where the fit has seen it, or the country score has seen the same countries. */
  readonly independent: boolean;
  /** Whether the 50%, 80% and 95% intervals hold the observed value. */
  readonly covered: readonly [boolean, boolean, boolean];
}

/** Central intervals that are held against what was observed. */
export const coverageLevels = [0.5, 0.8, 0.95] as const;

/**
 * Sums up every target over runs. Runs in which it has no meaning (NaN) do not count.
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
  return targets.map((target, t) => {
    const values: number[] = [];
    for (let at = t; at < measured.length; at += width) {
      const value = measured[at] as number;
      if (!Number.isNaN(value)) values.push(value);
    }
    values.sort((a, b) => a - b);
    const sample = Float64Array.from(values);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const { id, label, role, source, observed, tolerance } = target;
    return {
      id,
      label,
      role,
      source,
      observed,
      tolerance,
      mean,
      low: quantile(values, 0.05),
      high: quantile(values, 0.95),
      met: Math.abs(mean - observed) <= tolerance,
      crps: crps(sample, observed) / tolerance,
      independent: role === "V" && target.vintage !== fitted,
      covered: [
        covers(sample, observed, coverageLevels[0]),
        covers(sample, observed, coverageLevels[1]),
        covers(sample, observed, coverageLevels[2]),
      ],
    };
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
