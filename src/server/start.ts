import { join } from "node:path";
import type { Executor } from "../experiments/ensemble.ts";
import { threadsReplayer } from "../experiments/node/replay/replayer.ts";
import { builtinWorld, packageRoot } from "../scenario/node/world.ts";
import { SHORTEST_TOKEN } from "./access.ts";
import { type AppOptions, buildApp } from "./app.ts";
import { performHere } from "./jobs/performer.ts";
import { performOnThreads } from "./jobs/threads/perform-on-threads.ts";
import { isPage } from "./static-page.ts";

/** How to start a server. */
export interface StartOptions extends Pick<AppOptions, "version" | "token" | "log"> {
  /** Address to listen on; other than this machine's own only with a token. */
  readonly host: string;
  /** Port, 0 for any that is free. */
  readonly port: number;
  /** Folder that keeps jobs and results. */
  readonly store: string;
  /** Worker threads. */
  readonly threads: number;
  /** Whether to serve the page beside the interface. */
  readonly page: boolean;
  /** Runs ensembles in place of the server's threads; closed with the server. */
  readonly executor?: Executor;
}

/** A server that listens. */
export interface RunningServer {
  /** For example http://127.0.0.1:8240 */
  readonly address: string;
  /** Stops to listen, ends what is under way, and resolves. */
  close(): Promise<void>;
}

/** A reason why a server cannot start that its user can mend. */
export class CannotStart extends Error {}

/**
 * Starts to listen.
 * @throws CannotStart when the port is taken, the page is not built, or the address needs a token
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { host, port, token, version, store, threads, log, executor } = options;
  if (token !== null && token.length < SHORTEST_TOKEN) {
    throw new CannotStart(
      `the token has ${token.length} characters; give at least ${SHORTEST_TOKEN}, for example what ` +
        `"openssl rand -hex 16" prints`,
    );
  }
  if (token === null && !["127.0.0.1", "::1", "localhost"].includes(host)) {
    throw new CannotStart(
      `${host} can be reached from other machines; set a token in PANOPTES_TOKEN to listen there`,
    );
  }
  const page = options.page ? join(packageRoot(), "dist", "web") : null;
  if (page !== null && !isPage(page)) {
    throw new CannotStart(
      `the page is not built: there is no ${join(page, "index.html")}.\n` +
        'Run "npm run build", or start with --no-page for the HTTP interface alone.',
    );
  }
  const world = await builtinWorld();
  if (!world.ok) throw new Error("the shipped world is broken: reinstall Panoptes");
  const app = await buildApp({
    version,
    token,
    page,
    world: world.value,
    store,
    threads,
    performer: (folder) =>
      executor === undefined
        ? performOnThreads(folder, { version, jobs: threads })
        : performHere(folder, {
            ...{ world: world.value, version },
            executor: () => executor,
            replayer: () => threadsReplayer({ jobs: threads }),
          }),
    // Beyond this machine there may be many who ask.
    limits: token === null ? {} : { perMinute: 60 },
    ...(log === undefined ? {} : { log }),
  });
  try {
    return { address: await app.listen({ host, port }), close: () => app.close() };
  } catch (error) {
    await app.close();
    throw explain(error, host, port);
  }
}

function explain(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && "code" in error ? error.code : null;
  const at = `${host}:${port}`;
  if (code === "EADDRINUSE") {
    return new CannotStart(`${at} is taken by another program; try --port 0 for any free port`);
  }
  if (code === "EACCES") {
    return new CannotStart(`no permission to listen on ${at}; use a port from 1024`);
  }
  return code === "EADDRNOTAVAIL" || code === "ENOTFOUND"
    ? new CannotStart(`this machine has no address ${host}`)
    : error;
}
