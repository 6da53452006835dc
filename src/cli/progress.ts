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
  /** Whether enough time has passed to write again; counts as having written. */
  const due = (pause: number) => {
    const due = now() - last >= pause;
    if (due) last = now();
    return due;
  };
  const line = (progress: Progress) => {
    const left = secondsLeft(progress, (now() - started) / 1000);
    const failed = progress.failed > 0 ? `, ${count(progress.failed)} failed` : "";
    const rest = left === null ? "" : ` · ${duration(left)} left`;
    return `${count(progress.done)} of ${count(progress.total)} runs${failed}${rest}`;
  };
  return {
    update(progress) {
      if (shown === "json") {
        const left = secondsLeft(progress, (now() - started) / 1000);
        const eta = left === null ? null : Math.round(left * 10) / 10;
        const event = { event: "progress", label, ...progress, eta_s: eta };
        terminal.say(`${JSON.stringify(event)}\n`);
      } else if (shown === "plain") {
        if (due(linePause)) terminal.say(`${label}  ${line(progress)}\n`);
      } else if (shown === "bar" && (due(barPause) || progress.done === progress.total)) {
        const share = progress.total > 0 ? progress.done / progress.total : 0;
        const text = `${label}  ${bar(share, ascii)} ${line(progress)}`;
        terminal.say(`\r${ascii ? text.replace("·", "|") : text}\u001b[K`);
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

/** Time left if the rest goes as fast as what is done; null before anything is. */
function secondsLeft(progress: Progress, elapsed: number): number | null {
  if (progress.done <= 0) return null;
  return (elapsed / progress.done) * (progress.total - progress.done);
}
