import type { JsonObject, LinkedScenario, ShareLink } from "../../src/scenario/link/link.ts";
import { words } from "../strings/words.ts";
import { type Choice, type PlainIntervention, untouched } from "./choice.ts";
import type { ShippedScenario } from "./scenarios.ts";

/** A scenario of a link as a choice, with the one that it brought along. */
export function choiceOf(
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
      title: words.page.fromLink(typeof title === "string" ? title : words.shared.scenario),
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
