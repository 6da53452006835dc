import Fastify, { type FastifyInstance } from "fastify";
import { routes } from "../api/routes.ts";
import { MODEL_VERSION } from "../core/version.ts";
import { MOST_BYTES } from "../scenario/source/limits.ts";
import type { World } from "../scenario/world/world.ts";
import { guardAccess } from "./access.ts";
import { bind, json, refuseOtherMethods } from "./bind.ts";
import { answerProblems, requestId, sendProblem } from "./problems.ts";
import { Refusal } from "./refusal.ts";
import { addInputs } from "./routes/inputs.ts";
import { addSecurityHeaders } from "./security-headers.ts";
import { servePage } from "./static-page.ts";

/** One line of the log: what was asked for by its route, never what a scenario holds. */
export interface LogLine {
  /** ISO 8601. */
  readonly time: string;
  readonly id: string;
  readonly method: string;
  /** Pattern of the route; null where there is none. */
  readonly route: string | null;
  readonly status: number;
  /** Time to the end of the answer, ms. */
  readonly ms: number;
  /** What went wrong inside, for a fault. */
  readonly fault?: string;
}

/** What a server is made of. */
export interface AppOptions {
  /** Version of the package. */
  readonly version: string;
  /** The shipped world. */
  readonly world: World;
  /** Folder of the built page, or null: the interface alone. */
  readonly page: string | null;
  /** Whoever sends it is let in; null: whoever is on this machine. */
  readonly token: string | null;
  /** Told of every request; nobody unless told. */
  readonly log?: (line: LogLine) => void;
}

/** How long a request may take to arrive, ms. */
const ARRIVAL = 30_000;

/**
 * Builds the server: page, interface and their guards. It does not listen; tests call it through
 * `inject`, and `startServer` makes it listen.
 *
 * @example
 * const app = await buildApp({ version, world, page: null, token: null });
 * const { statusCode } = await app.inject("/healthz");
 */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { version, world, page, token, log } = options;
  const app = Fastify({
    logger: false,
    bodyLimit: MOST_BYTES,
    requestTimeout: ARRIVAL,
    // Open streams would hold up the end otherwise.
    forceCloseConnections: true,
    genReqId: requestId,
    requestIdHeader: false,
    frameworkErrors: (_error, _request, reply) => {
      sendProblem(reply, new Refusal("invalid-request", "the path cannot be decoded"));
    },
  });
  const faults = new Map<string, string>();
  app.addHook("onResponse", async (request, reply) => {
    const fault = faults.get(request.id);
    faults.delete(request.id);
    log?.({
      time: new Date().toISOString(),
      id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(fault === undefined ? {} : { fault }),
    });
  });
  addSecurityHeaders(app);
  guardAccess(app, token, ({ routeOptions }) => {
    const { route } = routeOptions.config;
    // The page's files are no secret; without a route there is nothing to be seen.
    return route === undefined || route.open === true;
  });
  answerProblems(app, (id, error) => {
    faults.set(id, error instanceof Error ? (error.stack ?? error.message) : String(error));
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ["application/json", "application/yaml"],
    { parseAs: "string" },
    async (_request: unknown, body: string) => body,
  );
  app.addHook("onSend", async (request, reply) => {
    if (request.url.startsWith("/v1/")) {
      reply.headers({ "panoptes-model": MODEL_VERSION, "panoptes-data": world.version });
    }
  });

  bind(app, routes.health, () =>
    json({ status: "ok" }, { headers: { "cache-control": "no-store" } }),
  );
  bind(app, routes.version, () =>
    json({
      panoptes: version,
      model: MODEL_VERSION,
      data: world.version,
      data_digest: world.digest,
    }),
  );
  addInputs(app, world);
  refuseOtherMethods(app, Object.values(routes));
  if (page !== null) await servePage(app, page);
  await app.ready();
  return app;
}
