import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Redis } from "ioredis";
import { parseRedisAddress } from "../../../src/cluster/redis/address.ts";
import { connectRedis } from "../../../src/cluster/redis/connect.ts";
import { endWithThis } from "./end-with.ts";

/** A Redis for measuring, on this machine only. */
export interface MeasuredRedis {
  readonly address: string;
  readonly version: string;
  /** Commands done so far, those inside scripts included, and processor time of the server, s. */
  used(): Promise<{ readonly commands: number; readonly seconds: number }>;
  stop(): Promise<void>;
}

/** Starts a Redis that keeps nothing on a free port. Debian: `apt-get install --no-install-recommends redis-server`. */
export async function startMeasuredRedis(): Promise<MeasuredRedis> {
  const folder = mkdtempSync(join(tmpdir(), "panoptes-scale-redis-"));
  const port = await freePort();
  const program = process.env.REDIS_SERVER_PATH ?? "redis-server";
  const argv = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder];
  const child = spawn(program, [...argv, "--save", "", "--appendonly", "no"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithThis(child);
  await ready(child);
  const address = `redis://127.0.0.1:${port}/0`;
  const connection = await connectRedis(parseRedisAddress(address));
  const { client } = connection;
  const version = /redis_version:(\S+)/.exec(await client.info("server"))?.[1] ?? "?";
  return {
    address,
    version,
    used: () => usedBy(client),
    async stop() {
      connection.close();
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function usedBy(
  client: Redis,
): Promise<{ readonly commands: number; readonly seconds: number }> {
  const [stats, cpu] = [await client.info("commandstats"), await client.info("cpu")];
  const calls = [...stats.matchAll(/^cmdstat_[^:]+:calls=(\d+)/gm)];
  const commands = calls.reduce((sum, [, count]) => sum + Number(count), 0);
  const part = (name: string): number =>
    Number(new RegExp(`^used_cpu_${name}:([\\d.]+)`, "m").exec(cpu)?.[1] ?? Number.NaN);
  return { commands, seconds: part("sys") + part("user") };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (text: Buffer) => {
      said += text;
      if (/ready to accept connections/i.test(said)) resolve();
    });
    child.on("error", reject);
    child.on("exit", () => reject(new Error(`Redis ended: ${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}
