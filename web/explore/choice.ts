import { buildFromDocuments } from "../../src/scenario/build-from-documents.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { ShippedScenario } from "./scenarios.ts";

/** A plain intervention of a document; with `remove` it takes out the parent's of its id. */
export interface PlainIntervention {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** Everything that a reader has chosen. All that is drawn follows from it. */
export interface Choice {
  /** Id of the scenario that the changes stand on. */
  readonly base: string;
  /** Changed values by dotted key, for example `choice.price` or `suppliers.china.subsidy`. */
  readonly values: Readonly<Record<string, number | boolean>>;
  /** Changed, added and removed interventions. */
  readonly interventions: readonly PlainIntervention[];
  /** Sections of a document that the page has no control for, kept as they came in a link. */
  readonly rest: Readonly<Record<string, unknown>>;
  /** Own interventions that are switched off; they act no more and are in no link. */
  readonly off: readonly PlainIntervention[];
  readonly runs: number;
  readonly seed: string;
}

/** The choice of a scenario as it is. */
export function untouched(base: string, runs = 200, seed = "1"): Choice {
  return { base, values: {}, interventions: [], rest: {}, off: [], runs, seed };
}

/** Number of changes from the base scenario. */
export function changeCount({ values, interventions, rest }: Choice): number {
  return Object.keys(values).length + interventions.length + Object.keys(rest).length;
}

/** The choice with a value set, or back at the base's where `value` is null. */
export function withValue(choice: Choice, key: string, value: number | boolean | null): Choice {
  const { [key]: _, ...others } = choice.values;
  // What was moved last stands last.
  return { ...choice, values: value === null ? others : { ...others, [key]: value } };
}

/** The choice with an intervention put in place of the one of its id, or added. */
export function withIntervention(choice: Choice, item: PlainIntervention): Choice {
  const at = choice.interventions.findIndex(({ id }) => id === item.id);
  const interventions =
    at < 0 ? [...choice.interventions, item] : choice.interventions.with(at, item);
  return { ...choice, interventions, off: choice.off.filter(({ id }) => id !== item.id) };
}

/** The choice without what it says of an intervention; the base's own comes back. */
export function withoutIntervention(choice: Choice, id: string): Choice {
  const others = (list: readonly PlainIntervention[]) => list.filter((item) => item.id !== id);
  return { ...choice, interventions: others(choice.interventions), off: others(choice.off) };
}

/** The sections of a document that say how a choice differs from its base. */
export function changesOf({ values, interventions, rest }: Choice): Record<string, unknown> {
  const document: Record<string, unknown> = { ...rest };
  for (const [key, value] of Object.entries(values)) {
    put(document, pathOf(key), value);
  }
  if (interventions.length > 0) document.interventions = interventions;
  return document;
}

/** Where a dotted key stands in a document. */
function pathOf(key: string): readonly string[] {
  const [section = "", ...names] = key.split(".");
  const name = names.at(-1) ?? "";
  if (section === "suppliers" || section === "countries") {
    return [section, names.slice(0, -1).join("."), name];
  }
  return section === "mechanisms" ? [section, names.join(".")] : ["parameters", key];
}

function put(object: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    object[key] = value;
    return;
  }
  const inner: Record<string, unknown> = { ...(object[key] as object | undefined) };
  object[key] = inner;
  put(inner, rest, value);
}

/** The documents that a scenario stands on, the root first, itself last. */
export function chainOf(
  shipped: readonly ShippedScenario[],
  id: string,
): readonly ShippedScenario[] {
  const found = shipped.find((scenario) => scenario.id === id);
  if (found === undefined) return [];
  const parent = found.document.extends;
  const name = typeof parent === "string" ? parent.split("@")[0] : undefined;
  return name === undefined || name === id ? [found] : [...chainOf(shipped, name), found];
}

/** The documents of a scenario by its name, with or without the version of the data. */
function documentsOf(shipped: readonly ShippedScenario[], name: string): readonly object[] {
  return chainOf(shipped, name.split("@")[0] ?? name).map(({ id, title, document }) => ({
    id,
    title,
    ...document,
  }));
}

/** The whole scenario that a choice stands for. */
export function scenarioOf(choice: Choice, shipped: readonly ShippedScenario[]): Scenario {
  const chain = chainOf(shipped, choice.base).map(({ document }) => document);
  const runs = { runs: { count: choice.runs, seed: choice.seed } };
  const title = shipped.find(({ id }) => id === choice.base)?.title ?? choice.base;
  const own = { id: choice.base, title, ...changesOf(choice), ...runs };
  return buildFromDocuments([...chain, own], (name) => documentsOf(shipped, name));
}
