import type { ComponentType } from "preact";
import { words } from "../strings/words.ts";

/** One of the page's views, as the bar at the top and the address know it. */
export interface ViewEntry {
  /** Its part of the address: `#/compare?…`. Small letters and hyphens. */
  readonly id: string;
  /** What the bar and the command palette call it. */
  readonly name: string;
  /** Whether the scenario and its levers stand beside it. */
  readonly levers: boolean;
  /** Whether it shows the runs of the present choice: elsewhere they are not made. */
  readonly pictures: boolean;
  /** Whether it stands in no bar: it is opened from elsewhere, or by its address. */
  readonly unlisted?: true;
  /** Fetches it when it is first wanted; null: it is part of the page's own code. */
  readonly load: (() => Promise<ComponentType>) | null;
}

/**
 * The views, in the order of the bar. A view is a line here and a component in a folder of its own that
 * takes no properties and finds the page by `usePage`. The first one opens where the address names none.
 */
export const views: readonly [ViewEntry, ...ViewEntry[]] = [
  { id: "explore", name: words.views.explore, levers: true, pictures: true, load: null },
  {
    id: "compare",
    name: words.views.compare,
    levers: true,
    pictures: false,
    load: () => import("../compare/compare.tsx").then(({ Compare }) => Compare),
  },
  {
    id: "country",
    name: words.views.country,
    levers: true,
    pictures: false,
    load: () => import("../country/country.tsx").then(({ Country }) => Country),
  },
  {
    id: "network",
    name: words.views.network,
    levers: true,
    pictures: false,
    load: () => import("../network/network.tsx").then(({ Network }) => Network),
  },
  {
    id: "experiments",
    name: words.views.experiments,
    levers: true,
    pictures: false,
    load: () => import("../experiments/experiments.tsx").then(({ Experiments }) => Experiments),
  },
  {
    id: "lessons",
    name: words.views.lessons,
    levers: false,
    pictures: false,
    load: () => import("../lessons/lessons.tsx").then(({ Lessons }) => Lessons),
  },
  {
    id: "editor",
    name: words.views.file,
    levers: true,
    pictures: false,
    load: () => import("../editor/editor.tsx").then(({ Editor }) => Editor),
  },
  {
    id: "reference",
    name: words.views.reference,
    levers: false,
    pictures: false,
    load: () => import("../reference/reference.tsx").then(({ Reference }) => Reference),
  },
  {
    id: "gallery",
    name: words.views.gallery,
    levers: false,
    pictures: false,
    unlisted: true,
    load: () => import("../gallery/gallery.tsx").then(({ GalleryView }) => GalleryView),
  },
  {
    id: "report",
    name: words.views.report,
    levers: false,
    pictures: true,
    unlisted: true,
    load: () => import("../print/report.tsx").then(({ Report }) => Report),
  },
  {
    id: "embed",
    name: words.views.embed,
    levers: false,
    pictures: true,
    unlisted: true,
    load: () => import("../embed/embed.tsx").then(({ Embed }) => Embed),
  },
];

/** The view of an id; the first of all where there is none. */
export function viewOf(id: string): ViewEntry {
  return views.find((view) => view.id === id) ?? views[0];
}
