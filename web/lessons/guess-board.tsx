import { useComputed, useSignal } from "@preact/signals";
import type { JSX, TargetedKeyboardEvent, TargetedPointerEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { domainOf } from "../../src/results/charts/fan.ts";
import {
  formatDifference,
  formatExact,
  formatTick,
  formatValue,
} from "../../src/results/charts/numbers.ts";
import type { Values } from "../../src/results/charts/series.ts";
import { watchWidth } from "../charts/watch-width.ts";
import { words } from "../strings/words.ts";
import { spreadOfCourse } from "./course-fan.ts";
import { drawn, type Guess, lineOf, scoreOf } from "./guess.ts";
import type { Courses } from "./session.ts";

const height = 260;
const edge = { left: 46, right: 24, top: 14, bottom: 28 };

/**
 * A chart that is drawn by the reader first: a line with mouse, finger or keys over the lesson as it
 * starts, then the runs over the line, and how far it lay from their median.
 */
export function GuessBoard({
  courses: { now, start },
  onReveal,
  revealed,
}: {
  readonly courses: Courses;
  /** Called when the runs are to be shown. */
  readonly onReveal: () => void;
  readonly revealed: boolean;
}): JSX.Element {
  const text = words.guess;
  const guess = useSignal<Guess>(new Map());
  const cursor = useSignal(0);
  const pen = useRef<{ year: number; value: number } | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const board = place.current;
    if (board === null) return;
    const watch = watchWidth(board, () => setWidth(board.clientWidth));
    return () => watch.disconnect();
  }, []);

  // A value a year is as much as anybody can draw.
  const steps = now.periods.flatMap((period, step) => (/Q4$|^\d{4}$/.test(period) ? [step] : []));
  const years = steps.map((step) => Number((now.periods[step] ?? "").slice(0, 4)));
  const atYears = (values: Values): Values => steps.map((step) => values[step] ?? null);
  const spread = spreadOfCourse(now);
  const same = now === start;
  const before = same ? null : atYears(spreadOfCourse(start).p50);
  const key = { key: "", label: "", slot: "total", spread, baseline: null } as const;
  const compared = { ...key, spread: spreadOfCourse(start) };
  const [low, high] = domainOf([key, compared], now.unit);
  const line = useComputed(() => lineOf(guess.value, years.length));

  const inner = { width: width - edge.left - edge.right, height: height - edge.top - edge.bottom };
  const last = years.length - 1;
  const x = (year: number): number => edge.left + (year / last) * inner.width;
  const y = (value: number): number => edge.top + inner.height * (1 - (value - low) / (high - low));
  const path = (values: Values): string =>
    values
      .flatMap((value, year) =>
        value === null ? [] : [`${x(year).toFixed(1)},${y(value).toFixed(1)}`],
      )
      .map((point, k) => `${k === 0 ? "M" : "L"}${point}`)
      .join("");
  const band = (upper: Values, lower: Values): string => {
    const back = lower
      .flatMap((value, year) => (value === null ? [] : [`L${x(year)},${y(value)}`]))
      .reverse();
    return `${path(upper)}${back.join("")}Z`;
  };

  const pointOf = (
    event: TargetedPointerEvent<HTMLDivElement>,
  ): { year: number; value: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    const across = (event.clientX - box.left - edge.left) / inner.width;
    const down = (event.clientY - box.top - edge.top) / inner.height;
    const year = Math.round(Math.min(1, Math.max(0, across)) * last);
    return { year, value: low + (high - low) * (1 - Math.min(1, Math.max(0, down))) };
  };
  const press = (event: TargetedPointerEvent<HTMLDivElement>): void => {
    if (revealed) return;
    // What is drawn is no text to be selected; the keys go on where the pen was.
    event.preventDefault();
    event.currentTarget.focus({ preventScroll: true });
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = pointOf(event);
    guess.value = drawn(guess.peek(), null, at);
    cursor.value = at.year;
    pen.current = at;
  };
  const move = (event: TargetedPointerEvent<HTMLDivElement>): void => {
    if (pen.current === null) return;
    const at = pointOf(event);
    guess.value = drawn(guess.peek(), pen.current, at);
    cursor.value = at.year;
    pen.current = at;
  };
  const release = (): void => {
    pen.current = null;
  };
  /** Where the line stands at a year, before anything was drawn too. */
  const valueAt = (year: number): number => line.value[year] ?? before?.[year] ?? (low + high) / 2;
  const keys = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const turns: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      Home: -last,
      End: last,
    };
    const lifts: Readonly<Record<string, number>> = {
      ArrowUp: 1,
      ArrowDown: -1,
      PageUp: 10,
      PageDown: -10,
    };
    const turn = turns[event.key];
    const lift = lifts[event.key];
    if (turn === undefined && lift === undefined) return;
    event.preventDefault();
    if (turn !== undefined) cursor.value = Math.min(last, Math.max(0, cursor.value + turn));
    if (lift !== undefined && !revealed) {
      const moved = valueAt(cursor.value) + (lift * (high - low)) / 100;
      const value = Math.min(high, Math.max(low, moved));
      guess.value = drawn(guess.peek(), null, { year: cursor.value, value });
    }
  };

  const share = now.unit === "share";
  const decimals = share ? 1 : 0;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => low + part * (high - low));
  const labels = years.flatMap((year, k) =>
    year % (width < 480 ? 10 : 5) === 0 ? [[k, year] as const] : [],
  );
  const score = line.value.length === 0 ? null : scoreOf(line.value, atYears(spread.p50));
  const scoreText =
    score === null
      ? text.empty
      : text.score(formatDifference(score, now.unit, decimals).replace(/^[+±]/, ""));
  const shown = valueAt(cursor.value);
  return (
    <section class="guess" aria-labelledby="guess-title">
      <h4 id="guess-title">{text.title}</h4>
      <p>{text.how}</p>
      <div
        ref={place}
        class={revealed ? "board" : "board open"}
        role="slider"
        tabIndex={0}
        aria-label={text.board}
        aria-valuemin={years[0] ?? 0}
        aria-valuemax={years[last] ?? 0}
        aria-valuenow={years[cursor.value] ?? 0}
        aria-valuetext={text.value(
          String(years[cursor.value]),
          line.value.length === 0 ? text.empty : formatValue(shown, now.unit, decimals),
        )}
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={release}
        onKeyDown={keys}
      >
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {ticks.map((value) => (
            <g key={value} class="grid">
              <path d={`M${edge.left},${y(value)}H${width - edge.right}`} />
              <text x={edge.left - 6} y={y(value) + 4} text-anchor="end">
                {formatTick(value, now.unit)}
              </text>
            </g>
          ))}
          {labels.map(([k, year]) => (
            <text key={year} class="year" x={x(k)} y={height - 8} text-anchor="middle">
              {year}
            </text>
          ))}
          {before !== null && <path class="start" d={path(before)} />}
          {revealed && (
            <>
              <path class="band" d={band(atYears(spread.p90), atYears(spread.p10))} />
              <path class="median" d={path(atYears(spread.p50))} />
            </>
          )}
          {line.value.length > 0 && <path class="drawn" d={path(line.value)} />}
          {!revealed && (
            <path class="cursor" d={`M${x(cursor.value)},${edge.top}V${edge.top + inner.height}`} />
          )}
          {line.value.length > 0 && !revealed && (
            <circle class="pen" cx={x(cursor.value)} cy={y(shown)} r="5" />
          )}
        </svg>
      </div>
      <p class="guess-keys" aria-hidden="true">
        {before !== null && <span class="start">{text.start}</span>}
        {line.value.length > 0 && <span class="drawn">{text.yours}</span>}
        {revealed && <span class="median">{text.median}</span>}
        {revealed && <span class="band">{text.bands}</span>}
      </p>
      {revealed ? (
        <p class="score" role="status">
          {scoreText}
        </p>
      ) : (
        <p class="guess-actions">
          <button type="button" class="main" onClick={onReveal}>
            {line.value.length === 0 ? text.skip : text.reveal}
          </button>
          <button
            type="button"
            disabled={line.value.length === 0}
            onClick={() => {
              guess.value = new Map();
            }}
          >
            {text.clear}
          </button>
          <span class="unseen" role="status">
            {line.value.length === 0
              ? text.empty
              : text.value(
                  formatExact(years[cursor.value] ?? 0),
                  formatValue(shown, now.unit, decimals),
                )}
          </span>
        </p>
      )}
    </section>
  );
}
