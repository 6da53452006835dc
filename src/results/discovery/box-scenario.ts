import type { Limit } from "../../experiments/discovery/box.ts";
import { resolvedDocument } from "../../scenario/resolved-document.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import {
  atPoint,
  centralValue,
  type Distribution,
  edgesOf,
  type Uncertainty,
  valuesOf,
} from "../../scenario/uncertainty.ts";
import { boxText, closedLimit } from "./box-words.ts";
import type { Discovery, FoundBox } from "./find-boxes.ts";

/**
 * A box as a scenario that can be run: what the box restricts varies within it only, and a single run
 * takes the middle of it. The text is a whole document, with no parents.
 *
 * @param number of the box, from 1, for its id
 */
export function boxScenario(
  scenario: Scenario,
  discovery: Pick<Discovery, "cases">,
  found: FoundBox,
  number: number,
): string {
  const limits = new Map<string, Limit>(
    [...found.box].map(([k, limit]) => [discovery.cases.inputs[k]?.name ?? "", limit]),
  );
  const narrowed = scenario.uncertainty.map((quantity): Uncertainty => {
    const limit = limits.get(quantity.name);
    if (limit === undefined) return quantity;
    return { ...quantity, distribution: within(quantity, closedLimit(limit, quantity)) };
  });
  const middle = Object.fromEntries(
    narrowed
      .filter(({ name }) => limits.has(name))
      .map(({ name, distribution }) => [name, centralValue(distribution)]),
  );
  const moved = atPoint(scenario, middle);
  return resolvedDocument({
    ...moved,
    id: `${scenario.id.slice(0, 56)}-box-${number}`,
    title: `${scenario.title.slice(0, 180)} (box ${number})`,
    summary: `The part of "${scenario.title}" in which ${boxText(discovery, found, scenario.uncertainty)}.`,
    uncertainty: narrowed,
    expect: [],
    teach: null,
  });
}

/** A distribution cut to a limit. */
function within({ distribution }: Uncertainty, limit: Limit): Distribution {
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
