import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clusterExecutor } from "../../../src/cluster/executor.ts";
import { parseRedisAddress } from "../../../src/cluster/redis/address.ts";
import { openRedisBoard } from "../../../src/cluster/redis/board.ts";
import type { Design } from "../../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { runsHash } from "../../../src/results/identity.ts";
import { listAside } from "../../../src/results/node/plans/set-aside.ts";
import { openShared, type SharedFolder } from "../../../src/results/node/plans/shared-folder.ts";
import { storeDesign } from "../../../src/results/node/plans/stored-design.ts";
import { startWorker, type WorkerProcess } from "../../support/queue-worker.ts";
import { findRedis, type RedisServer, startRedis } from "../../support/redis.ts";
import { tinyCompiled } from "../../support/tiny-frame.ts";

// Workers as processes that are killed one after the other, while Redis goes away, disks fill up and files rot.

const CHUNKS = 2000;
/** Runs of a chunk, some 50 ms; a power of two, as chunks are cut. */
const RUNS = 32;
/** Chunks between two kills: some seconds. */
const BETWEEN = 150;
/** Chunks that a worker keeps before it is killed, at least. */
const LIFE = 20;

// Limits of a process that runs already are set by a program of Linux.
const program = process.platform === "linux" ? findRedis() : null;

/** How often workers told of something. */
const tally = (workers: readonly WorkerProcess[], what: string): number =>
  workers.flatMap(({ events }) => events.filter(({ event }) => event === what)).length;

describe.skipIf(program === null)(`${CHUNKS} chunks on two workers that keep dying`, () => {
  const design: Design = {
    ...makeDesign(tinyCompiled({ countries: 60, suppliers: 3 }), {
      count: CHUNKS * RUNS,
      seed: "every run once",
      recordHolders: false,
    }),
    picks: [0, 1, 2, 3].map((column) => ({ column, step: 43 })),
  };
  let redis: RedisServer;
  let shared: SharedFolder;
  const workers: WorkerProcess[] = [];
  beforeAll(async () => {
    redis = await startRedis(program as string, ["--save", "", "--appendonly", "yes"]);
    shared = openShared(mkdtempSync(join(tmpdir(), "panoptes-once-")), { create: true });
  });
  afterAll(async () => {
    await Promise.all(workers.map((one) => one.kill()));
    await redis?.stop();
    rmSync(shared.path, { recursive: true, force: true });
  });

  const start = (): WorkerProcess => {
    const flags = ["--jobs", "1", "--takeover", "2s", "--tries", "6"];
    const one = startWorker({ engine: redis.address, shared: shared.path, flags });
    workers.push(one);
    return one;
  };
  const chunkFiles = (digest: string): string[] =>
    readdirSync(join(shared.path, "chunks", digest)).filter((name) => name.endsWith(".chunk"));

  test("every run comes once, in order, and the result hash is that of the calling thread", async () => {
    const digest = storeDesign(shared, design);
    const placeOf = (k: number): string =>
      join(shared.path, "chunks", digest, `${k * RUNS}-${RUNS}.chunk`);
    // One chunk lies there already, and is none.
    mkdirSync(join(shared.path, "chunks", digest), { recursive: true });
    writeFileSync(placeOf(CHUNKS - 1), "not a chunk");

    const said: string[] = [];
    const board = await openRedisBoard({
      address: parseRedisAddress(redis.address),
      shared,
      say: (text) => said.push(text),
    });
    const executor = clusterExecutor({ shared, board, msPerRun: 1, chunkSeconds: RUNS / 1000 });

    const team = [start(), start()];
    let isFull = false;
    let kills = 0;
    const killer = setInterval(() => {
      const k = kills % 2;
      if (isFull || tally(workers, "kept") < BETWEEN * (kills + 1)) return;
      // Who has begun nothing yet loses nothing.
      if (tally([team[k] as WorkerProcess], "kept") < LIFE) return;
      kills += 1;
      void team[k]?.kill();
      team[k] = start();
    }, 50);

    /** Gives no worker room for a byte until each has met it; meanwhile nobody is killed. */
    const fillDisk = async (): Promise<void> => {
      isFull = true;
      await Promise.all(team.map(({ ready }) => ready));
      const room = (size: string): void => {
        for (const { pid } of team)
          execFileSync("prlimit", ["--pid", String(pid), `--fsize=${size}`]);
      };
      const meet = ({ events }: WorkerProcess): boolean =>
        events.some(({ event, reason }) => event === "given-back" && /EFBIG/.test(String(reason)));
      room("0:unlimited");
      while (!team.every(meet)) await pause(50);
      room("unlimited:unlimited");
      isFull = false;
    };
    let rotted = -1;
    /** Turns a bit of a chunk that is kept and was not read yet. */
    const rot = async (next: number): Promise<void> => {
      const later = (): number | undefined =>
        chunkFiles(digest)
          .map((name) => Number.parseInt(name, 10) / RUNS)
          .find((k) => k > next && k < CHUNKS - 1);
      let k = later();
      for (; k === undefined; k = later()) await pause(20);
      const bytes = readFileSync(placeOf(k));
      bytes[bytes.length - 3] = (bytes[bytes.length - 3] as number) ^ 4;
      writeFileSync(placeOf(k), bytes);
      rotted = k;
    };

    const hashes: string[] = [];
    const disasters: Promise<void>[] = [];
    let delivered = 0;
    try {
      const { stopped } = await executor.run(design, async (chunk) => {
        expect(chunk.first).toBe(hashes.length);
        expect(chunk.failures).toEqual([]);
        hashes.push(...chunk.hashes);
        delivered += 1;
        if (delivered === CHUNKS * 0.2) disasters.push(redis.restart());
        if (delivered === CHUNKS * 0.4) disasters.push(fillDisk());
        if (delivered === CHUNKS * 0.6) await rot(delivered);
      });
      expect(stopped).toBe(false);
      await Promise.all(disasters);
    } finally {
      clearInterval(killer);
      await executor.close();
    }

    // Nothing is left to do, and who is alive says so by ending when asked.
    for (const one of team) one.signal("SIGTERM");
    expect(await Promise.all(team.map(({ ended }) => ended))).toEqual([0, 0]);

    const expected: string[] = [];
    await inlineExecutor().run(design, (chunk) => void expected.push(...chunk.hashes));
    expect(new Set(expected).size).toBe(CHUNKS * RUNS);
    expect(runsHash(hashes)).toBe(runsHash(expected));

    const names = chunkFiles(digest).sort(
      (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10),
    );
    expect(names).toEqual(Array.from({ length: CHUNKS }, (_, k) => `${k * RUNS}-${RUNS}.chunk`));
    expect(listAside(shared, digest)).toEqual([]);
    expect(said.join("\n")).toMatch(/is lost[\s\S]*Connected to .* again/);
    expect(kills).toBeGreaterThan(CHUNKS / BETWEEN / 2);
    expect(rotted).toBeGreaterThan(0);
    expect(tally(workers, "taken-over")).toBeGreaterThan(0);
  }, 3_600_000);
});
