import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openShared } from "../../../src/results/node/plans/shared-folder.ts";
import { type Called, callCli, finish, packageFolder } from "../../support/cli.ts";
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
/** Runs of an experiment, and of one after it: both more than an experiment computes by itself to measure a run. */
const RUNS = 768;
const AFTER = 160;
const patient = { timeout: 180_000, interval: 20 };

describe.skipIf(program === null || whyNoHosts() !== null)("a worker whose host is cut off", () => {
  let network: TwoHosts;
  let redis: RedisServer;
  let shared = "";
  const started: WorkerProcess[] = [];
  const experiments: ChildProcess[] = [];
  beforeAll(async () => {
    network = await openTwoHosts();
    shared = mkdtempSync(join(tmpdir(), "panoptes-cut-off-"));
    openShared(shared, { create: true });
    redis = await startRedis(
      program as string,
      ["--save", "", "--appendonly", "no", "--protected-mode", "no"],
      network.hosts[0],
    );
  });
  afterAll(async () => {
    // Where the test has failed, an experiment would wait for ever.
    for (const child of experiments) child.kill("SIGKILL");
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
  const run = (seed: string, runs: number): string[] => [
    ...["run", "baseline", "--seed", seed, "-n", String(runs), "--no-baseline", "--json"],
  ];
  const experiment = ({ within }: NetworkHost, command: readonly string[]) => {
    const main = join(packageFolder, "dist", "src", "cli", "main.js");
    const flags = ["--engine", redis.address, "--shared", shared, "--chunk-seconds", "0.15"];
    const [first = "", ...rest] = [...within, process.execPath, main, ...command, ...flags];
    const child = spawn(first, rest, { cwd: packageFolder, stdio: ["ignore", "pipe", "pipe"] });
    experiments.push(child);
    return finish(child);
  };
  /** Holds an experiment to what one process makes of it. */
  const expectSame = async ({ code, out, err }: Called, command: readonly string[]) => {
    expect(code, err).toBe(0);
    const [got, alone] = [out, (await callCli(command)).out].map((text) => JSON.parse(text));
    expect(got.result_hash).toBe(alone.result_hash);
    expect(got.runs).toEqual(alone.runs);
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
    const [here, there] = [worker(near), worker(far)];
    await Promise.all([here.ready, there.ready]);
    const first = run("cut off", RUNS);
    const asked = experiment(near, first);
    await expect.poll(() => keptBy(there).length, patient).toBeGreaterThan(0);

    // It holds chunks that it has begun. Slow as it is, it ends them only when somebody else has.
    there.signal("SIGSTOP");
    network.cut();
    await expectSame(await asked, first);
    const again = of(here, "taken-over")
      .map(({ chunk }) => String(chunk))
      .filter((chunk) => keptBy(here).includes(chunk))
      .map(placeOf);
    expect(again).not.toEqual([]);
    const files = again.map((place) => ({ bytes: readFileSync(place), ino: statSync(place).ino }));
    const late = (): number => again.findIndex((place, k) => statSync(place).ino !== files[k]?.ino);
    // From here on nobody but the one that was cut off can do anything.
    here.signal("SIGSTOP");
    there.signal("SIGCONT");
    await expect.poll(late, patient).toBeGreaterThanOrEqual(0);
    for (const [k, place] of again.entries()) {
      expect(readFileSync(place).equals(files[k]?.bytes as Buffer)).toBe(true);
    }

    network.heal();
    const before = keptBy(there).length;
    const second = run("healed", AFTER);
    await expectSame(await experiment(near, second), second);
    expect(keptBy(there).length).toBeGreaterThan(before);
    here.signal("SIGCONT");

    const folder = join(shared, "chunks");
    const kept = readdirSync(folder).flatMap((design) =>
      readdirSync(join(folder, design)).flatMap((name) => {
        const [, from, count] = /^(\d+)-(\d+)\.chunk$/.exec(name) ?? [];
        return Array.from(
          { length: Number(count ?? 0) },
          (_, k) => `${design} ${Number(from) + k}`,
        );
      }),
    );
    expect(kept).toHaveLength(RUNS + AFTER);
    expect(new Set(kept).size).toBe(RUNS + AFTER);
    for (const one of [here, there]) {
      one.signal("SIGTERM");
      expect(await one.ended).toBe(0);
      expect(of(one, "aside")).toEqual([]);
    }
  }, 900_000);
});
