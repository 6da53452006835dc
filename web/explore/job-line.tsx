import type { JSX } from "preact";
import { formatCount } from "../../src/results/charts/numbers.ts";
import type { JobState } from "./lab-job.ts";

/** How far a job is, what became of it, and the buttons to stop it and to begin it again. */
export function JobLine({
  state,
  unit,
  done,
  onStop,
  onAgain,
}: {
  readonly state: JobState<unknown>;
  /** What it counts: "runs". */
  readonly unit: string;
  /** What to say when it is done. */
  readonly done: string;
  readonly onStop: () => void;
  readonly onAgain: () => void;
}): JSX.Element | null {
  const { status, progress, since } = state;
  if (status === "idle") return null;
  const running = status === "running";
  const share = progress === null ? 0 : progress.done / Math.max(1, progress.total);
  return (
    <div class={`run-line job-line ${status}`}>
      <svg class="grown" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
        <rect width={running ? 100 * share : 0} height="2" />
      </svg>
      <p class="run-text" role="status">
        <span>
          {status === "running" &&
            (progress === null ? "Starting …" : runningText(progress, unit, since))}
          {status === "done" && done}
          {status === "stopped" &&
            (state.answer === null
              ? "Stopped before there was anything to show."
              : `Stopped. What is shown is from what was finished, or from before.`)}
          {status === "failed" && `It could not be worked out: ${state.reason}.`}
        </span>
        {running && (
          <button type="button" onClick={onStop}>
            Cancel
          </button>
        )}
        {(status === "stopped" || status === "failed") && (
          <button type="button" onClick={onAgain}>
            {status === "stopped" ? "Start again" : "Try again"}
          </button>
        )}
      </p>
    </div>
  );
}

function runningText(
  { done, total }: { readonly done: number; readonly total: number },
  unit: string,
  since: number,
): string {
  const seconds = (performance.now() - since) / 1000;
  const rest = (seconds / Math.max(1, done)) * (total - done);
  const left = seconds > 2 && done > 0 ? ` · ${Math.ceil(rest)} s left` : "";
  return `${formatCount(done)} of ${formatCount(total)} ${unit}${left}`;
}
