import * as z from "zod";

/** A kind of problem that a request may meet (RFC 9457). */
export interface ProblemType {
  readonly status: number;
  readonly title: string;
  /** What it means and what to do, for its page. */
  readonly explanation: string;
}

/** Name of a kind of problem. */
export type ProblemName =
  | "malformed-body"
  | "invalid-request"
  | "unauthorized"
  | "foreign-host"
  | "not-found"
  | "method-not-allowed"
  | "not-acceptable"
  | "body-too-large"
  | "unsupported-media-type"
  | "invalid-scenario"
  | "model-unavailable"
  | "gone"
  | "too-expensive"
  | "rate-limited"
  | "queue-full"
  | "internal";

/** Every kind of problem by its name, which ends the address of its page. */
export const problemTypes: Readonly<Record<ProblemName, ProblemType>> = {
  "malformed-body": {
    status: 400,
    title: "The body cannot be read",
    explanation:
      "The body is empty where one is needed, is not text in UTF-8, or there is one where none belongs. Problems with a scenario in it are of the type invalid-scenario.",
  },
  "invalid-request": {
    status: 400,
    title: "The request is not valid",
    explanation:
      "A part of the path or of what stands behind the question mark is unknown, missing or not of its kind. The field errors names each with what was expected.",
  },
  unauthorized: {
    status: 401,
    title: "A token is needed",
    explanation:
      "The server was started with a token. Send it in the header Authorization: Bearer <token>.",
  },
  "foreign-host": {
    status: 403,
    title: "The request names another host",
    explanation:
      "A server without a token answers requests to localhost only, so that no page elsewhere can reach it through a name of its own. Use the address that the server printed, or start it with a token.",
  },
  "not-found": {
    status: 404,
    title: "There is nothing here",
    explanation:
      "The path leads nowhere, or what it names does not exist. The address /docs lists all paths.",
  },
  "method-not-allowed": {
    status: 405,
    title: "The path does not take this method",
    explanation: "The header Allow lists the methods that it takes.",
  },
  "not-acceptable": {
    status: 406,
    title: "There is no such form of this",
    explanation:
      "The header Accept, or the parameter format, asks for a form that this does not come in. The detail lists those that exist.",
  },
  "body-too-large": {
    status: 413,
    title: "The body is too large",
    explanation:
      "A body has at most 256 KB. A scenario only needs to say what differs from the one it extends.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "The body is in a form that is not read here",
    explanation: "Send application/yaml or application/json and say so in the header Content-Type.",
  },
  "invalid-scenario": {
    status: 422,
    title: "The scenario is not valid",
    explanation:
      "The field errors lists every problem, with the code that panoptes help explains and, where the body was text, line and column. Nothing was run.",
  },
  "model-unavailable": {
    status: 409,
    title: "The model version asked for is not here",
    explanation:
      "The request pins a version of the model, and the server has another. Rather than other numbers it gives none. Leave model out to take what is there.",
  },
  gone: {
    status: 410,
    title: "The result has expired",
    explanation:
      "Results are kept for some days. Run the same scenario again: the result hash will be the same.",
  },
  "too-expensive": {
    status: 422,
    title: "That would take too long",
    explanation:
      "The request asks for more than the server takes. The fields cost, limit and fits say how much it is, how much may be, and how many runs would do. The command line has no such limit.",
  },
  "rate-limited": {
    status: 429,
    title: "Too many requests",
    explanation: "The header Retry-After says after how many seconds to ask again.",
  },
  "queue-full": {
    status: 503,
    title: "The queue is full",
    explanation:
      "Too many jobs are waiting. The header Retry-After says after how many seconds to ask again.",
  },
  internal: {
    status: 500,
    title: "Something went wrong inside",
    explanation:
      "This is a fault of the program. The log of the server has more under the id in the field instance.",
  },
};

/** Names of all kinds. */
export const problemNames: readonly ProblemName[] = Object.keys(problemTypes) as ProblemName[];

/** Problems that any request may meet. */
export const generalProblems: readonly ProblemName[] = [
  "invalid-request",
  "malformed-body",
  "unauthorized",
  "foreign-host",
  "not-acceptable",
  "internal",
];

/** One thing that is wrong with a request or with a scenario. */
export interface ProblemItem {
  /** Code of the catalogue of the command line, for example E102; absent for parts of the request. */
  readonly code?: string | undefined;
  /** `error`, or `warning` for what was let pass. */
  readonly severity?: "error" | "warning" | undefined;
  /** JSON Pointer (RFC 6901) into the scenario, or the name of a parameter of the request. */
  readonly pointer: string;
  readonly message: string;
  /** 1-based, where the scenario was text. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** The nearest right name or the way out. */
  readonly hint?: string | undefined;
  readonly note?: string | undefined;
  /** Document the place is in, where it is not the body itself. */
  readonly file?: string | undefined;
}

/** What is said of a problem: `application/problem+json`. */
export interface ProblemDocument {
  /** Address of the page that explains it. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Names this one occurrence, for the log. */
  readonly instance: string;
  readonly errors?: readonly ProblemItem[] | undefined;
  /** What was asked for, in country-steps, where that was too much. */
  readonly cost?: number | undefined;
  /** What may be asked for, in country-steps. */
  readonly limit?: number | undefined;
  /** Number of runs that would be taken. */
  readonly fits?: number | undefined;
}

/** Schema of `ProblemItem`. */
export const problemItem: z.ZodType<ProblemItem> = z
  .strictObject({
    code: z.string().optional().meta({ description: "Code that `panoptes help` explains" }),
    severity: z.enum(["error", "warning"]).optional(),
    pointer: z.string().meta({ description: "JSON Pointer, or name of a parameter" }),
    message: z.string(),
    line: z.int().min(1).optional(),
    column: z.int().min(1).optional(),
    hint: z.string().optional(),
    note: z.string().optional(),
    file: z.string().optional(),
  })
  .meta({ description: "One thing that is wrong" });

/** Schema of `ProblemDocument`. */
export const problemDocument: z.ZodType<ProblemDocument> = z
  .strictObject({
    type: z.string().meta({ description: "Address of the page that explains it" }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ description: "Names this occurrence, for the server's log" }),
    errors: z.array(problemItem).optional(),
    cost: z.number().optional().meta({ description: "What was asked for, country-steps" }),
    limit: z.number().optional().meta({ description: "What may be asked for" }),
    fits: z.int().optional().meta({ description: "Number of runs that would be taken" }),
  })
  .meta({ description: "What went wrong (RFC 9457)" });
