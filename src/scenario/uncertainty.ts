import type { MechanismId, ParameterId, SupplierAttribute } from "../core/parameters.ts";
import type { samplers } from "./format/uncertainty-names.ts";
import type { Interval } from "./registry/definition.ts";
import type { Scenario, ScenarioIntervention } from "./scenario.ts";

/** A category that is no number: the name of a supplier or a country, yes or no. */
export type Label = string | boolean;

/** How an uncertain quantity is distributed. */
export type Distribution =
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | {
      readonly kind: "triangular";
      readonly low: number;
      readonly mode: number;
      readonly high: number;
    }
  | {
      readonly kind: "normal";
      readonly mean: number;
      readonly sd: number;
      readonly clamp: Interval | null;
    }
  | {
      readonly kind: "lognormal";
      readonly median: number;
      /** Geometric SD, more than 1. */
      readonly gsd: number;
      readonly clamp: Interval | null;
    }
  | { readonly kind: "choice"; readonly values: readonly number[] }
  | {
      readonly kind: "categorical";
      /** They have no order, so that nothing lies between two of them. */
      readonly values: readonly number[];
      /** What the values stand for where a document writes names or yes and no; one for each. */
      readonly labels?: readonly Label[];
    }
  /** Whole numbers, both ends included. */
  | { readonly kind: "integer"; readonly low: number; readonly high: number }
  | {
      readonly kind: "grid";
      readonly from: number;
      readonly to: number;
      /** Number of values, both ends included. */
      readonly steps: number;
    };

/** A number, a name or a switch of an intervention, by the way to it. */
export interface InterventionField {
  readonly intervention: string;
  /** For example ["action", "share"], ["ramp"], ["when", "limit"], or ["from"] and ["to"] for its dates. */
  readonly path: readonly string[];
}

/** What an uncertain quantity sets. */
export type UncertainTarget =
  | { readonly kind: "parameter"; readonly id: ParameterId }
  | {
      readonly kind: "supplier";
      readonly supplier: string;
      readonly attribute: SupplierAttribute;
    }
  /** A switch: 0 is off, anything else is on. */
  | { readonly kind: "mechanism"; readonly id: MechanismId }
  /** Fields written as `$name`; empty if none is. */
  | { readonly kind: "interventions"; readonly fields: readonly InterventionField[] };

/** A quantity that sweeps vary. */
export interface Uncertainty {
  /** Id of a parameter, `suppliers.china.price`, `mechanisms.peers`, or a name that interventions use as `$name`. */
  readonly name: string;
  /** Lever: what a decision-maker may set. Uncertainty: what nobody can. */
  readonly role: "lever" | "uncertainty";
  readonly label: string | null;
  readonly distribution: Distribution;
  readonly target: UncertainTarget;
  readonly because: string | null;
  readonly source: string | null;
}

/** How points are drawn; null where the scenario leaves it open. */
export interface SamplingPlan {
  readonly sampler: (typeof samplers)[number] | null;
  readonly points: number | null;
  readonly seed: string | null;
}

/** SDs from the middle at which an unbounded distribution is cut. */
const CUT = 4;

/**
 * Least and greatest value of a distribution. Draws of `normal` and `lognormal` beyond are moved to the
 * nearer edge.
 */
export function edgesOf(distribution: Distribution): Interval {
  switch (distribution.kind) {
    case "uniform":
    case "triangular":
    case "integer":
      return [distribution.low, distribution.high];
    case "normal": {
      const { mean, sd, clamp } = distribution;
      return clamp ?? [mean - CUT * sd, mean + CUT * sd];
    }
    case "lognormal": {
      const { median, gsd, clamp } = distribution;
      return clamp ?? [median / gsd ** CUT, median * gsd ** CUT];
    }
    case "choice":
    case "categorical":
      return [Math.min(...distribution.values), Math.max(...distribution.values)];
    case "grid":
      return [distribution.from, distribution.to];
  }
}

/** What a document writes for a value: its label where the distribution has labels. */
export function writtenValue(distribution: Distribution, value: number): number | Label {
  if (distribution.kind !== "categorical" || distribution.labels === undefined) return value;
  return distribution.labels[distribution.values.indexOf(value)] ?? value;
}

/** All values of a distribution that has only so many, ascending as written; null for others. */
export function valuesOf(distribution: Distribution): readonly number[] | null {
  if (distribution.kind === "choice" || distribution.kind === "categorical") {
    return distribution.values;
  }
  if (distribution.kind === "integer") {
    const { low, high } = distribution;
    return Array.from({ length: high - low + 1 }, (_, k) => low + k);
  }
  if (distribution.kind !== "grid") return null;
  const { from, to, steps } = distribution;
  return Array.from({ length: steps }, (_, k) => from + ((to - from) * k) / (steps - 1));
}

/** The value that a single run takes: the middle one, or the mode where there is one. */
export function centralValue(distribution: Distribution): number {
  const [low, high] = edgesOf(distribution);
  const between = (x: number): number => Math.min(high, Math.max(low, x));
  switch (distribution.kind) {
    case "uniform":
      return (low + high) / 2;
    case "triangular":
      return distribution.mode;
    case "normal":
      return between(distribution.mean);
    case "lognormal":
      return between(distribution.median);
    default: {
      const values = valuesOf(distribution) ?? [];
      return values[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
    }
  }
}

/**
 * The scenario at one point: uncertain quantities take the values given for their names, the others stay
 * as they are. Values are not checked: those within the edges of a checked scenario are allowed.
 *
 * @throws RangeError for a name that the scenario does not vary.
 * @example
 * const dearer = atPoint(scenario, { squeeze: 0.4, "choice.price": 2 });
 */
export function atPoint(scenario: Scenario, point: Readonly<Record<string, number>>): Scenario {
  let changed = scenario;
  for (const [name, value] of Object.entries(point)) {
    const found = scenario.uncertainty.find((one) => one.name === name);
    if (!found) throw new RangeError(`the scenario does not vary "${name}"`);
    changed = put(changed, found.target, writtenValue(found.distribution, value));
  }
  return changed;
}

function put(scenario: Scenario, target: UncertainTarget, written: number | Label): Scenario {
  // Only interventions have fields for names; a switch may be written as yes and no.
  const value = Number(written);
  switch (target.kind) {
    case "parameter":
      return { ...scenario, parameters: { ...scenario.parameters, [target.id]: value } };
    case "supplier": {
      const before = scenario.suppliers[target.supplier];
      const attributes = { ...before?.attributes, [target.attribute]: value };
      const suppliers = { ...scenario.suppliers, [target.supplier]: { ...before, attributes } };
      return { ...scenario, suppliers };
    }
    case "mechanism":
      return { ...scenario, mechanisms: { ...scenario.mechanisms, [target.id]: value !== 0 } };
    case "interventions":
      return {
        ...scenario,
        interventions: scenario.interventions.map((one) =>
          target.fields
            .filter(({ intervention }) => intervention === one.id)
            .reduce(
              (changed, { path }) =>
                putAt(changed, path, fieldValue(path, written, scenario.time.dt)),
              one,
            ),
        ),
      };
  }
}

/** Dates begin and end with the step that they fall into. */
function fieldValue([field]: readonly string[], value: number | Label, dt: number): number | Label {
  if ((field !== "from" && field !== "to") || typeof value !== "number") return value;
  return stepStart(value, dt) + (field === "to" ? dt : 0);
}

/** Decimal year at which the step begins that a decimal year falls into. */
export function stepStart(date: number, dt: number): number {
  return Math.floor(date / dt + 1e-6) * dt;
}

/** An intervention with another value in a field. */
export function putAt(
  intervention: ScenarioIntervention,
  path: readonly string[],
  value: number | Label,
): ScenarioIntervention {
  return replaced(intervention, path, value) as ScenarioIntervention;
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.with(Number(key), replaced(value[Number(key)], rest, by));
  const inner = (value ?? {}) as Readonly<Record<string, unknown>>;
  return { ...inner, [key]: replaced(inner[key], rest, by) };
}
