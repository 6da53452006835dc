import { join } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { routes } from "../api/routes.ts";
import { MODEL_VERSION } from "../core/version.ts";
import { MOST_BYTES } from "../scenario/source/limits.ts";
import type { World } from "../scenario/world/world.ts";
import { guardAccess } from "./access.ts";
import { bind, json, refuseOtherMethods } from "./bind.ts";
import { openJobFiles } from "./jobs/job-files.ts";
import type { Performer } from "./jobs/performer.ts";
import { openQueue } from "./jobs/queue.ts";
import { rememberSpread } from "./jobs/remember-spread.ts";
import { learnSpeed } from "./jobs/speed.ts";
import type { Desk } from "./jobs/work.ts";
import { type Limits, standardLimits } from "./limits.ts";
import { answerProblems, requestId, sendProblem } from "./problems.ts";
import { Refusal } from "./refusal.ts";
import { openResults } from "./results/result-store.ts";
import { addDocs } from "./routes/docs.ts";
import { addInputs } from "./routes/inputs.ts";
import { addResults } from "./routes/results.ts";
import { addTables } from "./routes/tables.ts";
import { addWork } from "./routes/work.ts";
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
  /** Folder that keeps jobs and results; it is made with the first job. */
  readonly store: string;
  /** Opens what does the work of jobs and puts results into a folder; closed with the server. */
  readonly performer: (folder: string) => Performer;
  /** Threads that it has, for estimates of time. */
  readonly threads: number;
  readonly limits?: Partial<Limits>;
  /** Told of every request; nobody unless told. */
  readonly log?: (line: LogLine) => void;
}

/** How long a request may take to arrive, ms. */
const ARRIVAL = 30_000;

/** Between two looks for what has expired, ms. */
const SWEEP = 10 * 60_000;

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
    faults.set(id, faultText(error));
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
  addDocs(app, version);
  addInputs(app, world);
  addTables(app, world);
  addJobs(app, options, (id, error) => log?.(faultLine(id, error)));
  refuseOtherMethods(app, Object.values(routes));
  if (page !== null) servePage(app, page);
  await app.ready();
  return app;
}

/** Opens the store and binds what works with it; all of it ends with the server. */
function addJobs(
  app: FastifyInstance,
  { world, store, performer: open, threads, token, limits: own }: AppOptions,
  report: (id: string, error: unknown) => void,
): void {
  const limits = { ...standardLimits, ...own };
  const folder = join(store, "results");
  const results = openResults(folder, limits.keepResults, limits.mostResults);
  const performer = open(folder);
  const desk: Desk = { world, spread: rememberSpread(world) };
  const speed = learnSpeed(threads);
  const queue = openQueue({
    limits,
    files: openJobFiles(join(store, "jobs")),
    speed,
    async perform(work, watch) {
      const ending = await performer.perform(work, watch);
      if (ending.result !== null) results.take(ending.result);
      return ending;
    },
    report,
  });
  const sweep = (): void => {
    queue.sweep(Date.now());
    results.sweep(Date.now());
  };
  sweep();
  const timer = setInterval(sweep, SWEEP);
  timer.unref();
  app.addHook("preClose", async () => {
    clearInterval(timer);
    await queue.close();
    await performer.close();
  });
  addWork(app, { desk, results, limits, speed, queue });
  addResults(app, results, token === null);
}

function faultLine(id: string, error: unknown): LogLine {
  return {
    time: new Date().toISOString(),
    id,
    method: "JOB",
    route: null,
    status: 500,
    ms: 0,
    fault: faultText(error),
  };
}

function faultText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
