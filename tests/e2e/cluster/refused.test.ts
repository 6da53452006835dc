import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { MODEL_VERSION } from "../../../src/core/version.ts";
import { callCli, finish, startCli } from "../../support/cli.ts";
import { startWorker, type WorkerProcess } from "../../support/queue-worker.ts";
import { findRedis, type RedisServer, startRedis } from "../../support/redis.ts";

// What an experiment says where the queue, a worker or a clock does not fit, and that it takes nothing from them.

vi.setConfig({ testTimeout: 300_000 });

const program = process.platform === "win32" ? null : findRedis();

/** Makes a process believe that it has another version of the model: the file that says so is read differently. */
const OLDER = `
import { register } from "node:module";
register("data:text/javascript," + encodeURIComponent(\`
  export async function load(url, context, next) {
    const loaded = await next(url, context);
    if (!url.endsWith("/core/version.js")) return loaded;
    return { ...loaded, source: String(loaded.source).replace(/"[^"]+"/, '"0.0.1"') };
  }
\`));`;
const HOUR_AGO = "const real = Date.now; Date.now = () => real() - 3600000;";
const module = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`;

describe.skipIf(program === null)("an experiment on a queue", () => {
  let redis: RedisServer;
  let home = "";
  const workers: WorkerProcess[] = [];
  const experiments: ChildProcess[] = [];
  beforeAll(async () => {
    redis = await startRedis(program as string);
    home = mkdtempSync(join(tmpdir(), "panoptes-refused-"));
    const client = new Redis(redis.address);
    await client.call("ACL", "SETUSER", "ann", "on", ">hunter2", "~panoptes:*", "+@all");
    await client.quit();
  });
  afterEach(async () => {
    // Where a test has failed, an experiment would wait for ever.
    for (const child of experiments.splice(0)) child.kill("SIGKILL");
    for (const one of workers.splice(0)) await one.kill();
  });
  afterAll(async () => {
    await redis?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  // More than an experiment computes by itself to measure what a run takes.
  const runs = 160;
  const run = (...more: readonly string[]): string[] => [
    ...["run", "baseline", "-n", String(runs), "--seed", "refused", "--no-baseline", "--json"],
    ...more,
  ];
  const at = (who: string): string => redis.address.replace("redis://", `redis://${who}@`);

  test.each([
    {
      name: "that nobody answers",
      engine: () => "redis://ann:hunter2@127.0.0.1:1/0",
      says: /redis:\/\/ann@127\.0\.0\.1:1\/0 cannot be reached: nothing listens.*Start Redis there/,
    },
    {
      name: "whose password is another",
      engine: () => at("ann:hunter3"),
      says: /redis:\/\/ann@127\S+ does not know this user and password.*PANOPTES_ENGINE/,
    },
    {
      name: "with another clock",
      engine: () => at("ann:hunter2"),
      node: HOUR_AGO,
      says: /clock of .* is 36\d\d s behind that of Redis at redis:\/\/ann@127.*NTP/,
    },
  ])("$name ends with 2 and what to do, and computes nothing", async ({ engine, node, says }) => {
    const shared = join(home, "nothing");
    const { code, out, err } = await callCli(run("--shared", shared), {
      environment: {
        PANOPTES_ENGINE: engine(),
        ...(node === undefined ? {} : { NODE_OPTIONS: `--import=${module(node)}` }),
      },
    });
    expect(err.replaceAll(/\s+/g, " ")).toMatch(says);
    expect(err).not.toMatch(/hunter|bug/);
    expect([code, out]).toEqual([2, ""]);
    expect(existsSync(join(shared, "chunks"))).toBe(false);
  });

  test("names workers of another folder and another version, takes nothing from them, and waits for one that fits", async () => {
    const [shared, other] = [join(home, "shared"), join(home, "other")];
    // A folder like it, as on a machine on which the common one is not mounted. Planning keeps what it measures.
    await callCli(["chunk", "plan", "--shared", other, ...run().slice(0, -1)]);
    const planned = readdirSync(other, { recursive: true }).length;
    const begun = startCli(run("--shared", shared, "--chunk-seconds", "0.05"), {
      environment: { PANOPTES_ENGINE: redis.address },
    });
    experiments.push(begun);
    let said = "";
    begun.stderr?.on("data", (text: Buffer) => {
      said += text;
    });
    const ended = finish(begun);
    await expect
      .poll(() => existsSync(join(shared, "shared.json")), { timeout: 120_000 })
      .toBe(true);
    const start = (folder: string, ...node: string[]): WorkerProcess => {
      const one = startWorker({ engine: redis.address, shared: folder, node });
      workers.push(one);
      return one;
    };
    const notes = ({ events }: WorkerProcess): string =>
      events.map(({ text }) => String(text ?? "")).join("\n");

    const stranger = start(other);
    const patient = { timeout: 120_000 };
    await expect
      .poll(() => said, patient)
      .toMatch(/1 worker is connected, but with another shared folder: .*other on/);
    await expect
      .poll(() => notes(stranger), patient)
      .toMatch(/another shared folder: .*shared on .*shared\.json has the id/);
    await stranger.kill();

    const older = start(shared, "--import", module(OLDER));
    await expect
      .poll(() => notes(older), patient)
      .toMatch(`of model ${MODEL_VERSION}, and this is 0.0.1`);
    await expect
      .poll(() => said, patient)
      .toMatch(
        /but of model 0\.0\.1, and this is .*install the same version of Panoptes on all machines/,
      );
    for (const { events } of [stranger, older]) {
      expect(events.filter(({ event }) => event !== "note")).toEqual([]);
    }
    expect(readdirSync(other, { recursive: true })).toHaveLength(planned);

    // The older one stays, and still gets nothing.
    const fitting = start(shared);
    const [{ code, out, err }, alone] = [await ended, await callCli(run())];
    expect(code, err).toBe(0);
    expect(JSON.parse(out).result_hash).toBe(JSON.parse(alone.out).result_hash);
    expect(fitting.events.some(({ event }) => event === "kept")).toBe(true);
    expect(older.events.filter(({ event }) => event !== "note")).toEqual([]);
    expect(readdirSync(join(shared, "chunks"))).toHaveLength(1);
  });
});
