import type { Progress } from "../experiments/ensemble.ts";
import { count, duration } from "./format/numbers.ts";
import type { Terminal } from "./terminal.ts";

/** How progress is shown. */
export const progressKinds = ["auto", "bar", "plain", "json", "none"] as const;
/** One of the ways of showing progress. */
export type ProgressKind = (typeof progressKinds)[number];

/** Shows how far a long piece of work is, on stderr. */
export interface ProgressLine {
  update(progress: Progress): void;
  /** Clears the bar; to be called once, before anything else is written. */
  end(): void;
}

const barWidth = 28;
/** Least time between two drawings of the bar, ms. */
const barPause = 80;
/** Least time between two plain lines, ms. */
const linePause = 10_000;
/** How far back the rate looks, ms: workers come and go, and what was waited for at the start says little. */
const memory = 30_000;

/**
 * Starts showing progress. `auto` is a bar on a terminal and a line each 10 seconds elsewhere.
 * @param label what is running, for example "Running"
 * @param now clock in milliseconds, for tests
 */
export function showProgress(
  terminal: Terminal,
  kind: ProgressKind,
  label: string,
  ascii: boolean,
  now: () => number = () => performance.now(),
): ProgressLine {
  const started = now();
  const shown = kind === "auto" ? (terminal.live ? "bar" : "plain") : kind;
  let last = shown === "plain" ? started : Number.NEGATIVE_INFINITY;
  let drawn = false;
  /** When so many runs were done: the start, and about one a second of what the rate looks at. */
  const marks: { readonly at: number; readonly done: number }[] = [{ at: started, done: 0 }];
  /** Runs a second; null before any is done. */
  const rateOf = ({ done }: Progress): number | null => {
    const at = now();
    while (marks.length > 1 && at - (marks[1]?.at ?? at) >= memory) marks.shift();
    const [first = { at, done }, ...others] = marks;
    if (at - (others.at(-1) ?? first).at >= 1000) marks.push({ at, done });
    return done > first.done && at > first.at
      ? ((done - first.done) / (at - first.at)) * 1000
      : null;
  };
  /** Whether enough time has passed to write again; counts as having written. */
  const due = (pause: number) => {
    const due = now() - last >= pause;
    if (due) last = now();
    return due;
  };
  const line = (progress: Progress, rate: number | null) => {
    const left = secondsLeft(progress, rate);
    const failed = progress.failed > 0 ? `, ${count(progress.failed)} failed` : "";
    const rest =
      rate === null || left === null ? "" : ` · ${perSecond(rate)} · ${duration(left)} left`;
    return `${count(progress.done)} of ${count(progress.total)} runs${failed}${rest}`;
  };
  return {
    update(progress) {
      const rate = rateOf(progress);
      if (shown === "json") {
        const event = {
          ...{ event: "progress", label, ...progress },
          ...{ runs_per_s: tenths(rate), eta_s: tenths(secondsLeft(progress, rate)) },
        };
        terminal.say(`${JSON.stringify(event)}\n`);
      } else if (shown === "plain") {
        if (due(linePause)) terminal.say(`${label}  ${line(progress, rate)}\n`);
      } else if (shown === "bar" && (due(barPause) || progress.done === progress.total)) {
        const share = progress.total > 0 ? progress.done / progress.total : 0;
        const text = `${label}  ${bar(share, ascii)} ${line(progress, rate)}`;
        terminal.say(`\r${ascii ? text.replaceAll("·", "|") : text}\u001b[K`);
        drawn = true;
      }
    },
    end() {
      if (drawn) terminal.say("\r\u001b[K");
      drawn = false;
    },
  };
}

/** A bar that fills from the left, in eighths of a character where these can be shown. */
export function bar(share: number, ascii: boolean): string {
  const filled = Math.min(1, Math.max(0, share)) * barWidth;
  const whole = Math.floor(filled);
  if (ascii) return `[${"#".repeat(whole).padEnd(barWidth, ".")}]`;
  const part = Math.floor((filled - whole) * 8);
  const edge = part > 0 ? ("▏▎▍▌▋▊▉"[part - 1] ?? "") : "";
  return `▕${("█".repeat(whole) + edge).padEnd(barWidth)}▏`;
}

/** Time left if the rest goes on at a rate, s. */
function secondsLeft({ done, total }: Progress, rate: number | null): number | null {
  return rate === null ? null : (total - done) / rate;
}

function tenths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}

function perSecond(rate: number): string {
  return rate >= 10 ? `${count(Math.round(rate))} runs/s` : `${Number(rate.toPrecision(2))} runs/s`;
}
