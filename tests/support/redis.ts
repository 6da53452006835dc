import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "./free-port.ts";

/** A Redis of a test's own, on this machine only. */
export interface RedisServer {
  readonly port: number;
  /** Address of its database 0. */
  readonly address: string;
  /** Folder in which it works, which goes away with it. */
  readonly folder: string;
  /** Ends it as a crash would, and starts it again on what it kept. */
  restart(): Promise<void>;
  /** Ends it without a word; `restart` brings it back. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Path of redis-server or valkey-server: that of `$REDIS_SERVER_PATH`, else one on the PATH. Null elsewhere, after
 * one line that says how to get one; on CI that is an error.
 */
export function findRedis(): string | null {
  const given = process.env.REDIS_SERVER_PATH;
  if (given) return given;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of ["redis-server", "valkey-server"]) {
      if (folder !== "" && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  const hint =
    "no redis-server found: install one (Debian: apt-get install --no-install-recommends redis-server), or set " +
    "REDIS_SERVER_PATH to its program";
  if (process.env.CI) throw new Error(hint);
  console.warn(`Tests on Redis are skipped; ${hint}.`);
  return null;
}

/**
 * Starts a Redis on a free port and waits until it answers.
 *
 * @param host on which it listens, with the words in front of a command that is to run there
 */
export async function startRedis(
  program: string,
  settings: readonly string[] = ["--save", "", "--appendonly", "no"],
  host: { readonly address: string; readonly within: readonly string[] } = {
    address: "127.0.0.1",
    within: [],
  },
): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "panoptes-redis-"));
  const port = await freePort();
  const [first = program, ...rest] = [...host.within, program];
  const argv = [
    ...rest,
    "--port",
    String(port),
    "--bind",
    host.address,
    "--dir",
    folder,
    ...settings,
  ];
  let child = await started(first, argv);
  const kill = async (): Promise<void> => {
    const gone = ended(child);
    child.kill("SIGKILL");
    await gone;
  };
  return {
    port,
    address: `redis://${host.address}:${port}/0`,
    folder,
    kill,
    async restart() {
      await kill();
      child = await started(first, argv);
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function started(program: string, argv: readonly string[]): Promise<ChildProcess> {
  const child = spawn(program, argv, { stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (text: Buffer) => {
      said += text;
      if (/ready to accept connections/i.test(said)) resolve(child);
    });
    child.on("error", reject);
    child.on("exit", () => reject(new Error(`${program} ended: ${said}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}
