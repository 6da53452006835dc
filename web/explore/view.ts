import { type Signal, signal } from "@preact/signals";
import type { ThemeChoice } from "../charts/theme.ts";
import type { MapMode } from "./chart-data.ts";

/** What is looked at; none of it changes a number. */
export interface View {
  readonly mode: Signal<MapMode>;
  /** Period of the map, for example "2031Q2"; null: the last. */
  readonly period: Signal<string | null>;
  readonly playing: Signal<boolean>;
  /** Periods per second times this. */
  readonly speed: Signal<number>;
  readonly theme: Signal<ThemeChoice>;
  readonly offline: Signal<boolean>;
  /** Sentences that a link or a failure left for the reader. */
  readonly notices: Signal<readonly string[]>;
  /** Panel of levers on a narrow page. */
  readonly sheetOpen: Signal<boolean>;
}

/** The view of a page that has just been opened. */
export function createView(): View {
  return {
    mode: signal("supplier"),
    period: signal(null),
    playing: signal(false),
    speed: signal(1),
    theme: signal("system"),
    offline: signal(!navigator.onLine),
    notices: signal([]),
    sheetOpen: signal(false),
  };
}
