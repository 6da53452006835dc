import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callCli, finish, packageFolder } from "../../support/cli.ts";
import { startWorker, type WorkerEvent, type WorkerProcess } from "../../support/queue-worker.ts";
import { findRedis, type RedisServer, startRedis } from "../../support/redis.ts";
import {
  type NetworkHost,
  openTwoHosts,
  type TwoHosts,
  whyNoHosts,
} from "../../support/two-hosts.ts";

// Two hosts of which one is cut off, as network namespaces. They share a folder, which stays in reach: that is the
// harder case, because who is cut off can still write what others have computed meanwhile.

const program = findRedis();
const RUNS = 1536;
const patient = { timeout: 90_000, interval: 20 };

describe.skipIf(program === null || whyNoHosts() !== null)("a worker whose host is cut off", () => {
  let network: TwoHosts;
  let redis: RedisServer;
  let shared = "";
  const started: WorkerProcess[] = [];
  beforeAll(async () => {
    network = await openTwoHosts();
    shared = mkdtempSync(join(tmpdir(), "panoptes-cut-off-"));
    redis = await startRedis(
      program as string,
      ["--save", "", "--appendonly", "no", "--protected-mode", "no"],
      network.hosts[0],
    );
  });
  afterAll(async () => {
    for (const one of started) await one.kill();
    await redis?.stop();
    await network?.close();
    rmSync(shared, { recursive: true, force: true });
  });

  const worker = ({ within }: NetworkHost): WorkerProcess => {
    const one = startWorker({ engine: redis.address, shared, within });
    started.push(one);
    return one;
  };
  const run = [
    "run",
    "baseline",
    "-n",
    String(RUNS),
    "--seed",
    "cut off",
    "--no-baseline",
    "--json",
  ];
  const experiment = ({ within }: NetworkHost) => {
    const main = join(packageFolder, "dist", "src", "cli", "main.js");
    const flags = ["--engine", redis.address, "--shared", shared, "--chunk-seconds", "0.3"];
    const [command = "", ...rest] = [...within, process.execPath, main, ...run, ...flags];
    return finish(spawn(command, rest, { cwd: packageFolder, stdio: ["ignore", "pipe", "pipe"] }));
  };
  const of = ({ events }: WorkerProcess, event: string): readonly WorkerEvent[] =>
    events.filter((one) => one.event === event);
  /** Chunks that a worker has kept, by name. */
  const keptBy = (one: WorkerProcess): readonly string[] =>
    of(one, "kept").map(({ design, first, runs }) => `${design}-${first}-${runs}`);
  const placeOf = (chunk: string): string =>
    join(shared, "chunks", chunk.replace(/^([0-9a-f]+)-/, "$1/").concat(".chunk"));

  test("has its chunks taken over, may keep them late, and goes on when it is back", async () => {
    const [near, far] = network.hosts;
    // The folder is made by the experiment.
    const asked = experiment(near);
    await expect.poll(() => readdirSync(shared), patient).toContain("shared.json");
    const [here, there] = [worker(near), worker(far)];
    await expect.poll(() => keptBy(there).length, patient).toBeGreaterThan(1);

    // It holds chunks that it has begun. Slow as it is, it ends them only when somebody else has.
    there.signal("SIGSTOP");
    network.cut();
    await expect.poll(() => of(here, "taken-over").length, patient).toBeGreaterThan(0);
    const taken = (): string[] => of(here, "taken-over").map(({ chunk }) => String(chunk));
    const again = (): string | undefined => taken().find((chunk) => keptBy(here).includes(chunk));
    await expect.poll(again, patient).toBeDefined();
    // From here on nobody but the one that was cut off can do anything.
    here.signal("SIGSTOP");
    const chunk = again() as string;
    const place = placeOf(chunk);
    const [first, { ino }] = [readFileSync(place), statSync(place)];

    there.signal("SIGCONT");
    await expect.poll(() => statSync(place).ino, patient).not.toBe(ino);
    expect(readFileSync(place).equals(first)).toBe(true);

    const before = keptBy(there).length;
    network.heal();
    await expect
      .poll(
        () =>
          keptBy(there)
            .slice(before)
            .filter((one) => !taken().includes(one)).length,
        patient,
      )
      .toBeGreaterThan(0);
    here.signal("SIGCONT");

    const [{ code, out, err }, alone] = [await asked, await callCli(run)];
    expect(code, err).toBe(0);
    const { result_hash, runs } = JSON.parse(out);
    expect(result_hash).toBe(JSON.parse(alone.out).result_hash);
    expect(runs.finished).toBe(RUNS);
    const [design = ""] = readdirSync(join(shared, "chunks"));
    const kept = readdirSync(join(shared, "chunks", design)).flatMap((name) => {
      const [, from, count] = /^(\d+)-(\d+)\.chunk$/.exec(name) ?? [];
      return Array.from({ length: Number(count ?? 0) }, (_, k) => Number(from) + k);
    });
    expect(kept.sort((a, b) => a - b)).toEqual(Array.from({ length: RUNS }, (_, k) => k));
    for (const one of [here, there]) {
      one.signal("SIGTERM");
      expect(await one.ended).toBe(0);
      expect(of(one, "aside")).toEqual([]);
    }
  }, 300_000);
});
