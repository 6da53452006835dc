import type { Vector } from "../core/arrays.ts";
import type { IndexTarget } from "../experiments/index-statistics.ts";
import { quantile } from "./quantile.ts";
import type { IndexStatistic } from "./summary.ts";

/**
 * What the runs gave for each target of the adoption index. Runs in which a target has no meaning
 * (NaN: they failed, or nobody adopted) do not count; without any, its numbers are NaN.
 *
 * @param measured [run × target]
 */
export function summariseIndex(
  targets: readonly IndexTarget[],
  measured: Vector,
  runs: number,
): readonly IndexStatistic[] {
  return targets.map((target, t) => {
    const values: number[] = [];
    for (let run = 0; run < runs; run++) {
      const value = measured[run * targets.length + t] as number;
      if (!Number.isNaN(value)) values.push(value);
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    values.sort((a, b) => a - b);
    return { ...target, mean, p10: quantile(values, 0.1), p90: quantile(values, 0.9) };
  });
}
