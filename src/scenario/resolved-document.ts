import { stringify } from "yaml";
import { verbOf, writtenFields } from "./actions.ts";
import { SINGLE } from "./ensemble.ts";
import { FORMAT } from "./format/name.ts";
import { THEN } from "./format/then.ts";
import { outcomeName } from "./outcome-name.ts";
import type {
  Expectation,
  OutcomeRequest,
  Scenario,
  ScenarioIntervention,
  ScenarioTrigger,
  SupplierOverride,
} from "./scenario.ts";
import { teachingDocument } from "./teaching-document.ts";
import { endLabel, startLabel, stepName } from "./time.ts";
import { type Distribution, putAt, type Uncertainty, writtenValue } from "./uncertainty.ts";

/**
 * The scenario written out whole, as YAML: every parameter and mechanism with its value, nothing taken
 * from a parent. Reading the text again gives the same scenario, with no parents.
 */
export function resolvedDocument(scenario: Scenario): string {
  const { parents } = scenario;
  const origin =
    parents.length === 0 ? "" : `# Written out whole; it extended ${parents.join(", ")}.\n`;
  const document = whole(scenario);
  return (
    origin + stringify(document, { lineWidth: 100, version: "1.2", aliasDuplicateObjects: false })
  );
}

function whole(scenario: Scenario): object {
  const { id, title, summary, world, time, runs, branch, parameterSets } = scenario;
  return {
    schema: FORMAT,
    id,
    title,
    ...(summary === "" ? {} : { summary }),
    ...(scenario.sources.length === 0 ? {} : { sources: scenario.sources }),
    world,
    time: { start: startLabel(time.start), end: endLabel(time.end), step: stepName(time.dt) },
    runs: { count: runs.count, seed: runs.seed },
    ...(parameterSets.from === SINGLE ? {} : { parameter_sets: sets(parameterSets) }),
    // What it branches off stands in place, so that the document needs no other.
    ...(branch === null
      ? {}
      : { branch: { at: startLabel(branch.at), from: whole(branch.trunk) } }),
    parameters: withReasons(scenario, "parameters", scenario.parameters),
    mechanisms: withReasons(scenario, "mechanisms", scenario.mechanisms),
    ...section(
      "suppliers",
      mapValues(scenario.suppliers, (one, key) => supplier(scenario, one, key)),
    ),
    ...section(
      "countries",
      mapValues(scenario.countries, (cells, key) =>
        withReasons(scenario, `countries.${key}`, cells),
      ),
    ),
    ...(scenario.interventions.length === 0
      ? {}
      : { interventions: withNames(scenario).map(intervention) }),
    ...section("levers", quantities(scenario, "lever")),
    ...section("uncertainty", quantities(scenario, "uncertainty")),
    ...(scenario.design === null ? {} : { design: written(scenario.design) }),
    ...outcomes(scenario.outcomes),
    ...(scenario.expect.length === 0 ? {} : { expect: scenario.expect.map(expectation) }),
    ...(scenario.teach === null ? {} : { teach: teachingDocument(scenario.teach) }),
  };
}

function sets({ from, only, pinned }: Scenario["parameterSets"]): object {
  return {
    from,
    ...(only === null ? {} : { only }),
    ...(pinned.length === 0 ? {} : { pinned }),
  };
}

/** Values, each with the reason that the scenario gives for it, if it gives one. */
function withReasons<T extends number | boolean>(
  { changes }: Scenario,
  above: string,
  values: Readonly<Record<string, T>>,
): Record<string, unknown> {
  return mapValues(values, (value, key) => {
    const change = changes.find(({ path }) => path === `${above}.${key}`);
    const { because = null, source = null } = change ?? {};
    if (because === null && source === null) return value;
    return {
      value,
      ...(because === null ? {} : { because }),
      ...(source === null ? {} : { source }),
    };
  });
}

function supplier(scenario: Scenario, one: SupplierOverride, id: string): Record<string, unknown> {
  const { name, homes, rivals, attributes } = one;
  return {
    ...(name === undefined ? {} : { name }),
    ...(homes ? { homes } : {}),
    ...(rivals ? { rivals } : {}),
    ...withReasons(scenario, `suppliers.${id}`, attributes as Record<string, number>),
  };
}

function intervention(one: ScenarioIntervention): Record<string, unknown> {
  return {
    id: one.id,
    at: dateText(one.from, startLabel),
    ...(one.when === null ? {} : { when: trigger(one.when) }),
    ...(one.to === null ? {} : { until: dateText(one.to, endLabel) }),
    ...(one.ramp === 0 ? {} : { ramp: one.ramp }),
    who: one.who,
    do: { [verbOf(one.action)]: Object.fromEntries(writtenFields(one.action)) },
    ...(one.because === null ? {} : { because: one.because }),
  };
}

/** A date as it is written, or the name of the quantity that stands for it. */
function dateText(date: number, label: (date: number) => string): string {
  return typeof date === "number" ? label(date) : String(date);
}

/** Interventions with `$name` where a document writes it. */
function withNames({ interventions, uncertainty }: Scenario): readonly ScenarioIntervention[] {
  const fields = uncertainty.flatMap(({ name, target }) =>
    target.kind === "interventions" ? target.fields.map((field) => ({ name, ...field })) : [],
  );
  return interventions.map((one) =>
    fields
      .filter((field) => field.intervention === one.id)
      .reduce((changed, { name, path }) => putAt(changed, path, `$${name}`), one),
  );
}

function quantities({ uncertainty }: Scenario, role: Uncertainty["role"]): Record<string, unknown> {
  return Object.fromEntries(
    uncertainty.filter((one) => one.role === role).map((one) => [one.name, quantity(one)]),
  );
}

function quantity({ distribution, label, because, source }: Uncertainty): object {
  return { ...distributionEntry(distribution), ...written({ label, because, source }) };
}

function distributionEntry(distribution: Distribution): object {
  switch (distribution.kind) {
    case "uniform":
      return { uniform: [distribution.low, distribution.high] };
    case "triangular":
      return { triangular: [distribution.low, distribution.mode, distribution.high] };
    case "normal":
      return {
        normal: [distribution.mean, distribution.sd],
        ...written({ clamp: distribution.clamp }),
      };
    case "lognormal":
      return {
        lognormal: [distribution.median, distribution.gsd],
        ...written({ clamp: distribution.clamp }),
      };
    case "choice":
    case "categorical":
      return {
        [distribution.kind]: distribution.values.map((value) => writtenValue(distribution, value)),
      };
    case "integer":
      return { integer: [distribution.low, distribution.high] };
    case "grid": {
      const { from, to, steps } = distribution;
      return { grid: { from, to, steps } };
    }
  }
}

/** The keys that have a value. */
function written(record: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

/** As a list where every outcome has the name it gets anyway, else with the names given. */
function outcomes(requests: readonly OutcomeRequest[]): Record<string, unknown> {
  if (requests.length === 0) return {};
  const plain = requests.every(
    ({ name, metric, by, of, at }) => name === outcomeName(metric, by, of, at),
  );
  return {
    outcomes: plain
      ? requests.map(entry)
      : Object.fromEntries(requests.map((one) => [one.name, entry(one)])),
  };
}

function entry({
  metric,
  by,
  of,
  at,
  goal,
}: Omit<OutcomeRequest, "name">): Record<string, unknown> {
  return {
    metric,
    ...(of === null ? { by } : { [by]: of }),
    ...(at === null ? {} : { at: endLabel(at) }),
    ...(goal === undefined ? {} : { goal }),
  };
}

function trigger({ metric, by, of, side, limit, acts, ...times }: ScenarioTrigger): object {
  return {
    metric,
    ...(of === null ? {} : { [by]: of }),
    [side]: limit,
    for: times.for,
    delay: times.delay,
    [THEN]: acts,
  };
}

function expectation({ outcome, claim, because }: Expectation): object {
  const { metric, of, by, at } = outcome;
  return {
    metric,
    ...(of === null ? {} : { [by]: of }),
    ...(at === null ? {} : { at: endLabel(at) }),
    ...(claim.kind === "limit"
      ? { [claim.side]: claim.limit, in_at_least: claim.in_at_least }
      : { against: claim.against, [claim.direction]: true }),
    ...(because === null ? {} : { because }),
  };
}

function section(name: string, values: Record<string, unknown>): Record<string, unknown> {
  return Object.keys(values).length === 0 ? {} : { [name]: values };
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  make: (value: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, make(value, key)]));
}
