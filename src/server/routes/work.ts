import type { FastifyInstance, FastifyRequest } from "fastify";
import { type ProblemDocument, problemNames } from "../../api/problem-types.ts";
import { media } from "../../api/route.ts";
import { routes } from "../../api/routes.ts";
import {
  experimentKinds,
  type JobDocument,
  type ValidationDocument,
} from "../../api/schemas/jobs.ts";
import { MODEL_VERSION } from "../../core/version.ts";
import { differenceRows } from "../../results/compare/difference-rows.ts";
import { digestOf } from "../../results/identity.ts";
import { planRuns } from "../../results/plan-runs.ts";
import { commandLine } from "../../results/shell-words.ts";
import { type Answer, bind, type Call, json } from "../bind.ts";
import { costOf, requireAllowed } from "../cost.ts";
import { eventStream } from "../event-stream.ts";
import type { ServedExperiment } from "../experiments/experiment.ts";
import { served } from "../experiments/make-experiment.ts";
import { isFinal, type JobQueue } from "../jobs/queue.ts";
import type { Speed } from "../jobs/speed.ts";
import type { Desk, Work } from "../jobs/work.ts";
import type { Limits } from "../limits.ts";
import { limitRate } from "../rate.ts";
import { readScenario, requireModel, requireScenario, sizeOf } from "../read-request.ts";
import { readScenarios } from "../read-scenarios.ts";
import { problemItem, Refusal } from "../refusal.ts";
import type { ResultStore } from "../results/result-store.ts";
import { onePortion, tableAnswer } from "../results/table-answer.ts";

/** What the routes that make the server work need. */
export interface WorkParts {
  readonly desk: Desk;
  readonly results: ResultStore;
  readonly limits: Limits;
  readonly speed: Speed;
  readonly queue: JobQueue;
}

/** Longest wait that `Prefer: wait=` is given, s. */
const LONGEST_WAIT = 60;

/** Binds what makes the server work, and how that goes. */
export function addWork(app: FastifyInstance, parts: WorkParts): void {
  const { desk, limits, speed, queue } = parts;
  const { world } = desk;
  const count = limitRate(limits.perMinute);
  let streams = 0;

  bind(app, routes.validate, async (call) => {
    count(ownerOf(call.request));
    requireModel(call);
    const parsed = await readScenario(call, world);
    const document: ValidationDocument = {
      valid: parsed.ok,
      problems: parsed.problems.map(problemItem),
      cost: parsed.ok
        ? costOf(parsed.value, sizeOf(call, parsed.value).count, world, limits, speed)
        : null,
    };
    return json(document);
  });

  bind(app, routes.diff, async (call) => {
    count(ownerOf(call.request));
    const [from, to] = (await readScenarios(call, world, 2)).scenarios;
    if (from === undefined || to === undefined) throw new Error("two scenarios were to be read");
    const rows = differenceRows(from, to, world).map((row) =>
      differenceColumns.map(({ name }) => row[name] ?? null),
    );
    const table = {
      of: digestOf({ from, to }),
      columns: differenceColumns,
      portions: onePortion(rows),
    };
    return { ...tableAnswer(table, call.form), ...noStore };
  });

  bind(app, routes.run, async (call) => {
    count(ownerOf(call.request));
    requireModel(call);
    const scenario = await requireScenario(call, world);
    const size = sizeOf(call, scenario);
    const cost = costOf(scenario, size.count, world, limits, speed);
    requireAllowed(cost, limits);
    const { runId } = planRuns(await desk.spread(scenario), size);
    const work = { kind: "run", runId, scenario, ...size, cost: cost.country_steps } as const;
    return answerWork(parts, call, work, cost.inline);
  });

  for (const kind of experimentKinds) {
    const experiment: ServedExperiment<unknown> = served[kind];
    bind(app, routes[kind], async (call) => {
      count(ownerOf(call.request));
      requireModel(call);
      const asked = await experiment.ask(call, desk);
      const { scenario, question, sets, command, repeats, ...size } = asked;
      const cost = costOf(scenario, size.count, world, limits, speed);
      requireAllowed(cost, limits, repeats);
      // With the whole scenario: what varies in it is in no parameter set.
      const of = { model: MODEL_VERSION, world: world.digest, scenario };
      const inputs = { ...of, kind, question, sets, ...size };
      const work = {
        kind,
        runId: digestOf(inputs),
        scenario,
        question,
        ...size,
        cost: cost.country_steps,
        command: commandLine(["panoptes", ...command, "--json"]),
      };
      return answerWork(parts, call, work, cost.inline);
    });
  }

  bind(app, routes.jobs, () => json({ jobs: queue.list() }, noStore));

  const known = (id: string | undefined): JobDocument => {
    const job = queue.find(id ?? "");
    if (job === null) throw new Refusal("not-found", "no job has this id; jobs are kept for a day");
    return job;
  };

  bind(app, routes.job, async ({ params, request }) => {
    const job = known(params.id);
    const wait = waitOf(request);
    if (wait > 0) await queue.settled(job.id, wait);
    return json(known(params.id), noStore);
  });

  bind(app, routes.jobEvents, async ({ params, request, form }) => {
    const job = known(params.id);
    if (form !== media.events) {
      const wait = waitOf(request);
      if (wait > 0) await queue.settled(job.id, wait);
      return json(known(params.id), noStore);
    }
    if (streams >= limits.streams) {
      throw new Refusal("queue-full", `${streams} streams are open already`, [], {
        "retry-after": "5",
      });
    }
    streams++;
    const last = /^\d{1,12}$/.exec(String(request.headers["last-event-id"] ?? ""))?.[0] ?? "0";
    const body = eventStream(
      (send) => {
        let ended = false;
        const stop = queue.listen(job.id, Number(last), (event) => {
          ended ||= event.name === "done";
          send(event);
        });
        // The end of a job of an earlier time of the server is not remembered as an event.
        const now = queue.find(job.id);
        if (!ended && now !== null && isFinal(now.state)) {
          const { state, result } = now;
          send({ id: Number(last) + 1, name: "done", data: { state, result } });
        }
        return stop ?? (() => undefined);
      },
      () => {
        streams--;
      },
    );
    return { body, headers: { "cache-control": "no-store", "x-accel-buffering": "no" } };
  });

  bind(app, routes.cancelJob, ({ params }) =>
    jobAnswer(queue.cancel(known(params.id).id) ?? known("")),
  );
}

const differenceColumns = [
  { name: "path", unit: "", definition: "Input that differs" },
  {
    name: "from",
    unit: "",
    definition: "Its value in the first scenario; missing where there is none",
  },
  { name: "to", unit: "", definition: "Its value in the second" },
  { name: "because", unit: "", definition: "Reason that the second gives" },
  { name: "source", unit: "", definition: "Source that the second names" },
] as const;

const noStore = { headers: { "cache-control": "no-store" } };

/** Answers with the result where it is there or comes soon, else with the job that will have it. */
async function answerWork(
  parts: WorkParts,
  { request }: Call,
  work: Work,
  inline: boolean,
): Promise<Answer> {
  const { limits, queue, results } = parts;
  const found = results.find(work.runId);
  if (found !== null && found !== "gone") return resultAnswer(parts, work.runId);
  const job = queue.submit(work, ownerOf(request));
  if (!inline || prefers(request, "respond-async")) return jobAnswer(job);
  await queue.settled(job.id, limits.patience);
  const ended = queue.find(job.id);
  if (ended?.state === "failed") throw refusalOf(ended.problem);
  return results.find(work.runId) === null
    ? jobAnswer(ended ?? job)
    : resultAnswer(parts, work.runId);
}

/** What ended a job, for whoever asked for it. */
function refusalOf(problem: ProblemDocument | null): Refusal {
  const name = problemNames.find((one) => problem?.type.endsWith(`/${one}`)) ?? "internal";
  return new Refusal(name, problem?.detail ?? "the job failed");
}

function jobAnswer(job: JobDocument): Answer {
  return json(job, {
    status: 202,
    headers: { "cache-control": "no-store", location: job.links.self },
  });
}

async function resultAnswer({ results }: WorkParts, runId: string): Promise<Answer> {
  const found = results.find(runId);
  if (found === null || found === "gone") throw new Error(`the result ${runId} is not there`);
  const location = `/v1/results/${runId}`;
  return {
    form: media.json,
    headers: { "cache-control": "no-store", "content-location": location },
    body: await results.text(found),
  };
}

/** Who asks, for limits: the address; there is one token at most. */
function ownerOf(request: FastifyRequest): string {
  return request.ip;
}

function prefers(request: FastifyRequest, preference: string): boolean {
  return String(request.headers.prefer ?? "")
    .split(/[,;]/)
    .some((part) => part.trim().toLowerCase() === preference);
}

/** Seconds that `Prefer: wait=` asks for; 0 where it does not. */
function waitOf(request: FastifyRequest): number {
  const wait = /(?:^|[,;]) *wait=(\d{1,5})/i.exec(String(request.headers.prefer ?? ""))?.[1];
  return wait === undefined ? 0 : Math.min(LONGEST_WAIT, Number(wait));
}
