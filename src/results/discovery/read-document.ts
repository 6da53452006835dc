import type { Limit } from "../../experiments/discovery/box.ts";
import type { Label } from "../../scenario/uncertainty.ts";
import type { Quantity } from "../sweep/value-text.ts";
import type { ConditionDocument, DiscoveryDocument } from "./document.ts";
import type { Discovery, FoundBox } from "./find-boxes.ts";

/** A discovery that was read, with what varied in it as far as its cases tell. */
export interface ReadDiscovery {
  readonly discovery: Discovery;
  readonly quantities: readonly Quantity[];
}

/**
 * Reads a discovery back from its document, so that it is drawn and opened as if it had been made here. The
 * boxes on the way have their scores, and none of their conditions.
 *
 * @param labels of what varied, by name; the name itself unless told
 */
export function readDiscovery(
  document: DiscoveryDocument,
  labels: Readonly<Record<string, string>> = {},
): ReadDiscovery {
  const { cases, boxes } = document;
  const names = Object.keys(cases[0]?.at ?? {});
  const quantities = names.map((name) => quantityOf(document, name, labels[name] ?? null));
  const number = (value: number | Label | undefined, k: number): number => {
    if (typeof value === "number") return value;
    const distribution = quantities[k]?.distribution;
    return distribution?.kind === "categorical"
      ? (distribution.labels ?? []).findIndex((label) => String(label) === String(value))
      : Number.NaN;
  };
  const limitOf = ({ low, high, values }: ConditionDocument, k: number): Limit =>
    values === null
      ? {
          kind: "range",
          low: low ?? Number.NEGATIVE_INFINITY,
          high: high ?? Number.POSITIVE_INFINITY,
        }
      : { kind: "values", values: values.map((value) => number(value, k)) };
  return {
    quantities,
    discovery: {
      cases: {
        inputs: quantities.map(({ name, distribution }) => ({
          name,
          categorical: distribution.kind === "categorical",
        })),
        x: Float64Array.from(
          cases.flatMap(({ at }) => names.map((name, k) => number(at[name], k))),
        ),
        y: Float64Array.from(cases, ({ share }) => share),
      },
      points: cases.map(({ point }) => point),
      share: document.share_of_interest,
      empty: document.points_without_runs,
      boxes: boxes.map(({ conditions, trajectory, ...score }): FoundBox => {
        const places = conditions.map(({ input }) => names.indexOf(input));
        // Nothing was drawn again: of CART, and of a search that was cut short.
        const untold = conditions.every(({ stability }) => stability === null);
        const stability = names.map(
          (name) => conditions.find(({ input }) => input === name)?.stability ?? 0,
        );
        return {
          ...score,
          box: new Map(
            conditions.map((one, at) => [places[at] ?? 0, limitOf(one, places[at] ?? 0)]),
          ),
          quasi: new Map(
            conditions.map(({ quasi_p }, at) => [places[at] ?? 0, quasi_p ?? Number.NaN]),
          ),
          stability: untold ? [] : stability,
          trajectory: trajectory.map(({ conditions: _, ...step }) => ({
            ...step,
            points: Math.round(step.mass * cases.length),
            box: new Map(),
          })),
        };
      }),
    },
  };
}

/** What varied, from where the cases lie. */
function quantityOf(
  { cases, boxes }: DiscoveryDocument,
  name: string,
  label: string | null,
): Quantity {
  const values = cases.map(({ at }) => at[name] ?? 0);
  const chosen = boxes.some(({ conditions }) =>
    conditions.some((one) => one.input === name && one.values !== null),
  );
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === values.length && !chosen) {
    const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
    return { name, label, distribution: { kind: "uniform", low, high } };
  }
  const known = [...new Set(values)];
  const named = known.filter((value) => typeof value !== "number");
  return {
    name,
    label,
    distribution:
      named.length === 0
        ? { kind: "categorical", values: numbers.filter((x, k) => numbers.indexOf(x) === k) }
        : { kind: "categorical", values: [...named.keys()], labels: named },
  };
}
