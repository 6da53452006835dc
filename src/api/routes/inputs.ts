import * as z from "zod";
import { media, type Route } from "../route.ts";

const scenarioId = z.strictObject({
  id: z.string().min(1).max(64).meta({ description: "Name of a built-in scenario" }),
});

/** Names of the routes of this group. */
export type InputRoute = "scenarios" | "scenario" | "diff" | "parameters";

/** What goes into a run. */
export const inputRoutes: Readonly<Record<InputRoute, Route>> = {
  scenarios: {
    id: "scenarios",
    method: "GET",
    path: "/v1/scenarios",
    group: "Inputs",
    summary: "The built-in scenarios",
    replies: [
      { status: 200, description: "All of them", forms: [media.json], schema: "ScenarioList" },
    ],
    problems: [],
  },
  scenario: {
    id: "scenario",
    method: "GET",
    path: "/v1/scenarios/{id}",
    group: "Inputs",
    summary: "A built-in scenario",
    description: "The file as it is shipped, or the same as JSON.",
    params: scenarioId,
    query: z.strictObject({
      resolved: z
        .enum(["true", "false"])
        .optional()
        .meta({ description: "true: with everything it extends written out" }),
    }),
    replies: [
      {
        status: 200,
        description: "The scenario",
        forms: [media.json, media.yaml],
        schema: "Scenario",
      },
    ],
    problems: ["not-found"],
  },
  diff: {
    id: "diff",
    method: "POST",
    path: "/v1/diffs",
    group: "Inputs",
    summary: "What differs between two scenarios: inputs only, nothing is run",
    query: z.strictObject({
      scenarios: z.string().min(1).max(64_000).optional().meta({
        description: "Two built-in names or share links, separated by a comma, in place of a body",
      }),
    }),
    body: {
      description: 'the two scenarios: {"scenarios": ["baseline", {…}]}',
      forms: [media.json],
      schema: "ComparisonRequest",
      required: false,
    },
    replies: [
      {
        status: 200,
        description: "A row for each input that differs, with the reason that the second gives",
        forms: [media.json, media.csv, media.ndjson],
        schema: "Table",
      },
    ],
    problems: ["unsupported-media-type", "body-too-large", "invalid-scenario", "rate-limited"],
  },
  parameters: {
    id: "parameters",
    method: "GET",
    path: "/v1/parameters",
    group: "Inputs",
    summary: "The registry of parameters, with unit, range and source",
    replies: [
      {
        status: 200,
        description: "All of them",
        forms: [media.json, media.csv, media.ndjson],
        schema: "ParameterList",
      },
    ],
    problems: [],
  },
};
