import type { JSX } from "preact";
import { formatCount } from "../../src/results/charts/numbers.ts";
import { words } from "../strings/words.ts";
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
          <span class="result" title={words.shared.resultHash(picture.summary.resultHash)}>
            {words.runs.result(picture.summary.resultHash.slice(7, 15))}
          </span>
        )}
        {slow && (
          <button type="button" onClick={() => ensembles.stop()}>
            {words.page.cancel}
          </button>
        )}
        {again && (
          <button type="button" onClick={() => ensembles.resume()}>
            {progress.kind === "stopped" ? words.runs.finish : words.shared.again}
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
      return words.runs.counted(formatCount(finished), formatCount(requested));
    case "running": {
      const { done, total, since, preview } = progress;
      const seconds = (performance.now() - since) / 1000;
      const rest = (seconds / Math.max(1, done)) * (total - done);
      const left = seconds > 2 && done > 0 ? words.jobs.left(Math.ceil(rest)) : "";
      const shown = preview ? words.runs.firstShown(formatCount(finished)) : "";
      return words.runs.progress(formatCount(done), formatCount(total), shown, left);
    }
    case "done":
      return words.runs.done(
        formatCount(finished),
        formatCount(requested),
        progress.seconds.toFixed(1),
      );
    case "stopped":
      return words.runs.stopped(
        formatCount(progress.done),
        formatCount(progress.total),
        formatCount(progress.done),
      );
    case "failed":
      return words.runs.failed(progress.reason);
  }
}

/** The runs that failed, and that the others are shown. */
function Failures({ picture }: { readonly picture: Picture }): JSX.Element | null {
  const { failures, runs } = picture.summary;
  const [first] = failures;
  if (first === undefined) return null;
  const more = failures.length - 1;
  const details = failures
    .map(({ run, seed, reason }) => words.runs.failure(run + 1, seed, reason))
    .join("\n");
  return (
    <p class="failures" role="alert">
      {words.runs.someFailed(
        first.run + 1,
        first.seed,
        more > 0 ? formatCount(more) : null,
        formatCount(runs.finished),
      )}{" "}
      <button type="button" onClick={() => void navigator.clipboard.writeText(details)}>
        {words.runs.copy}
      </button>
    </p>
  );
}
