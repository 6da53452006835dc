import { verbOf, writtenFields } from "./actions.ts";
import type { Change, Scenario, ScenarioIntervention, Who } from "./scenario.ts";
import { endLabel, startLabel, stepName } from "./time.ts";
import { triggerText } from "./trigger-text.ts";
import type { World } from "./world/world.ts";
import { worldValue } from "./world-value.ts";

type Value = number | boolean | string;

/**
 * The inputs in which two scenarios differ, in the order of the document. Titles, summaries and the
 * outcomes asked for are no inputs. An intervention that only one of them has is one difference.
 *
 * @param world tells the values that a scenario without an override takes; null where unknown.
 */
export function diffScenarios(
  a: Scenario,
  b: Scenario,
  world: World | null = null,
): readonly Change[] {
  const left = inputs(a);
  const right = inputs(b);
  const alone = new Set([...oneSided(a, b), ...oneSided(b, a)]);
  const changes: Change[] = [];
  for (const path of new Set([...left.keys(), ...right.keys()])) {
    const intervention = /^interventions\.[^.]+/.exec(path)?.[0];
    if (intervention && alone.has(intervention)) continue;
    const from = left.get(path) ?? fallback(path, world);
    const to = right.get(path) ?? fallback(path, world);
    if (from !== to) changes.push({ path, from, to, because: null, source: null });
  }
  for (const path of alone) {
    const from = describeAt(a, path);
    const to = describeAt(b, path);
    changes.push({ path, from, to, because: null, source: null });
  }
  if (a.branch && b.branch) {
    for (const change of diffScenarios(a.branch.trunk, b.branch.trunk, world)) {
      changes.push({ ...change, path: `branch.from.${change.path}` });
    }
  }
  return changes;
}

/** Every input of a scenario by its dotted path. */
function inputs(scenario: Scenario): Map<string, Value> {
  const { time, runs } = scenario;
  const all = new Map<string, Value>([
    ["world", scenario.world],
    ["time.start", startLabel(time.start)],
    ["time.end", endLabel(time.end)],
    ["time.step", stepName(time.dt)],
    ["runs.count", runs.count],
    ["runs.seed", runs.seed],
    ["parameter_sets.from", scenario.parameterSets.from],
  ]);
  const { only } = scenario.parameterSets;
  if (only !== null) all.set("parameter_sets.only", only);
  if (scenario.branch) {
    all.set("branch.from", scenario.branch.from);
    all.set("branch.at", startLabel(scenario.branch.at));
  }
  for (const [id, value] of Object.entries(scenario.parameters)) all.set(`parameters.${id}`, value);
  for (const [id, value] of Object.entries(scenario.mechanisms)) all.set(`mechanisms.${id}`, value);
  for (const [id, supplier] of sorted(scenario.suppliers)) {
    const { name, homes, rivals, attributes } = supplier;
    if (name !== undefined) all.set(`suppliers.${id}.name`, name);
    if (homes) all.set(`suppliers.${id}.homes`, homes.join(" "));
    if (rivals) all.set(`suppliers.${id}.rivals`, rivals.join(" "));
    for (const [key, value] of Object.entries(attributes)) all.set(`suppliers.${id}.${key}`, value);
  }
  for (const [id, cells] of sorted(scenario.countries)) {
    for (const [key, value] of Object.entries(cells)) all.set(`countries.${id}.${key}`, value);
  }
  for (const one of scenario.interventions) {
    const path = `interventions.${one.id}`;
    all.set(`${path}.at`, startLabel(one.from));
    all.set(`${path}.until`, one.to === null ? "the end" : endLabel(one.to));
    all.set(`${path}.ramp`, one.ramp);
    all.set(`${path}.who`, describeWho(one.who));
    all.set(`${path}.when`, one.when === null ? "always" : triggerText(one.when));
    all.set(`${path}.do`, verbOf(one.action));
    for (const [key, value] of writtenFields(one.action)) all.set(`${path}.${key}`, plain(value));
  }
  return all;
}

/** What a value is that a scenario does not set: the world's, if it has one. */
function fallback(path: string, world: World | null): number | null {
  const [section = "", id = "", name = ""] = path.split(".");
  return world ? worldValue(world, section, id, name) : null;
}

function oneSided(a: Scenario, b: Scenario): readonly string[] {
  const others = new Set(b.interventions.map(({ id }) => id));
  return a.interventions.filter(({ id }) => !others.has(id)).map(({ id }) => `interventions.${id}`);
}

function describeAt(scenario: Scenario, path: string): string | null {
  const one = scenario.interventions.find(({ id }) => path === `interventions.${id}`);
  return one ? describeIntervention(one) : null;
}

/** An intervention in a line: "finance china grant_element 0.45 for income low, 2026Q1-2031Q4". */
function describeIntervention({ from, to, when, who, action, ramp }: ScenarioIntervention): string {
  const amounts = writtenFields(action).map(([key, value]) =>
    key === "supplier" ? plain(value) : `${key} ${plain(value)}`,
  );
  const what = [verbOf(action), ...amounts].join(" ");
  const span = `${startLabel(from)}-${to === null ? "" : endLabel(to)}`;
  const growing = ramp > 0 ? `, growing over ${ramp} yr` : "";
  const condition = when === null ? "" : `, when ${triggerText(when)}`;
  return `${what} for ${describeWho(who)}, ${span}${growing}${condition}`;
}

/** A field's value in a word or a few. */
function plain(value: unknown): Value {
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.join(" ");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key} ${plain(inner)}`)
    .join(", ");
}

function describeWho(who: Who): string {
  if (who === "all") return "all";
  if (isList(who)) return who.join(" ");
  return Object.entries(who)
    .map(([filter, words]) => `${filter} ${words.join(" or ")}`)
    .join(" and ");
}

function isList(who: Who): who is readonly string[] {
  return Array.isArray(who);
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
