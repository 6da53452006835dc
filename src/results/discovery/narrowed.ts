import type { Limit } from "../../experiments/discovery/box.ts";
import { centralValue, type Distribution, edgesOf, valuesOf } from "../../scenario/uncertainty.ts";
import type { Quantity } from "../sweep/value-text.ts";
import { closedLimit } from "./box-words.ts";
import type { Discovery, FoundBox } from "./find-boxes.ts";

/**
 * Quantities as they vary within a box, and the middle of what it restricts.
 *
 * @returns the quantities in their order, and the middle of each that the box restricts, by name
 */
export function narrowed<Q extends Pick<Quantity, "name" | "distribution">>(
  quantities: readonly Q[],
  { cases }: Pick<Discovery, "cases">,
  { box }: Pick<FoundBox, "box">,
): { readonly quantities: readonly Q[]; readonly middle: Readonly<Record<string, number>> } {
  const limits = new Map(
    [...box].map(([k, limit]): [string, Limit] => [cases.inputs[k]?.name ?? "", limit]),
  );
  const cut = quantities.map((quantity): Q => {
    const limit = limits.get(quantity.name);
    if (limit === undefined) return quantity;
    return { ...quantity, distribution: within(quantity, closedLimit(limit, quantity)) };
  });
  return {
    quantities: cut,
    middle: Object.fromEntries(
      cut
        .filter(({ name }) => limits.has(name))
        .map(({ name, distribution }) => [name, centralValue(distribution)]),
    ),
  };
}

/** A distribution cut to a limit. */
function within({ distribution }: Pick<Quantity, "distribution">, limit: Limit): Distribution {
  const values = valuesOf(distribution);
  if (values !== null) {
    const kept = values.filter((value) =>
      limit.kind === "values"
        ? limit.values.includes(value)
        : value >= limit.low && value <= limit.high,
    );
    if (distribution.kind !== "categorical") return { kind: "choice", values: kept };
    const { labels } = distribution;
    return {
      kind: "categorical",
      values: kept,
      ...(labels
        ? { labels: labels.filter((_, k) => kept.includes(distribution.values[k] ?? Number.NaN)) }
        : {}),
    };
  }
  if (limit.kind === "values") return { kind: "choice", values: limit.values };
  const { low, high } = limit;
  // A limit that leaves no width is a single value.
  if (!(low < high)) return { kind: "choice", values: [Math.min(edgesOf(distribution)[1], low)] };
  switch (distribution.kind) {
    case "triangular":
      return {
        kind: "triangular",
        low,
        mode: Math.min(high, Math.max(low, distribution.mode)),
        high,
      };
    case "normal":
    case "lognormal":
      return { ...distribution, clamp: [low, high] };
    default:
      return { kind: "uniform", low, high };
  }
}
