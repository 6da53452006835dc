import * as z from "zod";
import { media, type Route } from "../route.ts";

const scenarioId = z.strictObject({
  id: z.string().min(1).max(64).meta({ description: "Name of a built-in scenario" }),
});

/** Names of the routes of this group. */
export type InputRoute = "scenarios" | "scenario" | "parameters";

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
