import type { ParameterId, SupplierAttribute } from "../core/parameters.ts";
import { spanOf } from "./checks/time.ts";
import {
  DATE_KEYS,
  REFERENCE_KEYS,
  REFERENCE_PATTERN,
  samplers,
} from "./format/uncertainty-names.ts";
import type { Interval } from "./registry/definition.ts";
import { mechanismIds } from "./registry/mechanisms.ts";
import { supplierAttributeIds } from "./registry/suppliers.ts";
import { isRemoval } from "./source/merge.ts";
import { child, find, type Mapping, type Path, scalarAt, type Tree } from "./source/tree.ts";
import { startLabel, stepLengths } from "./time.ts";
import {
  centralValue,
  type Distribution,
  type InterventionField,
  type Label,
  type SamplingPlan,
  stepStart,
  type UncertainTarget,
  type Uncertainty,
  writtenValue,
} from "./uncertainty.ts";

/** Keys of a trigger that are numbers. */
const TRIGGER_NUMBERS: readonly string[] = ["above", "below", "for", "delay"];

/** A number, a name or a switch of an intervention that is written as `$name`. */
export interface Reference {
  /** The name without its sign. */
  readonly name: string;
  /** Where it stands in the document. */
  readonly path: Path;
  readonly field: InterventionField;
}

/** Everything in interventions that is written as `$name` in place of a value. */
export function referencesOf(tree: Mapping): readonly Reference[] {
  const list = find(tree, ["interventions"]);
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item, k) => {
    const intervention = String(scalarAt(item, ["id"]));
    if (isRemoval(item)) return [];
    return REFERENCE_KEYS.flatMap((key) => {
      const value = child(item, key);
      return value ? scalarsOf(value, [key]) : [];
    }).flatMap(({ path, text }) => {
      if (!REFERENCE_PATTERN.test(text)) return [];
      const [first, second] = path;
      if (first === "when" && !TRIGGER_NUMBERS.includes(String(second))) return [];
      const field = { intervention, path: fieldPath(path) };
      return [{ name: text.slice(1), path: ["interventions", k, ...path], field }];
    });
  });
}

/** The way to a number in a built intervention: `do.cut_price.share` is action.share there. */
function fieldPath([first, second, ...rest]: Path): readonly string[] {
  // For `do.cut_price.share` the verb itself is not on the way.
  if (first === "do") return ["action", ...rest.map(String)];
  if (first === "at") return ["from"];
  if (first === "until") return ["to"];
  if (first !== "when") return [String(first)];
  return ["when", second === "above" || second === "below" ? "limit" : String(second)];
}

function scalarsOf(tree: Tree, path: Path): { readonly path: Path; readonly text: string }[] {
  if (tree.kind === "scalar") {
    return typeof tree.value === "string" ? [{ path, text: tree.value }] : [];
  }
  if (tree.kind === "list") {
    return tree.items.flatMap((item, k) => scalarsOf(item, [...path, k]));
  }
  return [...tree.entries].flatMap(([key, { value }]) => scalarsOf(value, [...path, key]));
}

/** The document with values in place of the names that a function knows. */
export function settle(tree: Mapping, valueFor: (name: string) => number | Label | null): Mapping {
  return referencesOf(tree).reduce((changed, { name, path }) => {
    const value = valueFor(name);
    return value === null ? changed : (withValue(changed, path, value) as Mapping);
  }, tree);

  /** Dates are written as the step that they fall into. */
  function withValue(changed: Mapping, path: Path, value: number | Label): Tree {
    const date = path.length === 3 && DATE_KEYS.includes(String(path[2]));
    if (!date || typeof value !== "number") return withScalar(changed, path, value);
    const { step } = spanOf(tree);
    const start = stepStart(value, stepLengths[step]);
    return withScalar(changed, path, step === "year" ? String(start) : startLabel(start));
  }
}

/** The document with another value at a path that exists in it. */
export function withScalar(tree: Tree, [key, ...rest]: Path, value: number | Label): Tree {
  if (key === undefined) return { kind: "scalar", value, place: tree.place };
  if (tree.kind === "list") {
    const items = tree.items.map((item, k) => (k === key ? withScalar(item, rest, value) : item));
    return { ...tree, items };
  }
  if (tree.kind !== "map") return tree;
  const entry = tree.entries.get(String(key));
  const inner: Tree = entry?.value ?? { kind: "map", entries: new Map(), place: tree.place };
  const entries = new Map(tree.entries);
  entries.set(String(key), {
    key: entry?.key ?? tree.place,
    value: withScalar(inner, rest, value),
  });
  return { ...tree, entries };
}

/** Sections of quantities that sweeps vary, with the role of those in them. */
export const quantitySections = { levers: "lever", uncertainty: "uncertainty" } as const;

/** An entry of `levers` or `uncertainty`. */
export interface WrittenQuantity {
  readonly section: keyof typeof quantitySections;
  readonly role: Uncertainty["role"];
  readonly name: string;
  readonly value: Tree;
}

/** Levers and uncertainties of a document, levers first. */
export function quantitiesOf(tree: Mapping): readonly WrittenQuantity[] {
  return (["levers", "uncertainty"] as const).flatMap((section) => {
    const entries = find(tree, [section]);
    if (entries?.kind !== "map") return [];
    const role = quantitySections[section];
    return [...entries.entries].map(([name, { value }]) => ({ section, role, name, value }));
  });
}

function quantityNamed(tree: Mapping, name: string): Tree | undefined {
  return quantitiesOf(tree).find((one) => one.name === name)?.value;
}

/** Names of the distributions. */
export const distributionKinds = [
  "uniform",
  "triangular",
  "normal",
  "lognormal",
  "choice",
  "categorical",
  "integer",
  "grid",
] as const;

/** The document as a single run takes it: every `$name` at the middle of its distribution. */
export function settleCentral(tree: Mapping): Mapping {
  return settle(tree, (name) => {
    const written = quantityNamed(tree, name);
    const distribution = written ? readDistribution(written) : null;
    return distribution === null ? null : writtenValue(distribution, centralValue(distribution));
  });
}

/** The distribution that an entry writes; null if it is not exactly one of the right form. */
export function readDistribution(entry: Tree): Distribution | null {
  const written = distributionKinds.filter((key) => child(entry, key));
  const [kind] = written;
  if (kind === undefined || written.length > 1) return null;
  if (kind === "grid") {
    const [from, to, steps] = ["from", "to", "steps"].map((key) => scalarAt(entry, [kind, key]));
    return typeof from === "number" && typeof to === "number" && typeof steps === "number"
      ? { kind, from, to, steps }
      : null;
  }
  const labels = kind === "categorical" ? labelsOf(child(entry, kind)) : null;
  if (labels !== null) return { kind: "categorical", values: [...labels.keys()], labels };
  const values = numbersOf(child(entry, kind));
  if (values === null) return null;
  const [first = Number.NaN, second = Number.NaN, third = Number.NaN] = values;
  switch (kind) {
    case "choice":
    case "categorical":
      return values.length > 0 ? { kind, values } : null;
    case "integer":
      return values.length === 2 ? { kind, low: first, high: second } : null;
    case "uniform":
      return values.length === 2 ? { kind, low: first, high: second } : null;
    case "triangular":
      return values.length === 3 ? { kind, low: first, mode: second, high: third } : null;
    case "normal":
      return values.length === 2 ? { kind, mean: first, sd: second, clamp: clampOf(entry) } : null;
    default:
      return values.length === 2
        ? { kind: "lognormal", median: first, gsd: second, clamp: clampOf(entry) }
        : null;
  }
}

function clampOf(entry: Tree): Interval | null {
  const [low, high] = numbersOf(child(entry, "clamp")) ?? [];
  return low === undefined || high === undefined ? null : [low, high];
}

/** Categories that are no numbers; null where any is one, or there is none. */
function labelsOf(tree: Tree | undefined): readonly Label[] | null {
  if (tree?.kind !== "list" || tree.items.length === 0) return null;
  const values = tree.items.map((item) => scalarAt(item, []));
  return values.every((value) => typeof value === "string" || typeof value === "boolean")
    ? values
    : null;
}

function numbersOf(tree: Tree | undefined): readonly number[] | null {
  if (tree?.kind !== "list") return null;
  const values = tree.items.map((item) => scalarAt(item, []));
  return values.every((value) => typeof value === "number") ? values : null;
}

/** What a name under `uncertainty` sets; null if it is no proper name. */
export function targetOf(
  name: string,
  references: readonly Reference[],
  parameterIds: readonly string[],
): UncertainTarget | null {
  if (parameterIds.includes(name)) return { kind: "parameter", id: name as ParameterId };
  const [section, supplier = "", attribute = "", ...more] = name.split(".");
  if (section === "mechanisms" && attribute === "") {
    const id = mechanismIds.find((one) => one === supplier);
    return id === undefined ? null : { kind: "mechanism", id };
  }
  if (section === "suppliers" && more.length === 0) {
    const known = supplierAttributeIds.find((id): id is SupplierAttribute => id === attribute);
    return known && supplier !== "" ? { kind: "supplier", supplier, attribute: known } : null;
  }
  if (!REFERENCE_PATTERN.test(`$${name}`)) return null;
  const fields = references.filter((one) => one.name === name).map(({ field }) => field);
  return { kind: "interventions", fields };
}

/** The uncertain quantities of a checked document, in its order. */
export function readUncertainty(
  tree: Mapping,
  parameterIds: readonly string[],
): readonly Uncertainty[] {
  const references = referencesOf(tree);
  return quantitiesOf(tree).flatMap(({ role, name, value }) => {
    const distribution = readDistribution(value);
    const target = targetOf(name, references, parameterIds);
    if (distribution === null || target === null) return [];
    const words = (key: string): string | null => {
      const text = scalarAt(value, [key]);
      return typeof text === "string" ? text.trim() : null;
    };
    const [label, because, source] = [words("label"), words("because"), words("source")];
    return [{ name, role, label, distribution, target, because, source }];
  });
}

/** How a checked document wants points drawn; null if it says nothing of it. */
export function readPlan(tree: Mapping): SamplingPlan | null {
  const section = find(tree, ["design"]);
  if (section?.kind !== "map") return null;
  const sampler = scalarAt(section, ["sampler"]);
  const points = scalarAt(section, ["points"]);
  const seed = scalarAt(section, ["seed"]);
  return {
    sampler: samplers.find((one) => one === sampler) ?? null,
    points: typeof points === "number" ? points : null,
    seed: seed === undefined || seed === null ? null : String(seed),
  };
}
