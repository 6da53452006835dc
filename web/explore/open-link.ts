// Reading share links. Fetched when one is opened.

import { decodeLink, versionProblems } from "../../src/scenario/link/decode.ts";
import type { JsonObject, LinkedScenario, ShareLink } from "../../src/scenario/link/link.ts";
import type { Problem } from "../../src/scenario/problem.ts";
import { type Choice, type PlainIntervention, untouched } from "./choice.ts";
import { inflate } from "./compression.ts";
import type { ShippedScenario } from "./scenarios.ts";
import type { LinkedView, Versions } from "./share-link.ts";
import { themeOf } from "./theme-of.ts";
import { viewOf, views } from "./views.ts";

/** What a link opened. */
export interface Opened {
  /** Null where the link names no scenario, so that the present one may stay. */
  readonly choice: Choice | null;
  /** The scenarios that came whole with it, to stand among the shipped ones. */
  readonly scenarios: readonly ShippedScenario[];
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
  if (!read.ok) {
    const view: LinkedView = {
      shown: views[0].id,
      part: null,
      country: null,
      others: [],
      period: null,
      theme: "system",
    };
    return { choice: untouched("baseline"), scenarios: [], view, notices };
  }
  const link = read.value;
  notices.push(...versionProblems(link, versions.model, versions.data).map(sentence));
  const { t, c, chart, theme } = link.display;
  const shown = viewOf(link.view).id;
  if (shown !== link.view) notices.unshift(`There is no view “${link.view}” here.`);
  const scenarios: ShippedScenario[] = [];
  const choices = link.scenarios.map((linked): Choice => {
    const { choice, scenario } = choiceOf(linked, link, scenarios.length);
    const known = scenario !== null || shipped.some(({ id }) => id === choice.base);
    if (scenario !== null) scenarios.push(scenario);
    if (known) return choice;
    notices.unshift(`There is no scenario “${choice.base}” here. This is the baseline.`);
    return untouched("baseline", choice.runs, choice.seed);
  });
  // Where several are compared the first is what they are held against, the second the present one.
  const [first = null, second, ...more] = choices;
  const others = second === undefined || first === null ? [] : [first, ...more];
  const view: LinkedView = {
    shown,
    part: chart ?? null,
    country: c ?? null,
    others,
    period: t ?? null,
    theme: themeOf(theme),
  };
  return { choice: second ?? first, scenarios, view, notices };
}

/** A scenario of a link as a choice, with the one that it brought along. */
function choiceOf(
  linked: LinkedScenario,
  { runs, seed }: Pick<ShareLink, "runs" | "seed">,
  place: number,
): { readonly choice: Choice; readonly scenario: ShippedScenario | null } {
  const size = { runs: runs ?? 200, seed: seed ?? "1" };
  const opened =
    linked.kind === "preset" ? ofPreset(linked) : ofDocument(linked.document, size, place);
  const sized = linked.kind === "preset" || runs !== null ? size : {};
  return { ...opened, choice: { ...opened.choice, ...sized } };
}

function ofPreset(preset: LinkedScenario & { kind: "preset" }): ReturnType<typeof choiceOf> {
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
  place: number,
): ReturnType<typeof choiceOf> {
  const { extends: parent, schema: _, id, title, runs, interventions, ...sections } = document;
  const asked = (runs ?? {}) as { count?: number; seed?: string | number };
  const count = asked.count ?? size.runs;
  const seed = String(asked.seed ?? size.seed);
  if (typeof parent !== "string") {
    const scenario: ShippedScenario = {
      id: `${typeof id === "string" ? `${id}-` : ""}linked${place === 0 ? "" : `-${place + 1}`}`,
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
