import type { Row } from "../row.ts";
import type { Attribution, MeanInterval } from "./attribution.ts";

/** An attribution of an outcome at the end of a period, as rows: part is total, measure, interaction, mechanism or interplay. */
export function attributionRows(
  { from, to, runs, total, measures, interactions, mechanisms, interplay }: Attribution,
  { metric, at }: { readonly metric: string; readonly at: string },
): readonly Row[] {
  const row = (part: string, name: string, value: MeanInterval): Row => ({
    from,
    to,
    metric,
    at,
    part,
    name,
    mean: finite(value.mean),
    low: finite(value.low),
    high: finite(value.high),
    runs,
  });
  return [
    row("total", to, total),
    ...measures.map((one) => row("measure", one.id, one)),
    ...interactions.map((one) => row("interaction", `${one.first} x ${one.second}`, one)),
    ...mechanisms.map((one) => row("mechanism", one.mechanism, one)),
    ...(interplay === null
      ? []
      : [row("interplay", "", { mean: interplay, low: Number.NaN, high: Number.NaN })]),
  ];
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
