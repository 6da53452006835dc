import { batch, type Signal, signal } from "@preact/signals";
import type { MapLayer } from "../charts/map-layer.ts";
import type { ThemeChoice } from "../charts/theme.ts";
import type { MapMode } from "./chart-data.ts";

/** A layer that is read off the runs. */
export interface MoreLayers {
  readonly layer: MapLayer;
  readonly source: string;
}

/** What is looked at; none of it changes a number. */
export interface View {
  /** Id of the view that is open. */
  readonly shown: Signal<string>;
  /** Part of the view that is open, by a name that the view gives it; null: the first. */
  readonly part: Signal<string | null>;
  /** Country that is looked at, for example "KEN"; null where none was chosen. */
  readonly country: Signal<string | null>;
  readonly mode: Signal<MapMode>;
  /** Layers that were asked for beyond what pictures hold; null: none yet. */
  readonly more: Signal<MoreLayers | null>;
  /** Period of the map, for example "2031Q2"; null: the last. */
  readonly period: Signal<string | null>;
  readonly playing: Signal<boolean>;
  /** Periods per second times this. */
  readonly speed: Signal<number>;
  readonly theme: Signal<ThemeChoice>;
  readonly offline: Signal<boolean>;
  /** Sentences that a link or a failure left for the reader. */
  readonly notices: Signal<readonly string[]>;
  /** Whether the search for countries, levers, scenarios and views is open. */
  readonly finding: Signal<boolean>;
  /** Panel of levers on a narrow page. */
  readonly sheetOpen: Signal<boolean>;
}

/** The view of a page that has just been opened. */
export function createView(): View {
  return {
    shown: signal("explore"),
    part: signal(null),
    country: signal(null),
    mode: signal("supplier"),
    more: signal(null),
    period: signal(null),
    playing: signal(false),
    speed: signal(1),
    theme: signal("system"),
    offline: signal(!navigator.onLine),
    notices: signal([]),
    finding: signal(false),
    sheetOpen: signal(false),
  };
}

/**
 * Opens a view, and a part of it.
 * @param part a name that the view gives it; null: its first
 */
export function openView(view: View, id: string, part: string | null = null): void {
  batch(() => {
    view.playing.value = false;
    view.shown.value = id;
    view.part.value = part;
  });
  scrollTo(0, 0);
}
