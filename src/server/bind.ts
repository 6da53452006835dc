import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import type * as z from "zod";
import type { ProblemItem } from "../api/problem-types.ts";
import { type MediaType, media, type Route } from "../api/route.ts";
import { chooseForm } from "./negotiate.ts";
import { Refusal } from "./refusal.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route of the interface that this is, if it is one. */
    route?: Route;
  }
}

/** A request to a route, checked against its schemas. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Form that the answer is wanted in. */
  readonly form: MediaType;
  /** Text of the body, or null where there is none. */
  readonly body: string | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What a route answers. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Form of the body; the one that was asked for unless told. */
  readonly form?: MediaType;
  readonly body: string | Uint8Array | Readable;
}

/** An answer as JSON. */
export function json(document: object, extra: Omit<Answer, "body" | "form"> = {}): Answer {
  return { ...extra, form: media.json, body: JSON.stringify(document) };
}

/** Methods that paths may be asked with; HEAD goes with GET. */
const methods: readonly HTTPMethods[] = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Binds a route of the interface to what answers it. */
export function bind(
  app: FastifyInstance,
  route: Route,
  answer: (call: Call) => Answer | Promise<Answer>,
): void {
  const forms = route.replies[0]?.forms ?? [];
  app.route({
    method: route.method,
    url: pattern(route.path),
    config: { route },
    // Before the body is read.
    onRequest: async (request) => {
      checkBody(request, route);
    },
    handler: async (request, reply) => {
      const { format, ...rest } = request.query as Record<string, string>;
      const call: Call = {
        params: checked(route.params, request.params, "path"),
        query: checked(route.query, rest, "query"),
        form:
          forms.length === 0
            ? media.json
            : chooseForm(forms, request.headers.accept, textOf(format, "format")),
        body: readBody(request, route),
        request,
        reply,
      };
      const { status = 200, headers = {}, form = call.form, body } = await answer(call);
      if (reply.sent) return reply;
      if (forms.length > 1) reply.header("vary", "Accept");
      return reply.code(status).headers(headers).type(contentType(form)).send(body);
    },
  });
}

/** Answers other methods on the paths of routes with what they take. */
export function refuseOtherMethods(app: FastifyInstance, routes: readonly Route[]): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const taken: string[] = routes.filter((one) => one.path === path).map(({ method }) => method);
    app.route({
      method: methods.filter((method) => !taken.includes(method)),
      url: pattern(path),
      onRequest: async () => {
        const allow = (taken.includes("GET") ? [...taken, "HEAD"] : taken).join(", ");
        throw new Refusal("method-not-allowed", `this takes ${allow}`, [], { allow });
      },
      handler: () => undefined,
    });
  }
}

/** `/v1/scenarios/{id}` as Fastify writes it. */
function pattern(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

function contentType(form: MediaType): string {
  return form.startsWith("text/") && form !== media.events ? `${form}; charset=utf-8` : form;
}

function checkBody({ headers }: FastifyRequest, route: Route): void {
  const length = Number(headers["content-length"] ?? 0);
  const has = length > 0 || headers["transfer-encoding"] !== undefined;
  if (has && route.body === undefined) {
    throw new Refusal("malformed-body", "this takes no body");
  }
  if (!has && route.body?.required === true) {
    throw new Refusal("malformed-body", `the body is empty; it takes ${route.body.description}`);
  }
}

function readBody(request: FastifyRequest, route: Route): string | null {
  return route.body !== undefined && typeof request.body === "string" && request.body !== ""
    ? request.body
    : null;
}

/** Checks named texts against a schema. Without one, none are allowed. */
function checked(
  schema: z.ZodObject | undefined,
  values: unknown,
  where: "path" | "query",
): Readonly<Record<string, string>> {
  const texts = values as Record<string, string>;
  if (schema === undefined) {
    const [name] = Object.keys(texts);
    if (name === undefined) return {};
    throw invalid([{ pointer: name, message: `unknown parameter "${name.slice(0, 60)}"` }]);
  }
  const read = schema.safeParse(texts);
  if (read.success) return read.data as Record<string, string>;
  throw invalid(
    read.error.issues.flatMap((issue): ProblemItem[] =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => ({
            pointer: key.slice(0, 60),
            message: `unknown parameter "${key.slice(0, 60)}"`,
            hint: `there is ${Object.keys(schema.shape).join(", ")}`,
          }))
        : [{ pointer: issue.path.join("."), message: issue.message, hint: `part of the ${where}` }],
    ),
  );
}

function textOf(value: unknown, name: string): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw invalid([{ pointer: name, message: "stands more than once" }]);
}

function invalid(errors: readonly ProblemItem[]): Refusal {
  const count = errors.length === 1 ? "1 part" : `${errors.length} parts`;
  return new Refusal("invalid-request", `${count} of the request cannot be used`, errors);
}
