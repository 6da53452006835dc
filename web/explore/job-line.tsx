import type { JSX } from "preact";
import { formatCount } from "../../src/results/charts/numbers.ts";
import { words } from "../strings/words.ts";
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
            (progress === null ? words.jobs.starting : runningText(progress, unit, since))}
          {status === "done" && done}
          {status === "stopped" &&
            (state.answer === null ? words.jobs.stoppedEmpty : words.jobs.stopped)}
          {status === "failed" && words.jobs.failed(state.reason)}
        </span>
        {running && (
          <button type="button" onClick={onStop}>
            {words.page.cancel}
          </button>
        )}
        {(status === "stopped" || status === "failed") && (
          <button type="button" onClick={onAgain}>
            {status === "stopped" ? words.jobs.startAgain : words.shared.again}
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
  const left = seconds > 2 && done > 0 ? words.jobs.left(Math.ceil(rest)) : "";
  return words.jobs.progress(formatCount(done), formatCount(total), unit, left);
}
