import type { Limit } from "../../experiments/discovery/box.ts";
import { edgesOf } from "../../scenario/uncertainty.ts";
import { formatCount, formatValue } from "../charts/numbers.ts";
import { type Quantity, valueText } from "../sweep/value-text.ts";
import type { Discovery, FoundBox } from "./find-boxes.ts";

/** A limit with the ends that are open closed by the edges of the distribution. */
export function closedLimit(limit: Limit, { distribution }: Pick<Quantity, "distribution">): Limit {
  if (limit.kind === "values") return limit;
  const [low, high] = edgesOf(distribution);
  return { kind: "range", low: Math.max(low, limit.low), high: Math.min(high, limit.high) };
}

/** One condition of a box in plain words: `squeeze below 0.22`, `supplier is usa or europe`. */
export function conditionText(name: string, limit: Limit, quantity?: Quantity): string {
  const text = (value: number): string => valueText(quantity, value, 3);
  if (limit.kind === "values") {
    return `${name} is ${limit.values.map(text).join(" or ")}`;
  }
  if (limit.low === Number.NEGATIVE_INFINITY) return `${name} below ${text(limit.high)}`;
  if (limit.high === Number.POSITIVE_INFINITY) return `${name} above ${text(limit.low)}`;
  return `${name} between ${text(limit.low)} and ${text(limit.high)}`;
}

/** A box in plain words. */
export function boxText(
  { cases }: Pick<Discovery, "cases">,
  { box }: Pick<FoundBox, "box">,
  quantities: readonly Quantity[],
): string {
  const conditions = [...box].map(([k, limit]) => {
    const name = cases.inputs[k]?.name ?? "";
    const quantity = quantities.find((one) => one.name === name);
    return conditionText(quantity?.label ?? name, limit, quantity);
  });
  return conditions.length === 0 ? "anywhere" : conditions.join(" and ");
}

/** What a box is worth, in a sentence. */
export function scoreText(
  found: Pick<FoundBox, "coverage" | "density" | "mass" | "points">,
): string {
  return `covers ${formatValue(found.coverage, "share")} of such runs, ${formatValue(found.density, "share")} of the runs in it are such, and it holds ${formatValue(found.mass, "share")} of all points (${formatCount(found.points)})`;
}
