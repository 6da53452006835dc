import type { InterventionDefinition } from "../core/definitions.ts";
import type { MechanismId, ParameterId, SupplierAttribute } from "../core/parameters.ts";
import type { OutcomeDefinition } from "../core/trajectory.ts";
import { type Action, actionDefaults, type Verb } from "./actions.ts";
import { buildExpectation } from "./build-claims.ts";
import { buildTeaching } from "./build-teaching.ts";
import { outcomeEntries, readOutcome } from "./checks/outcomes.ts";
import { dateAt, spanOf } from "./checks/time.ts";
import { THEN } from "./format/then.ts";
import { parameterSetsOf } from "./parameter-sets.ts";
import { readPlan, readUncertainty, settleCentral } from "./read-uncertainty.ts";
import { mechanismIds, mechanismRegistry } from "./registry/mechanisms.ts";
import { supplierAttributeIds } from "./registry/suppliers.ts";
import type {
  Branch,
  Scenario,
  ScenarioIntervention,
  ScenarioTrigger,
  SupplierOverride,
  Who,
} from "./scenario.ts";
import { isRemoval } from "./source/merge.ts";
import { child, find, type Mapping, plain, scalarAt, type Tree } from "./source/tree.ts";
import { stepLengths } from "./time.ts";
import { cellNumber, cellSwitch } from "./values.ts";
import type { BuildingWords } from "./vocabulary.ts";

/** Size and seed of the ensemble where a scenario says nothing of them. */
const DEFAULT_RUNS = { count: 200, seed: "1" } as const;

/** Name of the shipped world. */
export const SHIPPED_WORLD = "world";

/** Builds the scenario of a merged document that has no errors; `changes` are left empty. */
export function buildScenario(
  written: Mapping,
  parents: readonly string[],
  vocabulary: BuildingWords,
  branch: Branch | null = null,
): Scenario {
  const { outcomes, parameters, parameterIds } = vocabulary;
  const tree = settleCentral(written);
  const { start, end, step } = spanOf(tree);
  return {
    id: textAt(tree, "id") ?? "",
    title: textAt(tree, "title") ?? "",
    summary: (textAt(tree, "summary") ?? "").trim(),
    sources: textsAt(tree, "sources") ?? [],
    parents,
    world: textAt(tree, "world") ?? SHIPPED_WORLD,
    time: { start, end, dt: stepLengths[step] },
    runs: {
      count: numberAt(tree, ["runs", "count"]) ?? DEFAULT_RUNS.count,
      seed: String(scalarAt(tree, ["runs", "seed"]) ?? DEFAULT_RUNS.seed),
    },
    plugins: vocabulary.plugins.map(({ digest }) => digest),
    parameterSets: parameterSetsOf(tree),
    branch,
    parameters: Object.fromEntries(
      parameterIds.map((id) => [
        id,
        cellNumber(find(tree, ["parameters", id])) ?? parameters[id]?.default ?? Number.NaN,
      ]),
    ) as Record<ParameterId, number>,
    mechanisms: Object.fromEntries(
      mechanismIds.map((id) => [
        id,
        cellSwitch(find(tree, ["mechanisms", id])) ?? mechanismRegistry[id].default,
      ]),
    ) as Record<MechanismId, boolean>,
    suppliers: mapEntries(find(tree, ["suppliers"]), buildSupplier),
    countries: mapEntries(find(tree, ["countries"]), (cells) =>
      mapEntries(cells, (cell) => cellNumber(cell) ?? Number.NaN),
    ),
    interventions: itemsOf(find(tree, ["interventions"]))
      .filter((item) => item.kind === "map" && !isRemoval(item))
      .map((item) => buildIntervention(item as Mapping, start, vocabulary)),
    uncertainty: readUncertainty(written, parameterIds),
    design: readPlan(written),
    outcomes: outcomeEntries(tree).map(({ name, item }) => readOutcome(name, item, outcomes)),
    expect: itemsOf(find(tree, ["expect"])).map((item) => buildExpectation(item, tree, outcomes)),
    teach: buildTeaching(find(tree, ["teach"]), outcomes),
    changes: [],
  };
}

function buildSupplier(tree: Tree): SupplierOverride {
  const name = textAt(tree, "name");
  const homes = textsAt(tree, "homes");
  const rivals = textsAt(tree, "rivals");
  const attributes: Partial<Record<SupplierAttribute, number>> = {};
  for (const id of supplierAttributeIds) {
    const value = cellNumber(child(tree, id));
    if (value !== null) attributes[id] = value;
  }
  return {
    ...(name === null ? {} : { name }),
    ...(homes === null ? {} : { homes }),
    ...(rivals === null ? {} : { rivals }),
    attributes,
  };
}

function buildIntervention(
  item: Mapping,
  start: number,
  { outcomes, ownVerbs }: BuildingWords,
): ScenarioIntervention {
  return {
    id: textAt(item, "id") ?? "",
    when: buildTrigger(child(item, "when"), outcomes),
    // Only what has a trigger may do without a date; it may then start from the first step on.
    from: dateAt(item, ["at"])?.start ?? start,
    to: dateAt(item, ["until"])?.end ?? null,
    ramp: numberAt(item, ["ramp"]) ?? 0,
    who: buildWho(child(item, "who")),
    action: buildAction(child(item, "do"), ownVerbs),
    because: textAt(item, "because")?.trim() ?? null,
  };
}

function buildWho(who: Tree | undefined): Who {
  if (who?.kind === "list") return who.items.map((item) => String(scalarAt(item, [])));
  if (who?.kind !== "map") return "all";
  return mapEntries(who, (value) =>
    value.kind === "list"
      ? value.items.map((item) => String(scalarAt(item, [])))
      : [String(scalarAt(value, []))],
  );
}

/** The fields as written, over those that may be left out. The schema has seen to their form. */
function buildAction(tree: Tree | undefined, ownVerbs: BuildingWords["ownVerbs"]): Action {
  const [kind = "", fields = {}] = Object.entries(tree ? (plain(tree) as object) : {})[0] ?? [];
  const own = ownVerbs.get(kind);
  if (own) return { ...fields, ...ownDefaults(own), ...fields, kind: "own", verb: kind };
  // Written fields keep their order, so that texts made of it begin as the document does.
  return { kind, ...fields, ...actionDefaults[kind as Verb], ...fields } as Action;
}

/** Values of the fields of a plugin's verb that a document may leave out. */
function ownDefaults({ fields = {} }: InterventionDefinition): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) =>
      "default" in field && field.default !== undefined ? [[name, field.default]] : [],
    ),
  );
}

function buildTrigger(
  when: Tree | undefined,
  outcomes: readonly OutcomeDefinition[],
): ScenarioTrigger | null {
  if (!when) return null;
  const { metric, by, of } = readOutcome(null, when, outcomes);
  const above = numberAt(when, ["above"]);
  return {
    metric,
    by,
    of,
    side: above === null ? "below" : "above",
    limit: above ?? numberAt(when, ["below"]) ?? Number.NaN,
    for: numberAt(when, ["for"]) ?? 1,
    delay: numberAt(when, ["delay"]) ?? 0,
    acts: textAt(when, THEN) === "while" ? "while" : "once",
  };
}

function mapEntries<T>(tree: Tree | undefined, make: (value: Tree) => T): Record<string, T> {
  if (tree?.kind !== "map") return {};
  return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, make(value)]));
}

function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === "list" ? tree.items : [];
}

function textAt(tree: Tree | undefined, key: string): string | null {
  const value = tree ? scalarAt(tree, [key]) : undefined;
  return typeof value === "string" ? value : null;
}

function textsAt(tree: Tree, key: string): readonly string[] | null {
  const list = child(tree, key);
  return list?.kind === "list" ? list.items.map((item) => String(scalarAt(item, []))) : null;
}

function numberAt(tree: Tree, path: readonly string[]): number | null {
  const value = scalarAt(tree, path);
  return typeof value === "number" ? value : null;
}
