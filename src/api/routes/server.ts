import * as z from "zod";
import { media, type Route } from "../route.ts";

/** Names of the routes of this group. */
export type ServerRoute = "health" | "version" | "openapi" | "docs" | "docsProblem" | "docsStyle";

/** What the server says of itself. */
export const serverRoutes: Readonly<Record<ServerRoute, Route>> = {
  health: {
    id: "health",
    method: "GET",
    path: "/healthz",
    group: "Server",
    summary: "Whether the server is well",
    replies: [{ status: 200, description: "It is", forms: [media.json], schema: "Health" }],
    problems: [],
    open: true,
  },
  version: {
    id: "version",
    method: "GET",
    path: "/v1/version",
    group: "Server",
    summary: "Versions of the package, the model and the data",
    replies: [{ status: 200, description: "The versions", forms: [media.json], schema: "Version" }],
    problems: [],
  },
  openapi: {
    id: "openapi",
    method: "GET",
    path: "/openapi.json",
    group: "Server",
    summary: "This interface as an OpenAPI 3.1 document",
    replies: [{ status: 200, description: "The document", forms: [media.json] }],
    problems: [],
    open: true,
  },
  docs: {
    id: "docs",
    method: "GET",
    path: "/docs",
    group: "Server",
    summary: "The same to be read by people",
    replies: [{ status: 200, description: "A page", forms: [media.html] }],
    problems: [],
    open: true,
  },
  docsProblem: {
    id: "docsProblem",
    method: "GET",
    path: "/docs/problems/{name}",
    group: "Server",
    summary: "What a type of problem means, and what to do",
    params: z.strictObject({
      name: z.string().min(1).max(40).meta({ description: "The end of the problem's type" }),
    }),
    replies: [{ status: 200, description: "A page", forms: [media.html] }],
    problems: ["not-found"],
    open: true,
  },
  docsStyle: {
    id: "docsStyle",
    method: "GET",
    path: "/docs/style.css",
    group: "Server",
    summary: "How these pages look",
    replies: [{ status: 200, description: "A style sheet", forms: [media.css] }],
    problems: [],
    open: true,
  },
};
