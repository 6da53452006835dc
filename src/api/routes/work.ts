import * as z from "zod";
import { media, type Reply, type Route } from "../route.ts";

/** Names of the routes of this group. */
export type WorkRoute = "validate" | "run" | "jobs" | "job" | "jobEvents" | "cancelJob";

/** A scenario as the body of a request. */
export const scenarioBody: NonNullable<Route["body"]> = {
  description: "a scenario document, as YAML or JSON; left out where ?scenario= names one",
  forms: [media.yaml, media.json],
  schema: "Scenario",
  required: false,
};

/** What may stand behind the question mark where a scenario is run. */
export const scenarioQuery: Readonly<
  Record<"scenario" | "runs" | "seed" | "model", z.ZodOptional<z.ZodString>>
> = {
  scenario: z.string().min(1).max(16_000).optional().meta({
    description: "Built-in name, name@version or share link, in place of a body",
  }),
  runs: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, "expected a whole number from 1")
    .optional()
    .meta({ description: "Number of runs; the scenario's own if left out" }),
  seed: z.string().min(1).max(200).optional().meta({
    description: "Any text or number; the scenario's own if left out",
  }),
  model: z.string().min(1).max(32).optional().meta({
    description: "Model version that the answer must come from",
  }),
};

const jobId = z.strictObject({
  id: z.string().regex(/^job_[0-9a-z]{16,32}$/, "expected the id of a job"),
});

/** A job in place of an answer. */
export const aJob: Reply = {
  status: 202,
  description: "A job that is under way; it is found at Location",
  forms: [media.json],
  schema: "Job",
  headers: { location: "Address of the job" },
};

/** What makes the server work, and how that goes. */
export const workRoutes: Readonly<Record<WorkRoute, Route>> = {
  validate: {
    id: "validate",
    method: "POST",
    path: "/v1/validate",
    group: "Work",
    summary: "Check a scenario and estimate what running it would take",
    description: "Runs nothing. A scenario that is not valid is no error here: valid is false.",
    query: z.strictObject(scenarioQuery),
    body: scenarioBody,
    replies: [
      { status: 200, description: "What was found", forms: [media.json], schema: "Validation" },
    ],
    problems: ["unsupported-media-type", "body-too-large", "model-unavailable"],
  },
  run: {
    id: "run",
    method: "POST",
    path: "/v1/runs",
    group: "Work",
    summary: "Run an ensemble",
    description:
      "A small one is answered with its result, a large one with a job. The same inputs give the same run_id: they join the job that is under way, or find the result that is there. Prefer: respond-async asks for a job in any case.",
    query: z.strictObject(scenarioQuery),
    body: scenarioBody,
    replies: [
      {
        status: 200,
        description: "The result",
        forms: [media.json],
        schema: "Result",
        headers: { "content-location": "Address of the result" },
      },
      aJob,
    ],
    problems: [
      "unsupported-media-type",
      "body-too-large",
      "invalid-scenario",
      "model-unavailable",
      "too-expensive",
      "rate-limited",
      "queue-full",
    ],
  },
  jobs: {
    id: "jobs",
    method: "GET",
    path: "/v1/jobs",
    group: "Work",
    summary: "Jobs, the newest first",
    replies: [{ status: 200, description: "At most 100", forms: [media.json], schema: "JobList" }],
    problems: [],
  },
  job: {
    id: "job",
    method: "GET",
    path: "/v1/jobs/{id}",
    group: "Work",
    summary: "A job",
    description:
      "Prefer: wait=20 answers once the job has ended, or after so many seconds, at most 60.",
    params: jobId,
    replies: [{ status: 200, description: "The job", forms: [media.json], schema: "Job" }],
    problems: ["not-found"],
  },
  jobEvents: {
    id: "jobEvents",
    method: "GET",
    path: "/v1/jobs/{id}/events",
    group: "Work",
    summary: "What happens to a job, as it happens",
    description:
      "Server-sent events: progress at most four times a second, then done. Last-Event-ID goes on where a connection broke. Other forms give the latest state.",
    params: jobId,
    replies: [
      {
        status: 200,
        description: "The latest state, or a stream of events that ends with the job",
        forms: [media.json, media.events],
        schema: "Job",
      },
    ],
    problems: ["not-found", "queue-full"],
  },
  cancelJob: {
    id: "cancelJob",
    method: "POST",
    path: "/v1/jobs/{id}/cancel",
    group: "Work",
    summary: "Stop a job",
    description:
      "Runs that are finished stay readable. Stopping a job that has ended does nothing.",
    params: jobId,
    replies: [aJob],
    problems: ["not-found"],
  },
};
