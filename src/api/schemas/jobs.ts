import * as z from "zod";
import {
  type ProblemDocument,
  type ProblemItem,
  problemDocument,
  problemItem,
} from "../problem-types.ts";

/** What running something would take. */
export interface CostDocument {
  /** Runs × steps × countries: what limits are counted in. */
  readonly country_steps: number;
  readonly runs: number;
  /** Estimated from what this server has run so far, s. */
  readonly seconds: number;
  /** Whether the answer comes with the request; else it is a job. */
  readonly inline: boolean;
  /** Whether the server takes it at all. */
  readonly allowed: boolean;
  /** Most runs of this scenario that the server takes. */
  readonly most_runs: number;
}

/** What checking a scenario gives. */
export interface ValidationDocument {
  readonly valid: boolean;
  readonly problems: readonly ProblemItem[];
  /** Null where the scenario is not valid. */
  readonly cost: CostDocument | null;
}

/** States of a job. */
export const jobStates = [
  "queued",
  "running",
  "cancelling",
  "cancelled",
  "succeeded",
  "partial",
  "failed",
] as const;

/** State of a job: the last four are final. */
export type JobState = (typeof jobStates)[number];

/** Kinds of experiments that a job may make. */
export const experimentKinds = [
  "comparison",
  "sweep",
  "sensitivity",
  "discovery",
  "tradeoff",
  "explanation",
  "attribution",
  "flip",
  "cascade",
  "loops",
] as const;

/** A kind of experiment. */
export type ExperimentKind = (typeof experimentKinds)[number];

/** What a job does. */
export type JobKind = "run" | ExperimentKind;

/** A piece of work that outlives the request that asked for it. */
export interface JobDocument {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  /** Id of the scenario. */
  readonly scenario: string;
  /** Digest of the inputs; the result will be found by it. */
  readonly run_id: string;
  /** Runs that are done, failed ones included. */
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Estimated time left, s; null where it is not known or over. */
  readonly eta_s: number | null;
  /** Country-steps. */
  readonly cost: number;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly started: string | null;
  readonly ended: string | null;
  /** Address of the result, once there is one; that of a stopped job holds the runs it finished. */
  readonly result: string | null;
  /** What ended a job that failed. */
  readonly problem: ProblemDocument | null;
  readonly links: {
    readonly self: string;
    readonly events: string;
    readonly cancel: string;
  };
}

/** Jobs, the newest first. */
export interface JobList {
  readonly jobs: readonly JobDocument[];
}

/** Schema of `CostDocument`. */
export const costDocument: z.ZodType<CostDocument> = z
  .strictObject({
    country_steps: z.number().meta({ description: "Runs × steps × countries" }),
    runs: z.int(),
    seconds: z.number().meta({ description: "Estimate for this server" }),
    inline: z.boolean().meta({ description: "Whether the answer comes with the request" }),
    allowed: z.boolean().meta({ description: "Whether the server takes it at all" }),
    most_runs: z.int().meta({ description: "Most runs of this scenario that it takes" }),
  })
  .meta({ description: "What running something would take" });

/** Schema of `ValidationDocument`. */
export const validationDocument: z.ZodType<ValidationDocument> = z
  .strictObject({
    valid: z.boolean(),
    problems: z.array(problemItem),
    cost: z.union([costDocument, z.null()]),
  })
  .meta({ description: "What checking a scenario gives" });

const time = z.iso.datetime();

/** Schema of `JobDocument`. */
export const jobDocument: z.ZodType<JobDocument> = z
  .strictObject({
    id: z.string(),
    kind: z.enum(["run", ...experimentKinds]),
    state: z.enum(jobStates),
    scenario: z.string().meta({ description: "Id of the scenario" }),
    run_id: z.string().meta({ description: "Digest of the inputs" }),
    done: z.int().meta({ description: "Runs that are done, failed ones included" }),
    total: z.int(),
    failed: z.int(),
    eta_s: z.union([z.number(), z.null()]).meta({ description: "Estimated time left, s" }),
    cost: z.number().meta({ description: "Country-steps" }),
    created: time,
    started: z.union([time, z.null()]),
    ended: z.union([time, z.null()]),
    result: z.union([z.string(), z.null()]).meta({ description: "Address of the result" }),
    problem: z.union([problemDocument, z.null()]),
    links: z.strictObject({ self: z.string(), events: z.string(), cancel: z.string() }),
  })
  .meta({ description: "A piece of work that outlives the request" });

/** Schema of `JobList`. */
export const jobList: z.ZodType<JobList> = z
  .strictObject({ jobs: z.array(jobDocument) })
  .meta({ description: "Jobs, the newest first" });
