import { parameterIds, parameterRegistry } from "../../src/scenario/registry/parameters.ts";
import { words as texts } from "../strings/words.ts";
import { untouched } from "./choice.ts";
import { leverGroups } from "./levers.ts";
import type { Page } from "./page.ts";
import { openView } from "./view.ts";
import { viewOf, views } from "./views.ts";

/** Something that can be found and gone to. */
export interface Place {
  readonly name: string;
  readonly kind: "view" | "country" | "lever" | "parameter" | "scenario" | "action";
  /** Other words that find it. */
  readonly more: string;
  readonly go: () => void;
}

/** Most that are listed: more is no help to who looks for one. */
const MOST = 10;

/** Everything that can be found on the page. */
export function placesOf(page: Page): readonly Place[] {
  const { store, view, ensembles } = page;
  const { countries, countryNames } = ensembles.picture.peek().labels;
  const front = leverGroups.flatMap(({ levers }) => levers);
  const known = new Set(front.map(({ key }) => key));
  return [
    ...views.map(
      ({ id, name }): Place => ({ name, kind: "view", more: id, go: () => openView(view, id) }),
    ),
    ...front.map(
      ({ key, label }): Place => ({
        name: label,
        kind: "lever",
        more: key,
        go: () => {
          if (!viewOf(view.shown.peek()).levers) openView(view, "explore");
          view.sheetOpen.value = true;
          // Once it is drawn.
          requestAnimationFrame(() => focusLever(label));
        },
      }),
    ),
    ...countries.map((id, k): Place => {
      return {
        name: countryNames[k] ?? id,
        kind: "country",
        more: id,
        go: () => {
          view.country.value = id;
          if (view.shown.peek() !== "network") openView(view, "country");
        },
      };
    }),
    ...store.shipped.peek().map(({ id, title }): Place => {
      const { runs, seed } = store.choice.peek();
      return {
        name: title,
        kind: "scenario",
        more: id,
        go: () => store.act(texts.shared.openScenario(title), untouched(id, runs, seed)),
      };
    }),
    ...parameterIds
      .filter((id) => !known.has(id))
      .map((id): Place => {
        return {
          name: parameterRegistry[id].label,
          kind: "parameter",
          more: id,
          go: () => openView(view, "reference", "parameters"),
        };
      }),
    {
      name: texts.page.undo,
      kind: "action",
      more: texts.find.back,
      go: () => store.undo(),
    },
    {
      name: texts.page.redo,
      kind: "action",
      more: texts.find.again,
      go: () => store.redo(),
    },
  ];
}

function focusLever(label: string): void {
  const sliders = document.querySelectorAll<HTMLInputElement>(".side input[type=range]");
  const slider = [...sliders].find(({ labels }) => labels?.[0]?.textContent === label);
  slider?.focus();
  slider?.scrollIntoView({ block: "center" });
}

/** What is called by some words, best first: names that begin with them, then those that hold them. */
export function found(places: readonly Place[], words: string): readonly Place[] {
  const sought = words.trim().toLocaleLowerCase("en");
  const parts = sought.split(/\s+/).filter(Boolean);
  const scored = places.flatMap((place) => {
    const name = place.name.toLocaleLowerCase("en");
    const text = `${name} ${place.more.toLocaleLowerCase("en")}`;
    if (!parts.every((part) => text.includes(part))) return [];
    const score = name === sought ? 0 : name.startsWith(sought) ? 1 : name.includes(sought) ? 2 : 3;
    return [{ place, score }];
  });
  return scored
    .sort((a, b) => a.score - b.score)
    .slice(0, MOST)
    .map(({ place }) => place);
}
