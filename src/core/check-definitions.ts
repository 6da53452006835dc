import type { Definition, OwnField, OwnParameter } from "./definitions.ts";
import { outcomeDefinitions } from "./outcomes.ts";
import { ownPurpose } from "./own-purpose.ts";
import { schedule } from "./schedule.ts";

const IDS = {
  process: [/^[a-z][a-z0-9-]{0,39}$/, "small letters, digits and -, a letter first"],
  intervention: [/^[a-z][a-z0-9_]{0,39}$/, "small letters, digits and _, a letter first"],
  outcome: [
    /^[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_.]{0,39}$/,
    "small letters, digits and _, with a dot, for example campaign.reach",
  ],
} as const;

const NAME = /^[a-z][a-zA-Z0-9_]{0,39}$/;
const FIELD = /^[a-z][a-z0-9_]{0,39}$/;
const SPLITS: readonly unknown[] = ["none", "supplier", "segment", "region", "regime", "income"];
const PER: readonly unknown[] = ["world", "country", "supplier", "deployment", "cell"];
const FIELDS: readonly unknown[] = ["number", "flag", "supplier", "suppliers", "countries"];
const PLACES = ["before", "after", "instead"] as const;

/**
 * Everything that is wrong with definitions, a sentence each: their form, as plain JavaScript checks
 * nothing, names that are there twice, and clashes with what is built in.
 */
export function definitionFaults(definitions: readonly Definition[]): readonly string[] {
  return [...definitions.flatMap(faultsOf), ...clashes(definitions)];
}

function faultsOf(one: Definition): string[] {
  const at = `${one.kind} "${String(one.id)}"`;
  const [pattern, form] = IDS[one.kind];
  const faults: string[] = [];
  const need = (holds: boolean, message: string): void => {
    if (!holds) faults.push(`${at}: ${message}`);
  };
  need(typeof one.id === "string" && pattern.test(one.id), `its id must be ${form}`);
  need(isText(one.definition), "`definition` must say in a sentence what it is");
  if (one.kind === "outcome") {
    need(isText(one.unit), "`unit` must be a text");
    need(
      one.by === undefined || SPLITS.includes(one.by),
      `\`by\` must be one of ${SPLITS.join(", ")}`,
    );
    need(typeof one.read === "function", "`read` must be a function");
    return faults;
  }
  for (const [name, parameter] of entries(one.parameters)) {
    need(NAME.test(name), `"${name}" is no proper name of a parameter`);
    const wrong = parameterFault(parameter);
    need(wrong === null, `parameter "${name}": ${wrong}`);
  }
  for (const [name, array] of entries(one.arrays)) {
    need(NAME.test(name), `"${name}" is no proper name of an array`);
    need(PER.includes(array?.per), `array "${name}": \`per\` must be one of ${PER.join(", ")}`);
    need(Number.isFinite(array?.initial), `array "${name}": \`initial\` must be a finite number`);
  }
  if (one.kind === "process") {
    const places = PLACES.filter((place) => one[place] !== undefined);
    need(places.length === 1, "needs exactly one of `before`, `after` and `instead`");
    for (const place of places) {
      const known = schedule.some(({ id }) => id === one[place]);
      const ids = schedule.map(({ id }) => id).join(", ");
      need(known, `\`${place}\`: there is no process "${one[place]}"; there are ${ids}`);
    }
    need(typeof one.run === "function", "`run` must be a function");
    return faults;
  }
  for (const [name, field] of entries(one.fields)) {
    const free = !["kind", "verb"].includes(name);
    need(free && FIELD.test(name), `"${name}" is no proper name of a field`);
    const wrong = fieldFault(field);
    need(wrong === null, `field "${name}": ${wrong}`);
  }
  need(typeof one.apply === "function", "`apply` must be a function");
  return faults;
}

function parameterFault(parameter: OwnParameter): string | null {
  const { label, unit, range, limits = range } = parameter ?? {};
  if (!isText(label) || !isText(unit)) return "`label` and `unit` must be texts";
  if (!isInterval(range)) return "`range` must be [low, high] with low below high";
  if (!isInterval(limits) || limits[0] > range[0] || limits[1] < range[1]) {
    return "`limits` must be [low, high] around the range";
  }
  const { default: value } = parameter;
  const inside = Number.isFinite(value) && value >= limits[0] && value <= limits[1];
  return inside ? null : `its default ${value} lies outside ${limits[0]} to ${limits[1]}`;
}

function fieldFault(field: OwnField): string | null {
  if (!FIELDS.includes(field?.type)) return `\`type\` must be one of ${FIELDS.join(", ")}`;
  if (!isText(field.definition)) return "`definition` must be a text";
  if (field.type === "flag") {
    return field.default === undefined || typeof field.default === "boolean"
      ? null
      : "its default must be true or false";
  }
  if (field.type !== "number") return null;
  if (!isInterval([field.low, field.high])) return "`low` must lie below `high`";
  const value = field.default ?? field.low;
  return Number.isFinite(value) && value >= field.low && value <= field.high
    ? null
    : `its default ${value} lies outside ${field.low} to ${field.high}`;
}

/** Names that are there twice, or built in, and draws that would not be one's own. */
function clashes(definitions: readonly Definition[]): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  const replaced = new Map<string, string>();
  const purposes = new Map<number, string>();
  for (const one of definitions) {
    // Processes and interventions share names: those of their parameters begin with them.
    const space = one.kind === "outcome" ? "outcome" : "process or intervention";
    const name = `${space} ${one.id}`;
    if (seen.has(name)) faults.push(`${one.kind} "${one.id}" is defined twice`);
    seen.add(name);
    if (one.kind === "outcome") {
      if (outcomeDefinitions.some(({ id }) => id === one.id)) {
        faults.push(`outcome "${one.id}" is built in; choose another id`);
      }
      continue;
    }
    if (one.kind === "process") {
      if (schedule.some(({ id }) => id === one.id)) {
        faults.push(`process "${one.id}" is built in; choose another id`);
      }
      const other = one.instead === undefined ? undefined : replaced.get(one.instead);
      if (other !== undefined) {
        faults.push(`processes "${other}" and "${one.id}" both run instead of "${one.instead}"`);
      }
      if (one.instead !== undefined) replaced.set(one.instead, one.id);
    }
    const purpose = ownPurpose(String(one.id));
    const sharer = purposes.get(purpose);
    if (sharer !== undefined && sharer !== one.id) {
      faults.push(`"${sharer}" and "${one.id}" would share their draws; change one of the ids`);
    }
    purposes.set(purpose, one.id);
  }
  return faults;
}

function entries<T>(record: Readonly<Record<string, T>> | undefined): [string, T][] {
  return Object.entries(record ?? {});
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function isInterval(value: unknown): value is readonly [number, number] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((end) => Number.isFinite(end)) &&
    value[0] < value[1]
  );
}
