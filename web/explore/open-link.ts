// Reading share links. Fetched when one is opened.

import { decodeLink, versionProblems } from "../../src/scenario/link/decode.ts";
import type { JsonObject, LinkedScenario } from "../../src/scenario/link/link.ts";
import type { Problem } from "../../src/scenario/problem.ts";
import { type Choice, type PlainIntervention, untouched } from "./choice.ts";
import { inflate } from "./compression.ts";
import type { ShippedScenario } from "./scenarios.ts";
import type { LinkedView, Versions } from "./share-link.ts";
import { themeOf } from "./theme-of.ts";

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

/** A problem as a sentence. */
export function sentence({ message, hint }: Problem): string {
  const start = message.charAt(0).toUpperCase() + message.slice(1);
  return `${start}${hint === undefined ? "" : ` (${hint})`}.`;
}
