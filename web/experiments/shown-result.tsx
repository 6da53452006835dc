import type { JSX } from "preact";
import type { FoundDocument } from "../lab/experiment-task.ts";
import { words } from "../strings/words.ts";
import { DiscoveryResult } from "./discovery-result.tsx";
import { type ExperimentJob, isOpen, jobs, shownJob } from "./job-list.ts";
import { nameOf } from "./job-rows.tsx";
import { SensitivityResult } from "./sensitivity-result.tsx";
import { SweepResult } from "./sweep-result.tsx";
import { TradeoffResult } from "./tradeoff-result.tsx";

/** What a result is drawn of. */
export interface ResultOf<D extends FoundDocument> {
  readonly job: ExperimentJob;
  readonly found: D;
  /** The line under its chart. */
  readonly source: string;
}

/** What the experiment that was picked came to, also while it is under way. */
export function ShownResult(): JSX.Element | null {
  const job = jobs.value.find(({ id }) => id === shownJob.value);
  if (job === undefined) return null;
  const state = job.state.value;
  const { found } = state;
  if (found === null) return null;
  const counted = words.experiments.simulated(state.done, state.total, isOpen(state));
  const { model, data } = found.versions;
  const source = words.shared.sourceOf(counted, model, data);
  return (
    <section class="experiment" aria-label={words.experiments.result} key={job.id}>
      <h3>{nameOf(job)}</h3>
      <Result job={job} found={found} source={source} />
    </section>
  );
}

function Result({ found, ...rest }: ResultOf<FoundDocument>): JSX.Element | null {
  switch (found.schema) {
    case "panoptes/sweep@1":
      return <SweepResult found={found} {...rest} />;
    case "panoptes/sensitivity@1":
      return <SensitivityResult found={found} {...rest} />;
    case "panoptes/discovery@1":
      return <DiscoveryResult found={found} {...rest} />;
    case "panoptes/tradeoff@1":
      return <TradeoffResult found={found} {...rest} />;
    default:
      // Results of a server's other jobs: the page has views of their own for such questions.
      return null;
  }
}
