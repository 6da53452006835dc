// Reading share links. Fetched when one is opened.

import { decodeLink, versionProblems } from "../../src/scenario/link/decode.ts";
import { words } from "../strings/words.ts";
import { type Choice, untouched } from "./choice.ts";
import { inflate } from "./compression.ts";
import { choiceOf } from "./linked-choice.ts";
import type { ShippedScenario } from "./scenarios.ts";
import { sentence } from "./sentence.ts";
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
  if (shown !== link.view) notices.unshift(words.page.noView(link.view));
  const scenarios: ShippedScenario[] = [];
  const choices = link.scenarios.map((linked): Choice => {
    const { choice, scenario } = choiceOf(linked, link, scenarios.length);
    const known = scenario !== null || shipped.some(({ id }) => id === choice.base);
    if (scenario !== null) scenarios.push(scenario);
    if (known) return choice;
    notices.unshift(words.page.noScenario(choice.base));
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
