import type { JSX } from "preact";
import { formatCount } from "../../src/results/charts/numbers.ts";
import { usePage } from "../explore/page.ts";
import { words } from "../strings/words.ts";
import {
  type ExperimentJob,
  isOpen,
  type JobState,
  jobs,
  removeJob,
  shownJob,
} from "./job-list.ts";
import { begin } from "./run-place.tsx";

/** Every experiment with how far it is, and what can be done with it. */
export function JobRows(): JSX.Element | null {
  const all = jobs.value;
  if (all.length === 0) return null;
  const open = all.map(({ state }) => state.value).filter(isOpen);
  const waiting = open.filter(({ status }) => status === "waiting").length;
  return (
    <section class="job-rows">
      <h3>
        {words.experiments.jobs}{" "}
        <span class="aside">{words.experiments.open(open.length - waiting, waiting)}</span>
      </h3>
      <ul>
        {all.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

function JobRow({ job }: { readonly job: ExperimentJob }): JSX.Element {
  const page = usePage();
  const text = words.experiments;
  const state = job.state.value;
  const { status, done, total } = state;
  const name = nameOf(job);
  const hold = job.hold.value;
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const drawn = job.kind in text.kinds;
  const button = (label: string, press: () => void, more: object = {}): JSX.Element => (
    <button type="button" aria-label={text.ofJob(label, name)} onClick={press} {...more}>
      {label}
    </button>
  );
  return (
    <li class={`run-line job-line ${status}`} aria-current={shownJob.value === job.id}>
      <svg class="grown" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
        <rect width={isOpen(state) ? 100 * share : 0} height="2" />
      </svg>
      <div class="run-text">
        <strong>{name}</strong>
        <span role="status">{statusText(state)}</span>
        <span class="job-buttons">
          {hold !== null &&
            status !== "stopping" &&
            button(status === "paused" ? text.resume : text.pause, () => hold(status !== "paused"))}
          {isOpen(state) && status !== "stopping" && button(words.page.cancel, () => job.stop())}
          {drawn &&
            (state.found !== null || status === "done" || status === "stopped") &&
            shownJob.value !== job.id &&
            button(text.show, () => {
              shownJob.value = job.id;
              job.show();
            })}
          {(status === "failed" || (status === "stopped" && state.found === null)) &&
            job.asked !== null &&
            button(words.shared.again, () => job.asked && begin(page, job.asked.question))}
          {!isOpen(state) && button(text.remove, () => removeJob(job))}
        </span>
      </div>
    </li>
  );
}

/** What an experiment is called: "Sensitivity · Baseline". */
export function nameOf({ kind, scenario, where }: ExperimentJob): string {
  const { kinds, otherKinds, places } = words.experiments;
  const known: Readonly<Record<string, string>> = { ...kinds, ...otherKinds };
  const parts = [known[kind] ?? kind, scenario, ...(where === "server" ? [places.server] : [])];
  return parts.join(" · ");
}

function statusText({ status, done, total, left, reason }: JobState): string {
  const text = words.experiments;
  const ofAll = text.runsOf(formatCount(done), formatCount(total));
  switch (status) {
    case "waiting":
      return text.waiting;
    case "running":
      return `${ofAll}${left === null ? "" : text.left(Math.ceil(left))}`;
    case "paused":
      return text.pausedAt(ofAll);
    case "stopping":
      return text.stopping;
    case "done":
      return `${text.runs(formatCount(done))}${reason === "" ? "" : ` · ${reason}`}`;
    case "stopped":
      return done === 0 ? words.jobs.stoppedEmpty : text.stoppedAt(ofAll);
    case "failed":
      return words.jobs.failed(reason);
  }
}
