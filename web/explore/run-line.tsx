import type { JSX } from "preact";
import { formatCount } from "../../src/results/charts/numbers.ts";
import type { Progress } from "./ensembles.ts";
import { usePage } from "./page.ts";
import type { Picture } from "./picture.ts";

/** How many runs the picture shows and how far the rest are; below it a line that grows with them. */
export function RunLine(): JSX.Element {
  const { ensembles } = usePage();
  const progress = ensembles.progress.value;
  const picture = ensembles.picture.value;
  const running = progress.kind === "running";
  const slow = running && performance.now() - progress.since > 2_000;
  const again = progress.kind === "stopped" || progress.kind === "failed";
  const done = running ? progress.done / progress.total : 1;
  return (
    <div class={`run-line ${progress.kind}`}>
      <svg class="grown" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
        <rect width={running ? 100 * done : 0} height="2" />
      </svg>
      <p class="run-text">
        <span>{textOf(progress, picture)}</span>
        {(progress.kind === "done" || progress.kind === "shipped") && (
          <span class="result" title={`result_hash ${picture.summary.resultHash}`}>
            result {picture.summary.resultHash.slice(7, 15)}
          </span>
        )}
        {slow && (
          <button type="button" onClick={() => ensembles.stop()}>
            Cancel
          </button>
        )}
        {again && (
          <button type="button" onClick={() => ensembles.resume()}>
            {progress.kind === "stopped" ? "Finish" : "Try again"}
          </button>
        )}
      </p>
      <Failures picture={picture} />
    </div>
  );
}

function textOf(progress: Progress, { summary }: Picture): string {
  const { finished, requested } = summary.runs;
  switch (progress.kind) {
    case "shipped":
      return `${formatCount(finished)} of ${formatCount(requested)} runs`;
    case "running": {
      const { done, total, since, preview } = progress;
      const seconds = (performance.now() - since) / 1000;
      const rest = (seconds / Math.max(1, done)) * (total - done);
      const left = seconds > 2 && done > 0 ? ` · ${Math.ceil(rest)} s left` : "";
      const shown = preview ? `, the first ${formatCount(finished)} are shown` : "";
      return `${formatCount(done)} of ${formatCount(total)} runs${shown}${left}`;
    }
    case "done":
      return `${formatCount(finished)} of ${formatCount(requested)} runs · ${progress.seconds.toFixed(1)} s`;
    case "stopped":
      return `Stopped at ${formatCount(progress.done)} of ${formatCount(progress.total)} runs. These results use ${formatCount(progress.done)} runs.`;
    case "failed":
      return `Nothing new could be run: ${progress.reason}. What was there stays.`;
  }
}

/** The runs that failed, and that the others are shown. */
function Failures({ picture }: { readonly picture: Picture }): JSX.Element | null {
  const { failures, runs } = picture.summary;
  const [first] = failures;
  if (first === undefined) return null;
  const more = failures.length - 1;
  const details = failures
    .map(({ run, seed, reason }) => `run ${run + 1} (seed ${seed}): ${reason}`)
    .join("\n");
  return (
    <p class="failures" role="alert">
      Run {first.run + 1} failed (seed {first.seed}){more > 0 && ` and ${formatCount(more)} more`}.
      The other {formatCount(runs.finished)} are shown.{" "}
      <button type="button" onClick={() => void navigator.clipboard.writeText(details)}>
        Copy details
      </button>
    </p>
  );
}
