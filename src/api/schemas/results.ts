import * as z from "zod";

/** What an outcome is at the end of the run, over all runs that finished. */
export interface OutcomeSummary {
  readonly unit: string;
  /** Quantiles; null where no run finished. */
  readonly p05: number | null;
  readonly p10: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly mean: number | null;
  readonly sd: number | null;
}

/** An ensemble that was run. It never changes. */
export interface ResultDocument {
  readonly schema: "panoptes/result@1";
  /** Digest of what went in. */
  readonly run_id: string;
  /** Hash of what came out, over the trajectories of all runs. */
  readonly result_hash: string;
  readonly scenario: {
    readonly id: string;
    readonly title: string;
    readonly parents: readonly string[];
  };
  readonly versions: {
    readonly panoptes: string;
    readonly model: string;
    readonly data: string;
    readonly data_digest: string;
  };
  readonly runs: {
    readonly count: number;
    readonly finished: number;
    readonly failed: number;
    readonly seed: string;
    /** Name of the fitted parameter sets that they are spread over, or null. */
    readonly ensemble: string | null;
    /** Parameter sets that were used. */
    readonly parameter_sets: number;
  };
  readonly period: { readonly first: string; readonly last: string };
  /** By full name, at the end of the last period. */
  readonly outcomes: Readonly<Record<string, OutcomeSummary>>;
  /** Runs that failed, at most 100 of them. */
  readonly failures: readonly {
    readonly run: number;
    readonly seed: string;
    readonly reason: string;
  }[];
  /** Says whether the numbers are calibrated, and that they are no forecast. */
  readonly note: string;
  /** Command that gives the same result hash. */
  readonly reproduce: string;
  readonly links: {
    readonly self: string;
    readonly series: string;
    readonly map: string;
    readonly runs: string;
    readonly outcomes: string;
  };
}

/** What documents of results of every kind have. */
export interface StoredDocument {
  readonly schema: string;
  readonly run_id: string;
  readonly result_hash: string;
}

/** A table as JSON. */
export interface TableDocument {
  /** What it belongs to: a run id, or the digest of the data. */
  readonly of: string;
  readonly columns: readonly {
    readonly name: string;
    readonly unit: string;
    readonly definition: string;
  }[];
  /** Cells in the order of the columns. */
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

const number = z.union([z.number(), z.null()]);

const outcomeSummary: z.ZodType<OutcomeSummary> = z.strictObject({
  unit: z.string(),
  p05: number,
  p10: number,
  p25: number,
  p50: number,
  p75: number,
  p90: number,
  p95: number,
  mean: number,
  sd: number,
});

/** Schema of `ResultDocument`. */
export const resultDocument: z.ZodType<ResultDocument> = z
  .strictObject({
    schema: z.literal("panoptes/result@1"),
    run_id: z.string().meta({ description: "Digest of what went in" }),
    result_hash: z.string().meta({ description: "Hash of what came out" }),
    scenario: z.strictObject({ id: z.string(), title: z.string(), parents: z.array(z.string()) }),
    versions: z.strictObject({
      panoptes: z.string(),
      model: z.string(),
      data: z.string(),
      data_digest: z.string(),
    }),
    runs: z.strictObject({
      count: z.int(),
      finished: z.int(),
      failed: z.int(),
      seed: z.string(),
      ensemble: z
        .union([z.string(), z.null()])
        .meta({ description: "Fitted parameter sets that they are spread over" }),
      parameter_sets: z.int().meta({ description: "Parameter sets that were used" }),
    }),
    period: z.strictObject({ first: z.string(), last: z.string() }),
    outcomes: z
      .record(z.string(), outcomeSummary)
      .meta({ description: "By full name, at the end of the last period" }),
    failures: z.array(z.strictObject({ run: z.int(), seed: z.string(), reason: z.string() })),
    note: z.string(),
    reproduce: z.string().meta({ description: "Command that gives the same result hash" }),
    links: z.strictObject({
      self: z.string(),
      series: z.string(),
      map: z.string(),
      runs: z.string(),
      outcomes: z.string(),
    }),
  })
  .meta({ description: "An ensemble that was run; it never changes" });

/** Schema of `TableDocument`. */
export const tableDocument: z.ZodType<TableDocument> = z
  .strictObject({
    of: z.string().meta({ description: "A run id, or the digest of the data" }),
    columns: z.array(
      z.strictObject({ name: z.string(), unit: z.string(), definition: z.string() }),
    ),
    rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  })
  .meta({ description: "A table: columns, and rows of cells in their order" });
