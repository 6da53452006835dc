import { randomBytes } from "node:crypto";
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { type ProblemDocument, type ProblemName, problemTypes } from "../api/problem-types.ts";
import { media } from "../api/route.ts";
import { Refusal } from "./refusal.ts";

/** Path of the pages that explain problems; the name follows. */
export const PROBLEM_PAGES = "/docs/problems/";

/** Told of what went wrong inside, with the id that the sender was given. */
export type ReportFault = (id: string, error: unknown) => void;

/** Makes every error an `application/problem+json` with a stable type. */
export function answerProblems(app: FastifyInstance, report: ReportFault): void {
  app.setErrorHandler(async (error: unknown, request, reply) => {
    const refusal = asRefusal(error);
    if (refusal === null) report(request.id, error);
    return sendProblem(reply, refusal ?? new Refusal("internal", "the log of the server has more"));
  });
  app.setNotFoundHandler(async (_request, reply) =>
    sendProblem(reply, new Refusal("not-found", "no such path; /docs lists all")),
  );
}

/** Answers with a problem. */
export function sendProblem(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply
    .code(refusal.status)
    .headers(refusal.headers)
    .header("cache-control", "no-store")
    .type(media.problem)
    .send(JSON.stringify(problemDocument(refusal, reply.request.id)));
}

/** What is said of a problem. */
export function problemDocument(
  { problem, message, errors, fields }: Refusal,
  requestId: string,
): ProblemDocument {
  const { title, status } = problemTypes[problem];
  return {
    type: `${PROBLEM_PAGES}${problem}`,
    title,
    status,
    detail: message,
    instance: `urn:panoptes:request:${requestId}`,
    ...(errors.length === 0 ? {} : { errors }),
    ...fields,
  };
}

/** A new id of a request. */
export function requestId(): string {
  return randomBytes(8).toString("hex");
}

const frameworkProblems: Readonly<Record<string, ProblemName>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported-media-type",
  FST_ERR_CTP_BODY_TOO_LARGE: "body-too-large",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "malformed-body",
  FST_ERR_CTP_EMPTY_JSON_BODY: "malformed-body",
  FST_ERR_BAD_URL: "invalid-request",
};

const sentences: Partial<Record<ProblemName, string>> = {
  "unsupported-media-type": "send application/yaml or application/json",
  "body-too-large": "the body has more than 262144 bytes",
  "malformed-body": "the body does not have the length that the request says",
  "invalid-request": "the path cannot be decoded",
};

/** The refusal behind an error; null for a fault of the program. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const { code = "", statusCode = 500 } = error as Partial<FastifyError>;
  const known = Object.hasOwn(frameworkProblems, code) ? frameworkProblems[code] : undefined;
  if (known !== undefined) return new Refusal(known, sentences[known] ?? "");
  if (statusCode === 404) return new Refusal("not-found", "no such path; /docs lists all");
  if (statusCode === 403) return new Refusal("not-found", "no such file");
  return statusCode < 500 ? new Refusal("invalid-request", "the request cannot be read") : null;
}
