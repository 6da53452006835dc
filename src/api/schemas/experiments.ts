import * as z from "zod";
import { type ExperimentKind, experimentKinds } from "./jobs.ts";

/** An experiment that was made. It never changes. */
export interface ExperimentDocument {
  readonly schema: "panoptes/experiment-result@1";
  readonly kind: ExperimentKind;
  /** Digest of what went in. */
  readonly run_id: string;
  /** Hash of what came out. */
  readonly result_hash: string;
  /** Partial: it was stopped, or its time was up, before all runs were made. */
  readonly status: "complete" | "partial";
  /** The scenarios that were run, the one that others are compared with first. */
  readonly scenarios: readonly { readonly id: string; readonly title: string }[];
  readonly versions: {
    readonly panoptes: string;
    readonly model: string;
    readonly data: string;
    readonly data_digest: string;
  };
  readonly seed: string;
  readonly runs: { readonly done: number; readonly failed: number };
  /** What was found, as the command of the same name prints it as JSON. */
  readonly answer: Readonly<Record<string, unknown>>;
  /** Says that the numbers are no forecast. */
  readonly note: string;
  /** Command that gives the same answer. */
  readonly reproduce: string;
  /** `words` is there where what was found can be said as a paragraph. */
  readonly links: {
    readonly self: string;
    readonly rows: string;
    readonly words?: string | undefined;
  };
}

/** What is sent to compare scenarios that are not all built in. */
export interface ComparisonRequest {
  /** Names of built-in scenarios, share links, or scenario documents; the first is the one to compare with. */
  readonly scenarios: readonly (string | Readonly<Record<string, unknown>>)[];
}

/** Most scenarios of one comparison. */
export const MOST_COMPARED = 8;

/** Schema of `ComparisonRequest`. */
export const comparisonRequest: z.ZodType<ComparisonRequest> = z
  .strictObject({
    scenarios: z
      .array(z.union([z.string().min(1).max(16_000), z.record(z.string(), z.unknown())]))
      .min(2)
      .max(MOST_COMPARED)
      .meta({ description: "Built-in names, share links or scenario documents" }),
  })
  .meta({ description: "Scenarios to compare with the first of them" });

/** A scenario with a table of the points at which it is to be run. */
export interface PointsRequest {
  /** Name of a built-in scenario, a share link, or a scenario document. */
  readonly scenario: string | Readonly<Record<string, unknown>>;
  /** CSV: names of levers and uncertainties on top, then a point a line. */
  readonly table: string;
}

/** Schema of `PointsRequest`. */
export const pointsRequest: z.ZodType<PointsRequest> = z
  .strictObject({
    scenario: z
      .union([z.string().min(1).max(16_000), z.record(z.string(), z.unknown())])
      .meta({ description: "Built-in name, share link or scenario document" }),
    table: z.string().min(1).meta({
      description: "CSV: names of levers and uncertainties on top, then a point a line",
    }),
  })
  .meta({ description: "A scenario with a table of points to run it at" });

/** What was found, as a paragraph. */
export interface WordsDocument {
  /** Run id of the result. */
  readonly of: string;
  readonly length: "short" | "medium" | "long";
  readonly words: string;
}

/** Schema of `WordsDocument`. */
export const wordsDocument: z.ZodType<WordsDocument> = z
  .strictObject({
    of: z.string().meta({ description: "Run id of the result" }),
    length: z.enum(["short", "medium", "long"]),
    words: z.string(),
  })
  .meta({ description: "What was found, as a paragraph" });

/** Schema of `ExperimentDocument`. */
export const experimentDocument: z.ZodType<ExperimentDocument> = z
  .strictObject({
    schema: z.literal("panoptes/experiment-result@1"),
    kind: z.enum(experimentKinds),
    run_id: z.string().meta({ description: "Digest of what went in" }),
    result_hash: z.string().meta({ description: "Hash of what came out" }),
    status: z.enum(["complete", "partial"]),
    scenarios: z.array(z.strictObject({ id: z.string(), title: z.string() })),
    versions: z.strictObject({
      panoptes: z.string(),
      model: z.string(),
      data: z.string(),
      data_digest: z.string(),
    }),
    seed: z.string(),
    runs: z.strictObject({ done: z.int(), failed: z.int() }),
    answer: z
      .record(z.string(), z.unknown())
      .meta({ description: "What the command of the same name prints with --json" }),
    note: z.string(),
    reproduce: z.string().meta({ description: "Command that gives the same answer" }),
    links: z.strictObject({
      self: z.string(),
      rows: z.string(),
      words: z.string().optional().meta({ description: "What was found as a paragraph" }),
    }),
  })
  .meta({ description: "An experiment that was made; it never changes" });
