// Writing share links. Fetched when something was changed: nothing of it is needed before.

import { FORMAT } from "../../src/scenario/format/name.ts";
import { encodeLink } from "../../src/scenario/link/encode.ts";
import type { JsonObject, LinkedScenario, ShareLink } from "../../src/scenario/link/link.ts";
import type { ThemeChoice } from "../charts/theme.ts";
import { words } from "../strings/words.ts";
import { type Choice, changesOf, type PlainIntervention } from "./choice.ts";
import { deflate } from "./compression.ts";
import type { ShippedScenario } from "./scenarios.ts";

/** Versions of what runs here. */
export interface Versions {
  readonly model: string;
  readonly data: string;
}

/** What is looked at, as far as a link says it. */
export interface LinkedView {
  /** Id of the view. */
  readonly shown: string;
  readonly part: string | null;
  readonly country: string | null;
  /** Scenarios that the view holds the choice against. */
  readonly others: readonly Choice[];
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
  const title = words.share.changed(base?.title ?? id);
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

/**
 * The share link of a choice, as the hash of an address. Where it is compared, it stands second: the
 * first is what all are held against.
 */
export function linkOf(
  choice: Choice,
  shipped: readonly ShippedScenario[],
  versions: Versions,
  view: LinkedView,
): Promise<string> {
  const [against, ...more] = view.shown === "compare" ? view.others : [];
  const compared = against === undefined ? [choice] : [against, choice, ...more];
  const link: ShareLink = {
    view: view.shown,
    scenarios: compared.map((one) => linkedOf(one, shipped, versions)),
    model: versions.model,
    runs: choice.runs,
    seed: choice.seed,
    display: {
      ...(view.period === null ? {} : { t: view.period }),
      ...(view.part === null ? {} : { chart: view.part }),
      ...(view.country === null ? {} : { c: view.country }),
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
