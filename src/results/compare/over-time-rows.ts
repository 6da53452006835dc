import type { Row } from "../row.ts";
import { isAsked, type ShownComparison } from "./shown.ts";

/** The paired differences over time as rows: one for each scenario, outcome and period. */
export function* overTimeRows({ comparison, metric }: ShownComparison): Generator<Row> {
  for (const pair of comparison.pairs) {
    for (const one of pair.outcomes) {
      if (!isAsked(one, metric)) continue;
      const { outcome, by, of, unit } = one.column;
      for (const [row, at] of one.overTime.entries()) {
        yield {
          a: pair.a.id,
          b: pair.b.id,
          outcome,
          by,
          of,
          unit,
          period: pair.periods[row] ?? "",
          pairs: at.pairs,
          mean_a: finite(at.meanA),
          mean_b: finite(at.meanB),
          mean: finite(at.mean),
          low95: finite(at.low),
          high95: finite(at.high),
          p10: finite(at.p10),
          p50: finite(at.median),
          p90: finite(at.p90),
          higher: at.higher,
          same: at.same,
          lower: at.lower,
          direction: at.direction,
          gain: finite(at.gain),
        };
      }
    }
  }
}

/** JSON has no infinities and no NaN: they become null. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
