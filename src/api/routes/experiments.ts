import * as z from "zod";
import { media, type Reply, type Route } from "../route.ts";
import type { ExperimentKind } from "../schemas/jobs.ts";
import { aJob, scenarioBody, scenarioQuery } from "./work.ts";

const text = (description: string, most = 200) =>
  z.string().min(1).max(most).optional().meta({ description });

const whole = (description: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,6}$/, "expected a whole number from 1")
    .optional()
    .meta({ description });

const period = text("Period at whose end values are read, for example 2031Q2", 10);

const country = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: "Code of the country, for example KEN" });

const oneRun = z
  .string()
  .regex(/^\d{1,7}$/, "expected the number of a run, from 0")
  .optional()
  .meta({ description: "One run; all if left out" });

const metric = z
  .string()
  .min(1)
  .max(100)
  .meta({ description: "The outcome, for example adoption.share.china" });

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

const variation = {
  scenario: scenarioQuery.scenario,
  seed: scenarioQuery.seed,
  model: scenarioQuery.model,
  vary: text("Levers and uncertainties to vary, separated by commas; all if left out", 2000),
  design_seed: text("Seed of the points"),
};

const points = {
  ...variation,
  runs: scenarioQuery.runs,
  sampler: text("How points are drawn; the scenario's design or latin-hypercube if left out", 32),
  points: whole("Number of points, at most 10,000; the scenario's design or 128 if left out"),
  policies: whole("Points over levers, each crossed with all points over uncertainties"),
};

/** A scenario, with a table of points if there is one. */
const pointsBody: NonNullable<Route["body"]> = {
  ...scenarioBody,
  description: `${scenarioBody.description}; or as JSON {"scenario": …, "table": "…"}, with points of one's own as CSV`,
  schema: "ScenarioOrPoints",
};

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
  sweep: {
    ...shared,
    id: "sweep",
    path: "/v1/sweeps",
    summary: "Run a scenario at many points, with the same seeds at each",
    description:
      "What varies stands in the scenario, under levers and uncertainty. Rows are one for each run.",
    query: z.strictObject({
      ...points,
      precise: text(
        "Add runs until an outcome is so precise: adoption.share=0.01, adoption.share:p90=0.02",
      ),
      most: whole("Runs of a point, at most, where precise asks for more"),
      budget: whole("Runs of all points together"),
    }),
    body: pointsBody,
  },
  sensitivity: {
    ...shared,
    id: "sensitivity",
    path: "/v1/sensitivities",
    summary: "What matters to outcomes, luck included",
    query: z.strictObject({
      ...variation,
      method: z.enum(["sobol", "morris"]).optional().meta({ description: "sobol if left out" }),
      base: whole("Rows of the design, or trajectories"),
      second_order: z
        .enum(["true", "false"])
        .optional()
        .meta({ description: "Also the indices of pairs" }),
      group: text(
        "Inputs that count as one: name=first,second; several groups behind semicolons",
        2000,
      ),
      outcome: text("The only outcome to tell of"),
    }),
    body: scenarioBody,
  },
  discovery: {
    ...shared,
    id: "discovery",
    path: "/v1/discoveries",
    summary: "Where in the space of what varies an outcome passes a threshold",
    query: z.strictObject({
      ...points,
      above: text("What is of interest: adoption.share=0.35"),
      below: text("What is of interest, from the other side"),
      method: z.enum(["prim", "cart"]).optional().meta({ description: "prim if left out" }),
      boxes: whole("Boxes, at most; 2 if left out"),
      conditions: whole("Conditions of a box, at most; 3 if left out"),
    }),
    body: pointsBody,
  },
  tradeoff: {
    ...shared,
    id: "tradeoff",
    path: "/v1/tradeoffs",
    summary: "Policies that nothing dominates, over the levers of a scenario",
    query: z.strictObject({
      ...variation,
      goal: text(
        "Objectives, separated by commas: rights.erosion=minimise; the scenario's if left out",
        2000,
      ),
      robust: text("mean, worst-decile, regret or satisfy", 32),
      satisfy: text("Limits of objectives, separated by commas: rights.erosion=0.5", 2000),
      worlds: whole("Worlds that a policy is tried in; 16 if left out"),
      fresh: whole("Further worlds that the front is tried in"),
      population: whole("Policies of a generation; 24 if left out"),
      budget: whole("Runs of the search"),
    }),
    body: scenarioBody,
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
      country,
      at: period,
      run: oneRun,
      segment: text("Segment of the market; all if left out", 64),
      chosen: text("Supplier that was chosen, or none; the most frequent if left out", 64),
      over: text("Supplier that it was chosen over, or none; the runner-up if left out", 64),
      without: text(
        "Interventions to take away one by one, separated by commas, or all or none; all up to 6 if left out",
        2000,
      ),
    }),
    body: scenarioBody,
  },
  attribution: {
    ...shared,
    id: "attribution",
    path: "/v1/attributions",
    summary: "Which measure of a scenario does how much, by Shapley values",
    description:
      "The difference from another scenario is shared out among the measures in which they differ. Every coalition of measures is run on the same luck.",
    query: z.strictObject({
      ...scenarioQuery,
      metric,
      at: period,
      against: scenarioQuery.scenario.meta({
        description:
          "Built-in name or share link of what it differs from; the root of what it extends if left out",
      }),
      mechanisms: z.enum(["true", "false"]).optional().meta({
        description: "Also how much of the difference is lost with each mechanism off",
      }),
    }),
    body: scenarioBody,
  },
  flip: {
    ...shared,
    id: "flip",
    path: "/v1/flips",
    summary: "The least change of one lever that turns an outcome or a decision round",
    description:
      "Ask of an outcome by metric and limit, or of a decision by country and supplier. Every value of the lever is run on the same luck.",
    query: z.strictObject({
      ...scenarioQuery,
      lever: z.string().min(1).max(200).meta({
        description:
          "choice.price, suppliers.usa.price, mechanisms.peers, countries.KEN.democracy, or what the scenario varies in its interventions",
      }),
      metric: metric.optional(),
      limit: text("Value that half of the runs lie above or below", 32),
      country: country.optional(),
      supplier: text("Whom the country has a contract with in half of the runs, or none", 64),
      segment: text("Segment of the market; any if left out", 64),
      at: period,
      run: oneRun,
      grid: whole("Steps over the lever's range; 40 if left out"),
    }),
    body: scenarioBody,
  },
  cascade: {
    ...shared,
    id: "cascade",
    path: "/v1/cascades",
    summary: "Who decided because of whom",
    description:
      "Each run is repeated without the contracts of each country in turn and without each ban: 5 runs if left out. Rows are one for each influence.",
    query: z.strictObject({ ...scenarioQuery, at: period }),
    body: scenarioBody,
  },
  loops: {
    ...shared,
    id: "loops",
    path: "/v1/loops",
    summary: "How much of an outcome's change each feedback loop carries",
    description:
      "Each run is repeated with every combination of the loops held: 20 runs if left out. Rows are one for each period and part.",
    query: z.strictObject({
      ...scenarioQuery,
      metric,
      since: text("Period at whose end loops are held; the first if left out", 10),
      at: period,
      run: oneRun,
    }),
    body: scenarioBody,
  },
};
