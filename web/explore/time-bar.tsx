import { useSignalEffect } from "@preact/signals";
import type { JSX, TargetedEvent, TargetedKeyboardEvent } from "preact";
import { formatPeriod } from "../../src/results/charts/numbers.ts";
import { words } from "../strings/words.ts";
import type { Page } from "./page.ts";
import { periodAt } from "./period-at.ts";
import { useUniqueId } from "./unique-id.ts";

/** Time between two periods while playing at plain speed, ms: a year a second. */
const PACE = 250;
const speeds = [0.5, 1, 2];

/** Play button, slider over all periods and the period shown, for the map. */
export function TimeBar({ page }: { readonly page: Page }): JSX.Element {
  const id = useUniqueId();
  const { view, ensembles } = page;
  // Who wants less motion moves through time by hand.
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { periods } = ensembles.picture.value.labels;
  const last = periods.length - 1;
  const at = periodAt(periods, view.period.value);
  const year = periods[0]?.includes("Q") ? 4 : 1;
  const shown = (step: number): string => formatPeriod(periods[step] ?? "");
  const go = (step: number): void => {
    const kept = Math.min(last, Math.max(0, step));
    view.period.value = kept === last ? null : (periods[kept] ?? null);
    // What is shipped knows the ends of years only.
    ensembles.demandWhole();
  };
  // Keys may come faster than the page is drawn: what is shown may be behind what is chosen.
  const now = (): number => periodAt(periods, view.period.peek());
  const play = (): void => {
    if (!view.playing.value && now() === last) go(0);
    view.playing.value = !view.playing.value;
  };
  useSignalEffect(() => {
    if (!view.playing.value) return;
    const timer = setInterval(() => {
      const all = ensembles.picture.peek().labels.periods;
      const next = periodAt(all, view.period.peek()) + 1;
      if (next >= all.length) {
        view.playing.value = false;
        return;
      }
      view.period.value = next === all.length - 1 ? null : (all[next] ?? null);
    }, PACE / view.speed.value);
    return () => clearInterval(timer);
  });
  const keys = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => go(now() - (event.shiftKey ? year : 1)),
      ArrowRight: () => go(now() + (event.shiftKey ? year : 1)),
      " ": () => !still && play(),
    };
    const move = moves[event.key];
    if (move === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  };
  return (
    <div class={still ? "time-bar still" : "time-bar"}>
      {!still && (
        <button
          type="button"
          class="play"
          aria-label={view.playing.value ? words.map.pause : words.map.play}
          onClick={play}
        >
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d={view.playing.value ? "M2,1h3v10H2zM7,1h3v10H7z" : "M2,1L11,6L2,11Z"} />
          </svg>
        </button>
      )}
      <label class="unseen" for={id}>
        {words.charts.period}
      </label>
      <input
        type="range"
        id={id}
        min="0"
        max={last}
        step="1"
        value={at}
        aria-valuetext={shown(at)}
        onInput={(event: TargetedEvent<HTMLInputElement>) => {
          view.playing.value = false;
          go(event.currentTarget.valueAsNumber);
        }}
        onKeyDown={keys}
      />
      <output for={id}>{shown(at)}</output>
      {still ? null : (
        <label class="speed">
          <span class="unseen">{words.map.speed}</span>
          <select
            value={String(view.speed.value)}
            onChange={(event: TargetedEvent<HTMLSelectElement>) => {
              view.speed.value = Number(event.currentTarget.value);
            }}
          >
            {speeds.map((speed) => (
              <option key={speed} value={String(speed)}>
                {speed}×
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
