import {
  type ProblemDocument,
  type ProblemItem,
  type ProblemName,
  problemTypes,
} from "../api/problem-types.ts";
import type { Problem } from "../scenario/problem.ts";

/** Ends a request with a problem that its sender can mend. Anything else that is thrown is a fault. */
export class Refusal extends Error {
  readonly problem: ProblemName;
  readonly errors: readonly ProblemItem[];
  readonly headers: Readonly<Record<string, string>>;
  /** Further fields of the document. */
  readonly fields: Pick<ProblemDocument, "cost" | "limit" | "fits">;

  /**
   * @param problem kind of problem
   * @param detail a sentence on this occurrence
   */
  constructor(
    problem: ProblemName,
    detail: string,
    errors: readonly ProblemItem[] = [],
    headers: Readonly<Record<string, string>> = {},
    fields: Pick<ProblemDocument, "cost" | "limit" | "fits"> = {},
  ) {
    super(detail);
    this.name = "Refusal";
    this.problem = problem;
    this.errors = errors;
    this.headers = headers;
    this.fields = fields;
  }

  /** Status of the answer. */
  get status(): number {
    return problemTypes[this.problem].status;
  }
}

/** A scenario's problem as it is sent: its path as a JSON Pointer, no place where there was no text. */
export function problemItem(problem: Problem): ProblemItem {
  const { code, severity, message, path, line, column, hint, note, file } = problem;
  return {
    code,
    severity,
    pointer: path
      .map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`)
      .join(""),
    message,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(hint === undefined ? {} : { hint: hereFor(hint) }),
    ...(note === undefined ? {} : { note }),
    ...(file === undefined || file === BODY ? {} : { file }),
  };
}

/** Commands that hints name, and what to ask of the server in their place. */
const counterparts = [
  [/\bpanoptes scenario new writes\b/, "GET /v1/scenarios/baseline answers"],
  [/\bpanoptes params lists\b/, "GET /v1/parameters lists"],
  [/\bsee panoptes params (\S+)/, "see $1 in GET /v1/parameters"],
] as const;

function hereFor(hint: string): string {
  return counterparts.reduce((text, [command, request]) => text.replace(command, request), hint);
}

/** Name of the body of a request in problems, where it goes without saying. */
export const BODY = "(body)";
