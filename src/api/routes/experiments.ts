import * as z from "zod";
import { media, type Reply, type Route } from "../route.ts";
import type { ExperimentKind } from "../schemas/jobs.ts";
import { aJob, scenarioBody, scenarioQuery } from "./work.ts";

const text = (description: string, most = 200) =>
  z.string().min(1).max(most).optional().meta({ description });

const period = text("Period at whose end values are read, for example 2031Q2", 10);

const replies: readonly Reply[] = [
  {
    status: 200,
    description: "What was found",
    forms: [media.json],
    schema: "Experiment",
    headers: { "content-location": "Address of the result" },
  },
  aJob,
];

const problems = [
  "unsupported-media-type",
  "body-too-large",
  "invalid-scenario",
  "model-unavailable",
  "too-expensive",
  "rate-limited",
  "queue-full",
] as const;

const shared = { method: "POST", group: "Experiments", replies, problems } as const;

/** Experiments: what makes many runs and says one thing about them. */
export const experimentRoutes: Readonly<Record<ExperimentKind, Route>> = {
  comparison: {
    ...shared,
    id: "comparison",
    path: "/v1/comparisons",
    summary: "Compare scenarios pair by pair, with the same luck",
    description:
      "Each scenario is compared with the first. Name built-in ones with ?scenarios=baseline,brussels-wave, or send a list of names, share links and documents.",
    query: z.strictObject({
      scenarios: text(
        "Built-in names or share links, separated by commas, in place of a body",
        64_000,
      ),
      runs: scenarioQuery.runs,
      seed: scenarioQuery.seed,
      model: scenarioQuery.model,
      at: period,
    }),
    body: {
      description: 'a list of scenarios: {"scenarios": ["baseline", {…}]}',
      forms: [media.json],
      schema: "ComparisonRequest",
      required: false,
    },
  },
  explanation: {
    ...shared,
    id: "explanation",
    path: "/v1/explanations",
    summary: "Why a country decided what it did",
    description:
      "What happened in the country until a period, and the terms of the decisions that gave what is most frequent there, over all runs or in one of them.",
    query: z.strictObject({
      ...scenarioQuery,
      country: z
        .string()
        .min(1)
        .max(64)
        .meta({ description: "Code of the country, for example KEN" }),
      at: period,
      run: z
        .string()
        .regex(/^\d{1,7}$/, "expected the number of a run, from 0")
        .optional()
        .meta({ description: "One run; all if left out" }),
      segment: text("Segment of the market; all if left out", 64),
      chosen: text("Supplier that was chosen, or none; the most frequent if left out", 64),
      over: text("Supplier that it was chosen over, or none; the runner-up if left out", 64),
    }),
    body: scenarioBody,
  },
};
