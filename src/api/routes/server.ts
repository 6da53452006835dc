import { media, type Route } from "../route.ts";

/** Names of the routes of this group. */
export type ServerRoute = "health" | "version";

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
};
