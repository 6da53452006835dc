import type { TargetResult } from "../../results/validation/hindcast.ts";
import { formatTable } from "../format/table.ts";

/** Every target beside what runs gave, as lines of a table. */
export function targetLines(results: readonly TargetResult[]): readonly string[] {
  const num = (x: number): string => String(Number(x.toPrecision(3)));
  const rows = results.map((one) => [
    one.id,
    one.label,
    one.role,
    one.atLeast ? `at least ${num(one.observed)}` : `${num(one.observed)} (${num(one.tolerance)})`,
    num(one.mean),
    `${num(one.low)} to ${num(one.high)}`,
    one.met ? "yes" : "no",
  ]);
  const columns = [
    { title: "" },
    { title: "" },
    { title: "role" },
    { title: "observed (tolerance)", align: "right" as const },
    { title: "mean", align: "right" as const },
    { title: "9 in 10 runs", align: "right" as const },
    { title: "met" },
  ];
  return formatTable(columns, rows);
}
