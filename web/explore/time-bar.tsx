import type { JSX } from "preact";
import type { Page } from "./page.ts";
import { periodAt } from "./period-at.ts";
import { PlayBar } from "./play-bar.tsx";

/** Play button, slider over all periods and the period shown, for the map of Explore. */
export function TimeBar({ page }: { readonly page: Page }): JSX.Element {
  const { view, ensembles } = page;
  const { periods } = ensembles.picture.value.labels;
  return (
    <PlayBar
      periods={periods}
      at={periodAt(periods, view.period.value)}
      now={() => periodAt(ensembles.picture.peek().labels.periods, view.period.peek())}
      go={(step) => {
        const all = ensembles.picture.peek().labels.periods;
        view.period.value = step >= all.length - 1 ? null : (all[step] ?? null);
        // What is shipped knows the ends of years only.
        ensembles.demandWhole();
      }}
      playing={view.playing}
      speed={view.speed}
    />
  );
}
