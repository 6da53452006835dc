import { type Signal, useSignalEffect } from "@preact/signals";
import type { JSX, TargetedEvent, TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";
import { formatPeriod } from "../../src/results/charts/numbers.ts";
import { words } from "../strings/words.ts";
import { useUniqueId } from "./unique-id.ts";

/** Time between two periods while playing at plain speed, ms: a year a second. */
const PACE = 250;
const speeds = [0.5, 1, 2];

/** What a bar over periods moves. */
export interface PlayBarProps {
  readonly periods: readonly string[];
  /** First period that it reaches; the first of all unless told. */
  readonly first?: number;
  /** Period shown. */
  readonly at: number;
  /** Period chosen: keys may come faster than the page is drawn, so it may be ahead of what is shown. */
  readonly now: () => number;
  /** Moves to a period within reach. */
  readonly go: (step: number) => void;
  readonly playing: Signal<boolean>;
  readonly speed: Signal<number>;
  /** Whether there are buttons for a single step back and on; not unless told. */
  readonly steps?: boolean;
}

/** Whether somebody wants less motion, and moves through time by hand. */
export function wantsStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Play button, slider over periods and the period shown. */
export function PlayBar(props: PlayBarProps): JSX.Element {
  const { periods, first = 0, at, now, go, playing, speed, steps = false } = props;
  const id = useUniqueId();
  const still = wantsStillness();
  const latest = useRef(props);
  latest.current = props;
  const last = periods.length - 1;
  const year = periods[0]?.includes("Q") ? 4 : 1;
  const shown = formatPeriod(periods[at] ?? "");
  const move = (step: number): void => go(Math.min(last, Math.max(first, step)));
  const play = (): void => {
    if (!playing.value && now() === last) move(first);
    playing.value = !playing.value;
  };
  useSignalEffect(() => {
    if (!playing.value) return;
    const timer = setInterval(() => {
      const bar = latest.current;
      const next = bar.now() + 1;
      if (next >= bar.periods.length) playing.value = false;
      else bar.go(next);
    }, PACE / speed.value);
    return () => clearInterval(timer);
  });
  const byHand = (step: number): void => {
    playing.value = false;
    move(step);
  };
  const keys = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => move(now() - (event.shiftKey ? year : 1)),
      ArrowRight: () => move(now() + (event.shiftKey ? year : 1)),
      " ": () => !still && play(),
    };
    const chosen = moves[event.key];
    if (chosen === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    chosen();
  };
  const stepButton = (by: -1 | 1): JSX.Element => (
    <button
      type="button"
      class="play"
      aria-label={by < 0 ? words.map.stepBack : words.map.stepOn}
      disabled={by < 0 ? at <= first : at >= last}
      onClick={() => byHand(now() + by)}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={by < 0 ? "M8,1L2,6L8,11ZM9,1h2v10H9z" : "M4,1L10,6L4,11ZM1,1h2v10H1z"} />
      </svg>
    </button>
  );
  return (
    <div class={`time-bar${still ? " still" : ""}${steps ? " with-steps" : ""}`}>
      {!still && (
        <button
          type="button"
          class="play"
          aria-label={playing.value ? words.map.pause : words.map.play}
          onClick={play}
        >
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d={playing.value ? "M2,1h3v10H2zM7,1h3v10H7z" : "M2,1L11,6L2,11Z"} />
          </svg>
        </button>
      )}
      {steps && (
        <span class="steps">
          {stepButton(-1)}
          {stepButton(1)}
        </span>
      )}
      <label class="unseen" for={id}>
        {words.charts.period}
      </label>
      <input
        type="range"
        id={id}
        min={first}
        max={last}
        step="1"
        value={at}
        aria-valuetext={shown}
        onInput={(event: TargetedEvent<HTMLInputElement>) =>
          byHand(event.currentTarget.valueAsNumber)
        }
        onKeyDown={keys}
      />
      <output for={id}>{shown}</output>
      {still ? null : (
        <label class="speed">
          <span class="unseen">{words.map.speed}</span>
          <select
            value={String(speed.value)}
            onChange={(event: TargetedEvent<HTMLSelectElement>) => {
              speed.value = Number(event.currentTarget.value);
            }}
          >
            {speeds.map((one) => (
              <option key={one} value={String(one)}>
                {one}×
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
