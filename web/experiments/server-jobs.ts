import { type Signal, signal } from "@preact/signals";
import type { ExperimentDocument } from "../../src/api/schemas/experiments.ts";
import type { JobDocument } from "../../src/api/schemas/jobs.ts";
import type { Page } from "../explore/page.ts";
import { documentOf } from "../explore/share-link.ts";
import type { FoundDocument } from "../lab/experiment-task.ts";
import type { Question } from "../lab/question.ts";
import { words } from "../strings/words.ts";
import { runsOf, wordsOf } from "./asked.ts";
import {
  addJob,
  type ExperimentJob,
  firstState,
  type JobState,
  jobs,
  reasonOf,
  titleOf,
  update,
} from "./job-list.ts";
import { withLevers } from "./levers.ts";
import { ask, followJob } from "./server.ts";

/** Where the server takes experiments of each kind. */
export const paths: Readonly<Record<Question["kind"], string>> = {
  sweep: "/v1/sweeps",
  sensitivity: "/v1/sensitivities",
  discovery: "/v1/discoveries",
  tradeoff: "/v1/tradeoffs",
};

/** Ids of the server's jobs that are in the list. */
const known = new Set<string>();

/** Has the server make an experiment on the present choice. */
export async function askServer(page: Page, question: Question): Promise<void> {
  const { store, versions } = page;
  const choice = store.choice.peek();
  const document = documentOf(withLevers(choice), store.shipped.peek(), versions);
  const query = new URLSearchParams(
    wordsOf(question).map(([name, values]) => [name, values.join(",")]),
  );
  const state = firstState(runsOf(question));
  let job: JobDocument | null = null;
  const end = { fetch: () => {} };
  addJob({
    where: "server",
    kind: question.kind,
    scenario: titleOf(page, choice),
    asked: { question, choice },
    state,
    hold: signal(null),
    stop: () => job !== null && cancel(job, state),
    show: () => end.fetch(),
  });
  try {
    const answer = await ask(`${paths[question.kind]}?${query}`, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "respond-async" },
      body: JSON.stringify(document),
    });
    const said: JobDocument | ExperimentDocument = await answer.json();
    if ("answer" in said) {
      const status = said.status === "complete" ? "done" : "stopped";
      update(state, { ...told(said), status, done: said.runs.done });
      return;
    }
    job = said;
    known.add(said.id);
    await follow(said, state, end);
    end.fetch();
  } catch (error) {
    update(state, { status: "failed", reason: reasonOf(error) });
  }
}

/** Lists the jobs that the server has already. */
export async function listServerJobs(): Promise<void> {
  const { jobs: listed }: { jobs: readonly JobDocument[] } = await (await ask("/v1/jobs")).json();
  const added = listed.filter(({ id }) => !known.has(id)).map(adopted);
  for (const { id } of added) known.add(id);
  jobs.value = [...jobs.peek(), ...added];
}

function adopted(job: JobDocument): ExperimentJob {
  const state = firstState(job.total);
  const end = { fetch: () => {} };
  follow(job, state, end).catch((error: unknown) =>
    update(state, { status: "failed", reason: reasonOf(error) }),
  );
  return {
    id: job.id,
    where: "server",
    kind: job.kind,
    scenario: job.scenario,
    asked: null,
    state,
    hold: signal(null),
    stop: () => cancel(job, state),
    show: () => end.fetch(),
  };
}

function cancel({ links }: JobDocument, state: Signal<JobState>): void {
  const { status } = state.peek();
  update(state, { status: "stopping" });
  ask(links.cancel, { method: "POST" }).catch(() => update(state, { status }));
}

/** Keeps a state up with a job until it has ended; then `fetch` fetches its result, once. */
async function follow(
  begun: JobDocument,
  state: Signal<JobState>,
  end: { fetch: () => void },
): Promise<void> {
  let job = begun;
  if (begun.ended === null) {
    update(state, { status: begun.state === "queued" ? "waiting" : "running" });
    job = await followJob(begun, ({ done, total, eta_s: left }) => {
      const { status } = state.peek();
      update(state, { done, total, left, status: status === "stopping" ? status : "running" });
    });
  }
  const { result, problem, done, total } = job;
  if (job.state === "failed") throw new Error(problem?.detail ?? words.experiments.serverGone);
  const status = job.state === "succeeded" ? "done" : "stopped";
  update(state, { status, done, total, left: null });
  if (result === null) return;
  let asked = false;
  end.fetch = () => {
    if (asked) return;
    asked = true;
    ask(result)
      .then(async (answer) => update(state, told(await answer.json())))
      .catch((error: unknown) => {
        asked = false;
        update(state, { reason: reasonOf(error) });
      });
  };
}

/** What the page shows of a result. Results of runs are of another form, and it shows nothing of them. */
function told({
  answer,
  links,
  reproduce = "",
}: Partial<ExperimentDocument>): Pick<JobState, "found" | "csv" | "command"> {
  return {
    command: reproduce,
    found: (answer as FoundDocument | undefined) ?? null,
    csv: links === undefined ? null : async () => (await ask(links.rows, csv)).text(),
  };
}

const csv = { headers: { accept: "text/csv" } };
