import type { Executor } from "../experiments/ensemble.ts";
import { CannotStart, startServer } from "../server/start.ts";
import type { EngineFlags } from "./engine/flags.ts";
import { openCluster } from "./engine/open-executor.ts";
import { ExitCode, Stop, wrongUsage } from "./exit-codes.ts";
import type { CommonFlags } from "./look.ts";
import { remark } from "./look.ts";
import { packageVersion } from "./package-version.ts";
import { jobsOf } from "./run/choices.ts";
import type { Terminal } from "./terminal.ts";

/** Flags of `panoptes serve`. */
export interface ServeFlags extends CommonFlags, Pick<EngineFlags, "engine" | "shared"> {
  readonly port: string;
  readonly host: string;
  readonly page: boolean;
  readonly store: string;
  readonly jobs?: string;
}

/** What stopping needs of the process; tests pass their own. */
export interface StopSource {
  on(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
  off(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * Serves until the first Ctrl-C or SIGTERM, then ends what is under way; a second one quits at once.
 * Prints the address on stdout and, with --verbose, each request on stderr as a line of JSON.
 * @throws Stop (usage) when it cannot start
 */
export async function serve(
  terminal: Terminal,
  flags: ServeFlags,
  source: StopSource = process,
): Promise<void> {
  const server = await start(terminal, flags);
  terminal.print(`${server.address}\n`);
  remark(terminal, flags, "Serving; stop with Ctrl-C.");
  await new Promise<void>((resolve) => {
    let signals = 0;
    const onSignal = () => {
      signals++;
      if (signals > 1) source.exit(ExitCode.Interrupted);
      else resolve();
    };
    source.on("SIGINT", onSignal);
    source.on("SIGTERM", onSignal);
  });
  remark(terminal, flags, "\nStopping.");
  await server.close();
}

async function start(terminal: Terminal, flags: ServeFlags): ReturnType<typeof startServer> {
  const token = terminal.environment.PANOPTES_TOKEN ?? "";
  const executor = await openElsewhere(terminal, flags);
  try {
    return await startServer({
      host: flags.host,
      port: parsePort(flags.port),
      page: flags.page,
      store: flags.store,
      threads: jobsOf(terminal, flags.jobs),
      token: token === "" ? null : token,
      version: packageVersion(),
      ...(executor === null ? {} : { executor }),
      ...(flags.verbose ? { log: (line) => terminal.say(`${JSON.stringify(line)}\n`) } : {}),
    });
  } catch (error) {
    await executor?.close();
    if (error instanceof CannotStart) throw new Stop(ExitCode.Usage, error.message);
    throw error;
  }
}

/** What runs ensembles where an engine is asked for; by default its shared folder is the store. */
async function openElsewhere(terminal: Terminal, flags: ServeFlags): Promise<Executor | null> {
  const cluster = await openCluster(terminal, { ...flags, output: flags.store });
  if (cluster === null) return null;
  const { executorForMany } = await import("../cluster/executor-for-many.ts");
  return executorForMany(cluster);
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw wrongUsage(`--port wants a number from 0 to 65535, got "${text}".`);
}
