import { FORMAT } from "../format/name.ts";
import { settingPath } from "../setting-path.ts";
import { writeChanges } from "./changes.ts";
import type { Json, JsonObject, LinkedScenario, LinkValue, ShareLink } from "./link.ts";

/** Names of built-in scenarios. */
export const presetPattern: RegExp = /^[a-z][a-z0-9_-]{0,63}$/;

/** Data versions. */
export const versionPattern: RegExp = /^[0-9A-Za-z][0-9A-Za-z.+-]{0,31}$/;

/** Number of runs and seed, null where the scenario's own count. */
export type Size = Pick<ShareLink, "runs" | "seed">;

/**
 * The scenario document that a link stands for, as JSON: what the same scenario would be as a file.
 * A preset gives a document that extends it.
 *
 * @example
 * const link = await decodeLink(location.hash, inflate);
 * if (link.ok) start(linkDocument(link.value.scenarios[0], link.value));
 */
export function linkDocument(scenario: LinkedScenario, { runs, seed }: Size): JsonObject {
  const document: JsonObject =
    scenario.kind === "document" ? scenario.document : presetDocument(scenario);
  if (runs === null && seed === null) return document;
  const before = isObject(document.runs) ? document.runs : {};
  return {
    ...document,
    runs: {
      ...before,
      ...(runs === null ? {} : { count: runs }),
      ...(seed === null ? {} : { seed }),
    },
  };
}

/**
 * The shortest way to say a document in a link: a preset with changed values if that stands for exactly
 * this document, else the document itself. `linkDocument` undoes it.
 */
export function linkedScenario(document: JsonObject): { scenario: LinkedScenario } & Size {
  const preset = asPreset(document);
  if (preset !== null && sameJson(linkDocument(preset.scenario, preset), document)) return preset;
  return { scenario: { kind: "document", document }, runs: null, seed: null };
}

function presetDocument(preset: LinkedScenario & { kind: "preset" }): JsonObject {
  const { name, data, changes } = preset;
  const count = Object.keys(changes).length;
  const document: Record<string, Json> = {
    schema: FORMAT,
    id: count === 0 ? name : `${name.slice(0, 56)}-changed`,
    title: count === 0 ? name : `${name} with ${count === 1 ? "1 change" : `${count} changes`}`,
    extends: data === null ? name : `${name}@${data}`,
  };
  for (const [key, value] of Object.entries(changes)) put(document, settingPath(key) ?? [], value);
  return document;
}

/** Puts a value where a path leads; every object on the way was made here. */
function put(
  object: Record<string, Json>,
  [first, ...rest]: readonly (string | number)[],
  value: LinkValue,
): void {
  const key = String(first);
  if (rest.length === 0) {
    object[key] = value;
    return;
  }
  const inner = Object.hasOwn(object, key) ? (object[key] as Record<string, Json>) : {};
  object[key] = inner;
  put(inner, rest, value);
}

function asPreset(
  document: JsonObject,
): ({ scenario: LinkedScenario & { kind: "preset" } } & Size) | null {
  if (typeof document.extends !== "string") return null;
  const [name = "", data, more] = document.extends.split("@");
  if (!presetPattern.test(name) || more !== undefined) return null;
  if (data !== undefined && !versionPattern.test(data)) return null;
  const changes: Record<string, LinkValue> = {};
  for (const section of ["parameters", "mechanisms", "suppliers", "countries", "time"]) {
    if (!Object.hasOwn(document, section)) continue;
    const prefix = section === "parameters" ? "" : `${section}.`;
    const inner = document[section];
    if (!isObject(inner) || !collect(inner, prefix, changes)) return null;
  }
  if (writeChanges(changes) === null) return null;
  const { count = null, seed = null } = isObject(document.runs) ? document.runs : {};
  if (count !== null && typeof count !== "number") return null;
  if (seed !== null && typeof seed !== "string") return null;
  return {
    scenario: { kind: "preset", name, data: data ?? null, changes },
    runs: count,
    seed,
  };
}

/** Adds the single values of a section by their dotted keys; false where it holds anything else. */
function collect(section: JsonObject, prefix: string, changes: Record<string, LinkValue>): boolean {
  return Object.entries(section).every(([key, value]) => {
    if (isObject(value)) return collect(value, `${prefix}${key}.`, changes);
    if (typeof value === "object") return false;
    changes[`${prefix}${key}`] = value;
    return true;
  });
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two values are the same but for the order of keys. */
function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item: Json, k) => sameJson(item, b[k]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}
