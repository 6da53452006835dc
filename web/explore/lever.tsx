import "./styles/lever.css";
import type { JSX, TargetedEvent, TargetedKeyboardEvent } from "preact";
import { formatExact } from "../../src/results/charts/numbers.ts";
import { words } from "../strings/words.ts";
import { type Lever, sourceWords, stepOfLever, stepped } from "./levers.ts";
import { usePage } from "./page.ts";
import { useUniqueId } from "./unique-id.ts";

/** One lever: label and number above, slider between its − and + buttons, base and source below. */
export function LeverControl({ lever }: { readonly lever: Lever }): JSX.Element {
  const { store } = usePage();
  const id = useUniqueId();
  const value = store.read(lever, store.scenario.value);
  const base = store.read(lever, store.base.value);
  const [low, high] = lever.range;
  const step = stepOfLever(lever);
  const place = (at: number): number =>
    Math.min(100, Math.max(0, ((at - low) / (high - low)) * 100));
  const drag = (event: TargetedEvent<HTMLInputElement>): void => {
    // The slider counts in steps from its lower end; the base may lie between two of them.
    const raw = Number(event.currentTarget.value);
    const near = Math.abs(raw - base) < step / 2;
    store.move(lever, near ? base : stepped(lever, raw, 0), `drag ${lever.key}`);
  };
  const type = (event: TargetedEvent<HTMLInputElement>): void => {
    const typed = event.currentTarget.valueAsNumber;
    const [least, most] = lever.limits;
    if (Number.isFinite(typed)) store.move(lever, Math.min(most, Math.max(least, typed)));
    event.currentTarget.value = String(store.read(lever, store.scenario.peek()));
  };
  // Keys may come faster than the page is drawn.
  const now = (): number => store.read(lever, store.scenario.peek());
  const reset = (): void => store.move(lever, base);
  const keys = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    // The slider's own steps are a tenth of ours, so that a drag is smooth.
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowUp: 1,
      ArrowLeft: -1,
      ArrowDown: -1,
      PageUp: 10,
      PageDown: -10,
    };
    const turns = steps[event.key];
    if (event.key === "Delete") reset();
    else if (turns !== undefined)
      store.move(lever, stepped(lever, now(), turns), `drag ${lever.key}`);
    else return;
    event.preventDefault();
  };
  const from = Math.min(place(base), place(value));
  const width = Math.abs(place(base) - place(value));
  const changed = value !== base;
  return (
    <div class={changed ? "lever changed" : "lever"}>
      <label for={id}>{lever.label}</label>
      <input
        type="number"
        class="number"
        aria-label={words.levers.number(lever.label)}
        value={value}
        step="any"
        onChange={type}
      />
      <div class="track">
        <button
          type="button"
          aria-label={words.levers.less(lever.label)}
          disabled={value <= low}
          onClick={() => store.move(lever, stepped(lever, now(), -1))}
        >
          −
        </button>
        <div class="slide">
          <svg class="rail" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="whole" x="0" y="3.5" width="100" height="3" />
            <rect class="distance" x={from} y="3.5" width={width} height="3" />
          </svg>
          <span class="ticks">
            <svg
              class="tick"
              viewBox="-5 0 10 8"
              style={{ left: `${place(base)}%` }}
              aria-hidden="true"
            >
              <path d="M0,0L4.5,8H-4.5Z" />
            </svg>
          </span>
          <input
            type="range"
            id={id}
            min={low}
            max={high}
            step={step / 10}
            value={value}
            aria-valuetext={words.levers.value(
              formatExact(value),
              lever.unit,
              changed ? formatExact(base) : null,
            )}
            onInput={drag}
            onChange={() => store.endGesture()}
            onBlur={() => store.endGesture()}
            onKeyDown={keys}
            onDblClick={reset}
          />
        </div>
        <button
          type="button"
          aria-label={words.levers.more(lever.label)}
          disabled={value >= high}
          onClick={() => store.move(lever, stepped(lever, now(), 1))}
        >
          +
        </button>
      </div>
      <details class="about">
        <summary>{words.levers.base(formatExact(base), sourceWords[lever.source])}</summary>
        <p class="about-text">
          {words.levers.about(lever.unit, formatExact(low), formatExact(high), lever.citation)}
        </p>
      </details>
    </div>
  );
}
