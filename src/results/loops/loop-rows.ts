import type { Row } from "../row.ts";
import type { Course, LoopsOverTime } from "./loops.ts";

/** What loops carry as rows: one per quarter and part, which is a loop, `outside` or `total`. */
export function loopRows({
  metric,
  since,
  periods,
  runs,
  total,
  outside,
  loops,
}: LoopsOverTime): readonly Row[] {
  const parts: readonly (readonly [string, Course])[] = [
    ["total", total],
    ["outside", outside],
    ...loops.map((one) => [one.loop, one] as const),
  ];
  return periods.flatMap((period, k) =>
    parts.map(([part, { carried, change }]): Row => {
      const [level, moved] = [carried[k], change[k]];
      return {
        metric,
        since,
        period,
        part,
        change: finite(moved?.mean),
        change_low: finite(moved?.low),
        change_high: finite(moved?.high),
        carried: finite(level?.mean),
        carried_low: finite(level?.low),
        carried_high: finite(level?.high),
        p10: finite(level?.p10),
        median: finite(level?.median),
        p90: finite(level?.p90),
        runs,
      };
    }),
  );
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
