import type * as z from "zod";
import type { ProblemName } from "./problem-types.ts";

/** Media types that the interface speaks. */
export const media: {
  readonly json: "application/json";
  readonly yaml: "application/yaml";
  readonly csv: "text/csv";
  readonly ndjson: "application/x-ndjson";
  readonly parquet: "application/vnd.apache.parquet";
  readonly events: "text/event-stream";
  readonly problem: "application/problem+json";
  readonly text: "text/plain";
  readonly html: "text/html";
  readonly css: "text/css";
} = {
  json: "application/json",
  yaml: "application/yaml",
  csv: "text/csv",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
  events: "text/event-stream",
  problem: "application/problem+json",
  text: "text/plain",
  html: "text/html",
  css: "text/css",
};

/** A media type that the interface speaks. */
export type MediaType = (typeof media)[keyof typeof media];

/** What a route may answer. */
export interface Reply {
  readonly status: number;
  readonly description: string;
  /** The forms it comes in, the default first; none for an empty body. */
  readonly forms: readonly MediaType[];
  /** Name of the schema of its JSON form, among `schemas`. */
  readonly schema?: string;
  /** Headers beyond those of every answer, with what they hold. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One method on one path. The server binds routes, the document lists them, the client calls them. */
export interface Route {
  /** Its name in the OpenAPI document. */
  readonly id: string;
  readonly method: "GET" | "POST";
  /** With parameters in braces: `/v1/scenarios/{id}`. */
  readonly path: string;
  readonly group: string;
  /** One line. */
  readonly summary: string;
  readonly description?: string;
  /** Parts of the path, as text. */
  readonly params?: z.ZodObject;
  /** What may stand behind the question mark; anything else is refused. */
  readonly query?: z.ZodObject;
  /** What the body holds, and in which forms; absent where a body is refused. */
  readonly body?: {
    readonly description: string;
    readonly forms: readonly MediaType[];
    readonly schema: string;
    readonly required: boolean;
  };
  /** Its good answers. */
  readonly replies: readonly Reply[];
  /** Problems that it may answer, beyond those that any request may meet. */
  readonly problems: readonly ProblemName[];
  /** Whether it answers without a token, where one is set. */
  readonly open?: boolean;
}
