import * as z from "zod";
import { type MediaType, media, type Reply, type Route } from "../route.ts";

/** Names of the routes of this group. */
export type ResultRoute =
  | "result"
  | "resultRows"
  | "resultWords"
  | "resultSeries"
  | "resultCountry"
  | "resultMap"
  | "resultRuns"
  | "resultOutcomes"
  | "data";

const runId = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, "expected sha256: and 64 hexadecimal digits")
  .meta({ description: "Digest of the inputs" });

const period = z
  .string()
  .min(1)
  .max(10)
  .optional()
  .meta({ description: "Period at whose end to read, for example 2031Q2; the last if left out" });

const outcome = z.string().min(1).max(100).optional().meta({
  description: "One outcome, for example adoption.share; all if left out",
});

const tableForms: readonly MediaType[] = [media.json, media.csv, media.ndjson, media.parquet];

const aTable = (description: string, forms: readonly MediaType[] = tableForms): Reply => ({
  status: 200,
  description,
  forms,
  schema: "Table",
  headers: { etag: "The result hash, with the form" },
});

/** Results, which never change, and the data behind them. */
export const resultRoutes: Readonly<Record<ResultRoute, Route>> = {
  result: {
    id: "result",
    method: "GET",
    path: "/v1/results/{run_id}",
    group: "Results",
    summary: "A result",
    params: z.strictObject({ run_id: runId }),
    replies: [
      {
        status: 200,
        description: "The summary of all runs, or what an experiment found",
        forms: [media.json],
        schema: "AnyResult",
        headers: { etag: "The result hash" },
      },
    ],
    problems: ["not-found", "gone"],
  },
  resultRows: {
    id: "resultRows",
    method: "GET",
    path: "/v1/results/{run_id}/rows",
    group: "Results",
    summary: "What an experiment found, as rows of one shape",
    description: "The rows are those that the command of the same name prints as CSV.",
    params: z.strictObject({ run_id: runId }),
    replies: [aTable("Rows of one shape")],
    problems: ["not-found", "gone"],
  },
  resultWords: {
    id: "resultWords",
    method: "GET",
    path: "/v1/results/{run_id}/words",
    group: "Results",
    summary: "What an experiment found, as a paragraph",
    description:
      "Of explanations, attributions, flips, cascades and loops: the paragraph that the command of the same name prints with --words, its numbers written as in reports.",
    params: z.strictObject({ run_id: runId }),
    query: z.strictObject({
      length: z
        .enum(["short", "medium", "long"])
        .optional()
        .meta({ description: "medium if left out" }),
    }),
    replies: [
      {
        status: 200,
        description: "The paragraph",
        forms: [media.json, media.text],
        schema: "Words",
        headers: { etag: "The result hash, with the form" },
      },
    ],
    problems: ["not-found", "gone"],
  },
  resultSeries: {
    id: "resultSeries",
    method: "GET",
    path: "/v1/results/{run_id}/series",
    group: "Results",
    summary: "Outcomes over time: quantiles, mean and deviation over the runs",
    params: z.strictObject({ run_id: runId }),
    query: z.strictObject({ outcome }),
    replies: [aTable("A row per outcome, part and period")],
    problems: ["not-found", "gone"],
  },
  resultCountry: {
    id: "resultCountry",
    method: "GET",
    path: "/v1/results/{run_id}/countries/{iso3}",
    group: "Results",
    summary: "In which share of the runs a country has each supplier, over time",
    params: z.strictObject({
      run_id: runId,
      iso3: z.string().min(1).max(16).meta({ description: "Code of the country, for example KEN" }),
    }),
    replies: [aTable("A row per period", [media.json, media.csv, media.ndjson])],
    problems: ["not-found", "gone"],
  },
  resultMap: {
    id: "resultMap",
    method: "GET",
    path: "/v1/results/{run_id}/map",
    group: "Results",
    summary: "In which share of the runs each country has each supplier, at one date",
    params: z.strictObject({ run_id: runId }),
    query: z.strictObject({ at: period }),
    replies: [aTable("A row per country", [media.json, media.csv, media.ndjson])],
    problems: ["not-found", "gone"],
  },
  resultRuns: {
    id: "resultRuns",
    method: "GET",
    path: "/v1/results/{run_id}/runs",
    group: "Results",
    summary: "Every run: its seed, whether it finished, its hash",
    params: z.strictObject({ run_id: runId }),
    replies: [aTable("A row per run")],
    problems: ["not-found", "gone"],
  },
  resultOutcomes: {
    id: "resultOutcomes",
    method: "GET",
    path: "/v1/results/{run_id}/outcomes",
    group: "Results",
    summary: "The outcomes that the scenario asks for, of every run",
    params: z.strictObject({ run_id: runId }),
    replies: [aTable("A row per run and outcome")],
    problems: ["not-found", "gone"],
  },
  data: {
    id: "data",
    method: "GET",
    path: "/v1/data/{table}",
    group: "Inputs",
    summary: "A table of the shipped world",
    params: z.strictObject({
      table: z
        .enum(["countries", "covariates", "suppliers", "ties", "observed", "imputed"])
        .meta({ description: "Its README in scenarios/world names units, sources and licences" }),
    }),
    replies: [aTable("The table", [media.json, media.csv, media.ndjson])],
    problems: [],
  },
};
