import { mergeDocuments } from "../../src/scenario/build-from-documents.ts";
import { type Choice, chainOf, changesOf } from "../explore/choice.ts";
import type { ShippedScenario } from "../explore/scenarios.ts";
import { words } from "../strings/words.ts";

/** Teams that a gallery holds. */
export const MOST_TEAMS = 8;

/** A line of the gallery's field: a team's name and its link. */
export interface Entry {
  readonly name: string;
  /** From `#/` on; null where the line holds no link. */
  readonly hash: string | null;
}

/** Reads lines such as `Reds: https://…/#/explore?…`; a link alone gets the name "Team 1" and so on. */
export function readEntries(text: string): readonly Entry[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line, k) => {
      const at = line.indexOf("#/");
      const before = line
        .slice(0, at === -1 ? undefined : at)
        .replace(/\S*:\/\/\S*$/, "")
        .trim()
        .replace(/[:,–-]$/, "")
        .trim();
      const hash = at === -1 ? null : (line.slice(at).split(/\s/)[0] ?? null);
      return { name: before === "" ? words.gallery.teamNumber(k + 1) : before, hash };
    });
}

/** Sections that decide which runs there are: teams that differ in them cannot be put together. */
const fixed = ["time", "parameter_sets", "world", "branch"] as const;

/** What a team's scenario changes of the baseline, as one document; or why it cannot be merged. */
export type TeamDocument =
  | { readonly ok: true; readonly document: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly section: string };

/** What a choice changes of the baseline, whatever scenario it stands on. */
export function teamDocument(choice: Choice, shipped: readonly ShippedScenario[]): TeamDocument {
  const [root, ...chain] = chainOf(shipped, choice.base);
  if (root?.id !== "baseline") return { ok: false, section: "extends" };
  const { extends: _, ...document } = mergeDocuments([
    ...chain.map((one) => one.document),
    changesOf(choice),
  ]);
  const section = fixed.find((key) => key in document);
  return section === undefined ? { ok: true, document } : { ok: false, section };
}

/**
 * Several teams' changes in one document. Interventions all act, each under an id of its own; of a value that
 * several set, the last team's holds.
 */
export function merged(
  documents: readonly Readonly<Record<string, unknown>>[],
): Readonly<Record<string, unknown>> {
  return mergeDocuments(
    documents.map((document, k) => {
      const items = document.interventions;
      if (!Array.isArray(items)) return document;
      const interventions = items
        .filter((item) => item.remove !== true)
        .map((item) => ({ ...item, id: `${String(item.id).slice(0, 56)}-team-${k + 1}` }));
      return { ...document, interventions };
    }),
  );
}

/** The single values that a document sets, by dotted key; those with reasons count as their value. */
export function valuesOf(document: Readonly<Record<string, unknown>>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const walk = (inner: unknown, key: string, depth: number): void => {
    if (typeof inner !== "object" || inner === null) {
      if (typeof inner === "number") found.set(key, inner);
      if (typeof inner === "boolean") found.set(key, Number(inner));
      return;
    }
    if (depth === 0) {
      walk((inner as { value?: unknown }).value, key, 0);
      return;
    }
    for (const [name, value] of Object.entries(inner)) {
      walk(value, key === "" ? name : `${key}.${name}`, depth - 1);
    }
  };
  walk(document.parameters, "", 1);
  walk(document.mechanisms, "mechanisms", 1);
  walk(document.suppliers, "suppliers", 2);
  walk(document.countries, "countries", 2);
  return found;
}

/** One row of the table of inputs: a setting and what the teams made of it. */
export interface InputRow {
  readonly key: string;
  /** By team; null where a team leaves it as it is. */
  readonly values: readonly (number | null)[];
  readonly lowest: number;
  readonly mean: number;
  readonly highest: number;
}

/** Every setting that some team moved, with the least, mean and greatest value among those who did. */
export function inputRows(
  documents: readonly Readonly<Record<string, unknown>>[],
): readonly InputRow[] {
  const all = documents.map(valuesOf);
  const keys = [...new Set(all.flatMap((values) => [...values.keys()]))].sort();
  return keys.map((key) => {
    const values = all.map((own) => own.get(key) ?? null);
    const set = values.filter((value) => value !== null);
    return {
      key,
      values,
      lowest: Math.min(...set),
      mean: set.reduce((sum, value) => sum + value, 0) / set.length,
      highest: Math.max(...set),
    };
  });
}
