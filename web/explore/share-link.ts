// Writing and reading share links. Fetched after the first picture: nothing of it is needed before.

import { FORMAT } from "../../src/scenario/format/name.ts";
import { decodeLink, versionProblems } from "../../src/scenario/link/decode.ts";
import { encodeLink } from "../../src/scenario/link/encode.ts";
import type { JsonObject, LinkedScenario, ShareLink } from "../../src/scenario/link/link.ts";
import type { Problem } from "../../src/scenario/problem.ts";
import type { ThemeChoice } from "../charts/theme.ts";
import { type Choice, changesOf, type PlainIntervention, untouched } from "./choice.ts";
import { deflate, inflate } from "./compression.ts";
import type { ShippedScenario } from "./scenarios.ts";
import { themeOf } from "./theme-of.ts";

/** Versions of what runs here. */
export interface Versions {
  readonly model: string;
  readonly data: string;
}

/** What is looked at, as far as a link says it. */
export interface LinkedView {
  readonly period: string | null;
  readonly theme: ThemeChoice;
}

/** The document that a choice stands for: what it changes of a shipped scenario. */
export function documentOf(
  choice: Choice,
  shipped: readonly ShippedScenario[],
  { data }: Pick<Versions, "data">,
): JsonObject {
  const base = shipped.find(({ id }) => id === choice.base);
  const { base: id } = choice;
  const changes = changesOf(choice);
  const runs = { count: choice.runs, seed: choice.seed };
  const title = `${base?.title ?? id}, changed`;
  if (base?.linked === true) {
    // It came in a link and is not shipped: its own document takes the changes in.
    const { runs: _, ...own } = mergeSections(base.document, changes);
    return { schema: FORMAT, id, title: base.title, ...own, runs } as JsonObject;
  }
  const name = `${id}@${data}`;
  return {
    schema: FORMAT,
    id: `${id}-changed`,
    title,
    extends: name,
    ...changes,
    runs,
  } as JsonObject;
}

/** The share link of a choice, as the hash of an address. */
export function linkOf(
  choice: Choice,
  shipped: readonly ShippedScenario[],
  versions: Versions,
  view: LinkedView,
): Promise<string> {
  const link: ShareLink = {
    view: "explore",
    scenarios: [linkedOf(choice, shipped, versions)],
    model: versions.model,
    runs: choice.runs,
    seed: choice.seed,
    display: {
      ...(view.period === null ? {} : { t: view.period }),
      ...(view.theme === "system" ? {} : { theme: view.theme }),
    },
  };
  return encodeLink(link, deflate);
}

function linkedOf(
  choice: Choice,
  shipped: readonly ShippedScenario[],
  versions: Versions,
): LinkedScenario {
  const { base, values, interventions, rest } = choice;
  const linked = shipped.find(({ id }) => id === base)?.linked === true;
  if (!linked && interventions.length === 0 && Object.keys(rest).length === 0) {
    return { kind: "preset", name: base, data: versions.data, changes: values };
  }
  const { runs: _, ...document } = documentOf(choice, shipped, versions);
  return { kind: "document", document };
}

/** What a link opened. */
export interface Opened {
  readonly choice: Choice;
  /** The scenario that came whole with it, to stand among the shipped ones. */
  readonly scenario: ShippedScenario | null;
  readonly view: LinkedView;
  /** Sentences for the reader; worst first. */
  readonly notices: readonly string[];
}

/** Opens a link. Whatever is wrong with it is told, and the rest is loaded. */
export async function openLink(
  hash: string,
  shipped: readonly ShippedScenario[],
  versions: Versions,
): Promise<Opened> {
  const read = await decodeLink(hash, inflate);
  const notices = read.problems.map(sentence);
  const plainView: LinkedView = { period: null, theme: "system" };
  if (!read.ok) {
    return { choice: untouched("baseline"), scenario: null, view: plainView, notices };
  }
  const link = read.value;
  notices.push(...versionProblems(link, versions.model, versions.data).map(sentence));
  const { t, theme } = link.display;
  const view = { period: t ?? null, theme: themeOf(theme) };
  const [first] = link.scenarios;
  const size = { runs: link.runs ?? 200, seed: link.seed ?? "1" };
  if (first === undefined) {
    return { choice: untouched("baseline", size.runs, size.seed), scenario: null, view, notices };
  }
  const opened = first.kind === "preset" ? ofPreset(first) : ofDocument(first.document, size);
  const known = shipped.some(({ id }) => id === opened.choice.base) || opened.scenario !== null;
  const choice = {
    ...opened.choice,
    ...(first.kind === "preset" || link.runs !== null ? size : {}),
  };
  if (known) return { ...opened, choice, view, notices };
  notices.unshift(`There is no scenario “${opened.choice.base}” here. This is the baseline.`);
  return { choice: untouched("baseline", size.runs, size.seed), scenario: null, view, notices };
}

function ofPreset(
  preset: LinkedScenario & { kind: "preset" },
): Pick<Opened, "choice" | "scenario"> {
  const values: Record<string, number | boolean> = {};
  const time: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(preset.changes)) {
    if (typeof value === "string") time[key.slice("time.".length)] = value;
    else values[key] = value;
  }
  const rest = Object.keys(time).length === 0 ? {} : { time };
  return { choice: { ...untouched(preset.name), values, rest }, scenario: null };
}

/** A document that only changes a scenario becomes changes; a whole one a scenario of its own. */
function ofDocument(
  document: JsonObject,
  size: { readonly runs: number; readonly seed: string },
): Pick<Opened, "choice" | "scenario"> {
  const { extends: parent, schema: _, id, title, runs, interventions, ...sections } = document;
  const asked = (runs ?? {}) as { count?: number; seed?: string | number };
  const count = asked.count ?? size.runs;
  const seed = String(asked.seed ?? size.seed);
  if (typeof parent !== "string") {
    const scenario: ShippedScenario = {
      id: typeof id === "string" ? `${id}-linked` : "linked",
      title: `${typeof title === "string" ? title : "Scenario"} (from the link)`,
      summary: typeof document.summary === "string" ? document.summary : "",
      document,
      linked: true,
    };
    return { choice: untouched(scenario.id, count, seed), scenario };
  }
  const base = parent.split("@")[0] ?? parent;
  const values: Record<string, number | boolean> = {};
  const rest: Record<string, unknown> = {};
  const { summary: _summary, ...changes } = sections;
  for (const [section, content] of Object.entries(changes)) {
    const left = takeValues(section, content, values);
    if (left !== null) rest[section] = left;
  }
  const items = Array.isArray(interventions) ? (interventions as readonly PlainIntervention[]) : [];
  const choice = { ...untouched(base, count, seed), values, rest, interventions: items };
  return { choice, scenario: null };
}

/** Takes plain numbers and switches out of a section; gives what is left of it, or null. */
function takeValues(
  section: string,
  content: unknown,
  values: Record<string, number | boolean>,
): unknown {
  const depth = { parameters: 1, mechanisms: 1, suppliers: 2, countries: 2 }[section];
  if (depth === undefined) return content;
  const prefix = section === "parameters" ? "" : `${section}.`;
  const take = (inner: unknown, key: string, level: number): unknown => {
    if (level > 0 && typeof inner === "object" && inner !== null && !Array.isArray(inner)) {
      const left = Object.entries(inner).flatMap(([name, value]) => {
        const kept = take(value, key === "" ? name : `${key}.${name}`, level - 1);
        return kept === null ? [] : [[name, kept] as const];
      });
      return left.length === 0 ? null : Object.fromEntries(left);
    }
    if (level > 0 || (typeof inner !== "number" && typeof inner !== "boolean")) return inner;
    values[prefix + key] = inner;
    return null;
  };
  return take(content, "", depth);
}

function mergeSections(document: object, changes: object): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...document };
  for (const [key, value] of Object.entries(changes)) {
    const before = merged[key];
    const both = isPlain(before) && isPlain(value);
    if (key === "interventions" && Array.isArray(before) && Array.isArray(value)) {
      const own = new Map(value.map((item: PlainIntervention) => [item.id, item]));
      const replaced = before.map((item: PlainIntervention) => own.get(item.id) ?? item);
      const added = value.filter(
        ({ id }: PlainIntervention) => !before.some((one) => one.id === id),
      );
      merged[key] = [...replaced, ...added].filter(
        (item: PlainIntervention) => item.remove !== true,
      );
    } else merged[key] = both ? mergeSections(before, value) : value;
  }
  return merged;
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A problem as a sentence. */
export function sentence({ message, hint }: Problem): string {
  const start = message.charAt(0).toUpperCase() + message.slice(1);
  return `${start}${hint === undefined ? "" : ` (${hint})`}.`;
}
