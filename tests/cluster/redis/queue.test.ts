import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Board } from "../../../src/cluster/board.ts";
import { parseRedisAddress } from "../../../src/cluster/redis/address.ts";
import { openRedisBoard } from "../../../src/cluster/redis/board.ts";
import { type RedisWorker, startRedisWorker } from "../../../src/cluster/redis/worker.ts";
import type { WorkerNews } from "../../../src/cluster/redis/worker-news.ts";
import type { Executor } from "../../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import type { ChunkReference } from "../../../src/results/node/plans/chunk-reference.ts";
import { listAside } from "../../../src/results/node/plans/set-aside.ts";
import { openShared, type SharedFolder } from "../../../src/results/node/plans/shared-folder.ts";
import { storeDesign } from "../../../src/results/node/plans/stored-design.ts";
import { findRedis, type RedisServer, startRedis } from "../../support/redis.ts";
import { tinyCompiled, tinySettings } from "../../support/tiny-frame.ts";

// Boards and workers on a real Redis, in this process; tests/cluster/redis/processes.test.ts has processes of their own.

const program = findRedis();

describe.skipIf(program === null)("a queue on Redis", () => {
  let redis: RedisServer;
  let shared: SharedFolder;
  let other: SharedFolder;
  let digest = "";
  let said: string[] = [];
  let news: WorkerNews[] = [];
  /** Chunks that were computed, by first run. */
  let computed: number[] = [];
  /** What happens before a chunk is computed. */
  let before: (first: number) => Promise<void> = async () => {};
  const open: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    redis = await startRedis(program as string);
    shared = openShared(mkdtempSync(join(tmpdir(), "panoptes-queue-")), { create: true });
    other = openShared(mkdtempSync(join(tmpdir(), "panoptes-queue-")), { create: true });
  });
  afterAll(async () => {
    await redis.stop();
    for (const { path } of [shared, other]) rmSync(path, { recursive: true, force: true });
  });
  beforeEach((context) => {
    said = [];
    news = [];
    computed = [];
    before = async () => {};
    // A seed of its own for each test, so that none finds runs of another.
    const design = makeDesign(tinyCompiled(), {
      count: 64,
      seed: context.task.name,
      settings: [tinySettings()],
    });
    digest = storeDesign(shared, design);
  });
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });

  const chunk = (k: number): ChunkReference => ({ design: digest, first: 8 * k, count: 8 });
  const board = async (folder: SharedFolder = shared): Promise<Board> => {
    const opened = await openRedisBoard({
      address: parseRedisAddress(redis.address),
      shared: folder,
      say: (text) => said.push(text),
      lookEvery: 200,
      remindAfter: 100,
    });
    open.push(opened);
    return opened;
  };
  const executor: Executor = {
    ...inlineExecutor(),
    async run(design, onChunk, options) {
      await before(design.first);
      computed.push(design.first);
      return inlineExecutor().run(design, onChunk, options);
    },
  };
  const worker = async (folder: SharedFolder = shared): Promise<RedisWorker> => {
    const started = await startRedisWorker({
      address: parseRedisAddress(redis.address),
      shared: folder,
      executor,
      plugins: [],
      takeover: 4,
      tries: 2,
      onNews: (one) => news.push(one),
    });
    open.push({ close: () => started.drain() });
    return started;
  };
  const inFolder = (): string[] => readdirSync(join(shared.path, "chunks", digest)).sort();

  test("hands chunks to a worker, which keeps them in the folder", async () => {
    const queue = await board();
    await queue.post([0, 1, 2].map(chunk));
    expect(await queue.workers()).toBe(0);
    const one = await worker();
    expect(await queue.workers()).toBe(1);
    const ends = await Promise.all([0, 1, 2].map((k) => queue.ended(chunk(k))));
    expect(ends).toEqual([{ kept: true }, { kept: true }, { kept: true }]);
    expect(inFolder()).toEqual(["0-8.chunk", "16-8.chunk", "8-8.chunk"]);
    expect(await one.isEmpty()).toBe(true);
  });

  test("starts a worker by sweeping out what killed ones left an hour ago, and nothing younger", async () => {
    const folder = join(shared.path, "chunks", digest);
    mkdirSync(folder, { recursive: true });
    for (const [name, minutes] of [
      ["0-8.chunk.a-1-0.part", 61],
      ["8-8.chunk.a-1-1.part", 59],
    ] as const) {
      writeFileSync(join(folder, name), "half");
      const at = new Date(Date.now() - minutes * 60_000);
      utimesSync(join(folder, name), at, at);
    }
    await worker();
    expect(inFolder()).toEqual(["8-8.chunk.a-1-1.part"]);
  });

  test("has a chunk once, however many want it, and all of them hear of its end", async () => {
    const [first, second] = await Promise.all([board(), board()]);
    await Promise.all([first.post([chunk(0)]), second.post([chunk(0), chunk(1)])]);
    await first.post([chunk(0)]);
    await worker();
    expect(await first.ended(chunk(0))).toEqual({ kept: true });
    expect(await second.ended(chunk(0))).toEqual({ kept: true });
    expect(await second.ended(chunk(1))).toEqual({ kept: true });
    expect(computed.sort()).toEqual([0, 8]);
  });

  test("tells of an end that came before anybody asked", async () => {
    const queue = await board();
    await worker();
    await queue.post([chunk(0)]);
    await expect.poll(() => news.map(({ kind }) => kind)).toEqual(["kept"]);
    expect(await queue.ended(chunk(0))).toEqual({ kept: true });
    const late = await board();
    expect(await late.ended(chunk(0))).toEqual({ kept: true });
  });

  test("takes back what no worker has begun, and leaves what one has", async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    before = () => held;
    const queue = await board();
    const one = await worker();
    // A worker with one thread takes two.
    await queue.post([0, 1, 2, 3].map(chunk));
    await expect.poll(() => one.isEmpty()).toBe(false);
    const client = new Redis(redis.address);
    const waiting = (await client.keys("panoptes:*:wait"))[0] as string;
    await expect.poll(() => client.llen(waiting)).toBe(2);
    await queue.withdraw([0, 1, 2, 3].map(chunk));
    expect(await client.llen(waiting)).toBe(0);
    await client.quit();
    release();
    await expect.poll(() => one.isEmpty()).toBe(true);
    expect(inFolder()).toEqual(["0-8.chunk", "8-8.chunk"]);
  });

  test("keeps what somebody else on the same board still waits for", async () => {
    const queue = await board();
    await queue.post([chunk(0), chunk(1)]);
    await queue.post([chunk(1)]);
    await queue.withdraw([chunk(0), chunk(1)]);
    await worker();
    expect(await queue.ended(chunk(1))).toEqual({ kept: true });
    expect(computed).toEqual([8]);
  });

  test("sets a chunk aside after bounded tries, and tries it again when it is posted again", async () => {
    before = (first) => (first === 8 ? Promise.reject(new Error("no luck")) : Promise.resolve());
    const queue = await board();
    await worker();
    await queue.post([0, 1].map(chunk));
    expect(await queue.ended(chunk(0))).toEqual({ kept: true });
    const end = await queue.ended(chunk(1));
    expect(end).toEqual({ kept: false, reason: "no luck (2 tries)" });
    expect(listAside(shared, digest).map(({ reason }) => reason)).toEqual(["no luck (2 tries)"]);
    expect(news.flatMap((one) => (one.kind === "failed" ? [one.aside] : []))).toEqual([
      false,
      true,
    ]);
    before = async () => {};
    await queue.post([chunk(1)]);
    expect(await queue.ended(chunk(1))).toEqual({ kept: true });
    expect(listAside(shared, digest)).toEqual([]);
  });

  test("does not hold a full disk against a chunk: it is given back, and the worker rests", async () => {
    let full = 2;
    before = async () => {
      full -= 1;
      if (full >= 0) {
        const error = new Error("ENOSPC: no space left on device, write");
        throw Object.assign(error, { code: "ENOSPC", syscall: "write" });
      }
    };
    const queue = await board();
    await worker();
    await queue.post([chunk(0)]);
    expect(await queue.ended(chunk(0))).toEqual({ kept: true });
    const kinds = news.map(({ kind }) => kind);
    expect(kinds).toEqual(["given-back", "given-back", "kept"]);
  });

  test("that Redis forgot is posted again, and a lost connection is said and waited for", async () => {
    const queue = await board();
    await queue.post([0, 1].map(chunk));
    await redis.kill();
    await expect.poll(() => said.join()).toMatch(/connection to redis:\/\/127.* is lost.*waiting/);
    await redis.restart();
    await expect.poll(() => said.join(), { timeout: 10_000 }).toMatch(/Connected to .* again/);
    await expect.poll(() => said.join()).toMatch(/2 chunks were no longer in the queue/);
    await worker();
    const ends = await Promise.all([0, 1].map((k) => queue.ended(chunk(k))));
    expect(ends).toEqual([{ kept: true }, { kept: true }]);
  });

  test("on a Redis that stays away is said to be waited for, with its folder, and how to stop", async () => {
    const path = mkdtempSync(join(tmpdir(), "panoptes-queue-"));
    const gone = openShared(path, { create: true });
    const queue = await board(gone);
    await queue.post([chunk(0)]);
    await redis.kill();
    await expect
      .poll(() => said.join(), { timeout: 5_000 })
      .toMatch(/Still waiting for redis:.* now\. Ctrl-C stops;/);
    expect(said.join()).not.toContain("cannot be read");
    rmSync(path, { recursive: true });
    await expect
      .poll(() => said.at(-1), { timeout: 5_000 })
      .toMatch(/Still waiting .* folder ".*" cannot be read either \(ENOENT.*Ctrl-C stops/);
    await redis.restart();
    await expect.poll(() => said.join(), { timeout: 10_000 }).toMatch(/Connected to .* again/);
  });

  test("is not shared by those who look at another folder, and both sides are told", async () => {
    const queue = await board();
    const stranger = await worker(other);
    await queue.post([chunk(0)]);
    expect(await queue.workers()).toBe(0);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /1 worker is connected, but with another shared folder: .* shared\.json/,
    );
    expect(await stranger.explainIdleness()).toMatch(/1 experiment waits here, but with another/);
    await queue.workers();
    expect(said).toHaveLength(1);
    await worker();
    expect(await queue.ended(chunk(0))).toEqual({ kept: true });
    expect(await stranger.explainIdleness()).toMatch(/another shared folder/);
    await queue.close();
    expect(await stranger.explainIdleness()).toBeNull();
  });

  test("ends a worker that is told to stop: what it has begun is given back", async () => {
    before = () => new Promise(() => {});
    const hanging: Executor = {
      ...executor,
      run: (_design, _onChunk, options) =>
        new Promise((resolve) => {
          options?.signal?.addEventListener("abort", () => resolve({ stopped: true }));
        }),
    };
    const queue = await board();
    const one = await startRedisWorker({
      address: parseRedisAddress(redis.address),
      shared,
      executor: hanging,
      plugins: [],
      takeover: 3600,
      tries: 1,
      onNews: (item) => news.push(item),
    });
    await queue.post([chunk(0)]);
    await expect.poll(() => one.isEmpty()).toBe(false);
    const drained = one.drain();
    one.stop();
    await drained;
    // It may have been taken once more by a question that was under way.
    expect(new Set(news.map(({ kind }) => kind))).toEqual(new Set(["given-back"]));
    // It counts as no try, and is there at once for the next.
    before = async () => {};
    await worker();
    expect(await queue.ended(chunk(0))).toEqual({ kept: true });
  });
});
