import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Board } from "../../src/cluster/board.ts";
import { type ClusterOptions, clusterExecutor } from "../../src/cluster/executor.ts";
import { localBoard } from "../../src/cluster/local-board.ts";
import type { ChunkResult, Design, Executor } from "../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { type PlanJob, type PlannedRuns, runPlan } from "../../src/experiments/run-plan.ts";
import { designDigest } from "../../src/results/node/chunks/design-digest.ts";
import { type ChunkReference, chunkName } from "../../src/results/node/plans/chunk-reference.ts";
import { chunkComputer } from "../../src/results/node/plans/compute-chunk.ts";
import { listAside, setAside } from "../../src/results/node/plans/set-aside.ts";
import { openShared, type SharedFolder } from "../../src/results/node/plans/shared-folder.ts";
import { notingExecutor } from "../support/noting-executor.ts";
import { tinyCompiled, tinySettings } from "../support/tiny-frame.ts";

const compiled = tinyCompiled();
const good = tinySettings();
const bad = tinySettings({}, { "cost.spend_per_person": Number.NaN });
const design = makeDesign(compiled, {
  count: 11,
  seed: "x",
  settings: [good, tinySettings({}, { "choice.price": 3 })],
});
/** Chunks of two runs. */
const pairs = { msPerRun: 500, chunkSeconds: 1 };

let home = "";
let shared: SharedFolder;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "panoptes-cluster-"));
  shared = openShared(home, { create: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A cluster of one machine, what it computed, and what was put on its board. */
function cluster(
  options: Partial<ClusterOptions> = {},
  change: (board: Board) => Board = (b) => b,
) {
  const inner = notingExecutor();
  const local = localBoard(chunkComputer(shared, inner));
  const posted: string[] = [];
  const withdrawn: string[] = [];
  const nameOf = ({ first, count }: ChunkReference): string => `${first}-${count}`;
  const board: Board = {
    ...local,
    post(chunks) {
      posted.push(...chunks.map(nameOf));
      return local.post(chunks);
    },
    withdraw(chunks) {
      withdrawn.push(...chunks.map(nameOf));
      return local.withdraw(chunks);
    },
  };
  const executor = clusterExecutor({ shared, board: change(board), ...pairs, ...options });
  return { executor, ran: inner.ran, posted, withdrawn };
}

/** Everything that an executor delivers. */
async function delivered(its: Design, executor: Executor, options = {}) {
  const chunks: ChunkResult[] = [];
  const { stopped } = await executor.run(its, (chunk) => void chunks.push(chunk), options);
  const runs = chunks.flatMap(({ first, count }) =>
    Array.from({ length: count }, (_, k) => first + k),
  );
  return {
    stopped,
    runs,
    hashes: chunks.flatMap(({ hashes }) => hashes),
    columns: chunks.flatMap(({ columns }) => Array.from(columns)),
    holders: chunks.flatMap(({ holders }) => Array.from(holders)),
    held: chunks.reduce((sum, { held }) => sum + held.reduce((a, b) => a + b, 0), 0),
    failures: chunks.flatMap(({ failures }) => failures),
  };
}

describe("runs on other machines", () => {
  test("come in order and are, bit by bit, those of this thread; nothing is computed twice", async () => {
    const expected = await delivered(design, inlineExecutor());
    const first = cluster();
    expect(await delivered(design, first.executor)).toEqual(expected);
    expect(first.posted).toEqual(["0-2", "2-2", "4-2", "6-2", "8-2", "10-1"]);
    expect(first.ran).toEqual(expected.runs);
    const second = cluster();
    expect(await delivered({ ...design, first: 2, count: 12 }, second.executor)).toEqual(
      await delivered({ ...design, first: 2, count: 12 }, inlineExecutor()),
    );
    expect(second.ran).toEqual([11, 12, 13]);
  });

  test("whose holders are kept are those of this thread, and found again for more of them", async () => {
    const some = { ...design, keepHolders: 4 };
    const expected = await delivered(some, inlineExecutor());
    expect(expected.holders.length).toBeGreaterThan(0);
    const { executor, posted } = cluster();
    expect(await delivered(some, executor)).toEqual(expected);
    expect(await delivered({ ...design, keepHolders: 6 }, executor)).toEqual(
      await delivered({ ...design, keepHolders: 6 }, inlineExecutor()),
    );
    expect(posted).toEqual(["0-2", "2-2", "4-2", "6-2", "8-2", "10-1", "4-2"]);
  });

  test("are measured once for a frame, on a thread of this machine, which keeps them", async () => {
    const local = notingExecutor();
    const { msPerRun: _, ...rest } = pairs;
    const { executor, ran } = cluster({
      ...rest,
      msPerRun: undefined as never,
      local: () => local,
    });
    const many = { ...design, count: 100 };
    expect((await delivered(many, executor)).runs).toHaveLength(100);
    expect(local.ran[0]).toBe(0);
    expect(local.ran.length).toBeGreaterThan(1);
    const measured = local.ran.length;
    expect([...local.ran, ...ran]).toEqual(Array.from({ length: 100 }, (_, k) => k));
    await delivered({ ...many, seed: "y" }, executor);
    expect(local.ran).toHaveLength(measured);
  });

  test("that were announced are all queued before the first are delivered", async () => {
    const { executor, posted, ran } = cluster();
    const others = [design, { ...design, seed: "y" }, { ...design, seed: "z" }];
    let yielded = 0;
    executor.announce?.(
      (function* () {
        for (const one of others) {
          yielded += 1;
          yield one;
        }
      })(),
    );
    for (const one of others) {
      expect(await delivered(one, executor)).toEqual(await delivered(one, inlineExecutor()));
    }
    expect(yielded).toBe(3);
    expect(posted).toHaveLength(18);
    expect(ran).toHaveLength(33);
  });

  test("tell how far they are by what has ended anywhere, and how many workers there are", async () => {
    const seen: number[] = [];
    const workers: number[] = [];
    const { executor } = cluster({ onWorkers: (count) => workers.push(count) });
    await delivered(design, executor, {
      onProgress: ({ done }: { done: number }) => seen.push(done),
    });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(11);
    expect(workers).toEqual([1]);
  });
});

describe("runs that fail on other machines", () => {
  const its = { ...design, settings: [good, good, good, bad], count: 8 };

  test("fail with their seed and reason, and leave the others of their chunk", async () => {
    const expected = await delivered(its, inlineExecutor());
    expect(expected.failures.map(({ run }) => run)).toEqual([3, 7]);
    const { executor } = cluster({ chunkSeconds: 4 });
    expect(await delivered(its, executor)).toEqual(expected);
    const digest = designDigest(its);
    expect(readdirSync(join(home, "chunks", digest)).sort()).toEqual([
      "0-2.chunk",
      "2-1.chunk",
      "4-2.chunk",
      "6-1.chunk",
    ]);
    expect(listAside(shared, digest)).toMatchObject([
      { first: 0, count: 8, runs: [{ run: 3 }, { run: 7 }] },
    ]);
  });

  test("as a chunk that was set aside fail with its reason", async () => {
    const poison = (board: Board): Board => ({
      ...board,
      async ended(chunk) {
        if (chunk.first !== 4) return board.ended(chunk);
        return { kept: false, reason: "killed its worker 3 times" };
      },
      post: (chunks) => board.post(chunks.filter(({ first }) => first !== 4)),
    });
    const { failures, runs } = await delivered(design, cluster({}, poison).executor);
    expect(runs).toHaveLength(11);
    expect(failures).toEqual(
      [4, 5].map((run) => expect.objectContaining({ run, reason: "killed its worker 3 times" })),
    );
  });

  test("are tried again by whoever asks next, and are no longer set aside if they succeed", async () => {
    const digest = designDigest(design);
    setAside(shared, {
      design: digest,
      first: 2,
      count: 2,
      reason: "no room on the disk",
      runs: [],
    });
    expect((await delivered(design, cluster().executor)).failures).toEqual([]);
    expect(listAside(shared, digest)).toEqual([]);
  });
});

describe("chunks that are damaged", () => {
  test("are computed again: after they were kept, and while they are waited for", async () => {
    const expected = await delivered(design, inlineExecutor());
    await delivered(design, cluster().executor);
    const folder = join(home, "chunks", designDigest(design));
    const spoil = (name: string): void => {
      const bytes = readFileSync(join(folder, name));
      bytes[bytes.length - 2] = (bytes.at(-2) as number) ^ 4;
      writeFileSync(join(folder, name), bytes);
    };
    spoil("4-2.chunk");
    const again = cluster();
    expect(await delivered(design, again.executor)).toEqual(expected);
    expect(again.ran).toEqual([4, 5]);
    rmSync(folder, { recursive: true });
    let spoilt = 0;
    const spoiling = (board: Board): Board => ({
      ...board,
      async ended(chunk) {
        const end = await board.ended(chunk);
        if (chunk.first === 6 && spoilt++ < 2) spoil("6-2.chunk");
        return end;
      },
    });
    expect(await delivered(design, cluster({}, spoiling).executor)).toEqual(expected);
    expect(spoilt).toBe(3);
  });

  test("before their turn are noticed, because a chunk is read when it is delivered and not before", async () => {
    const { executor, posted } = cluster();
    await delivered(design, cluster().executor);
    const chunks: ChunkResult[] = [];
    await executor.run(design, (chunk) => {
      chunks.push(chunk);
      const last = join(home, "chunks", designDigest(design), "10-1.chunk");
      if (chunk.first === 6) writeFileSync(last, readFileSync(last).subarray(0, 900));
    });
    expect(posted).toEqual(["10-1"]);
    expect(chunks.flatMap(({ hashes }) => hashes)).toEqual(
      (await delivered(design, inlineExecutor())).hashes,
    );
  });

  test("every time fail with what to look at, and do not stop the rest", async () => {
    const losing = (board: Board): Board => ({
      ...board,
      async ended(chunk) {
        const end = await board.ended(chunk);
        if (chunk.first === 6)
          rmSync(join(home, "chunks", chunk.design, "6-2.chunk"), { force: true });
        return end;
      },
    });
    const { failures, runs } = await delivered(design, cluster({}, losing).executor);
    expect(runs).toHaveLength(11);
    expect(failures.map(({ run }) => run)).toEqual([6, 7]);
    expect(failures[0]?.reason).toMatch(/never found whole .* same folder on all machines/);
  });
});

describe("stopping runs on other machines", () => {
  test("takes back what is not begun, keeps what is finished, and leaves no gap", async () => {
    const abort = new AbortController();
    const { executor, ran, withdrawn } = cluster();
    executor.announce?.([design, { ...design, seed: "later" }]);
    const chunks: ChunkResult[] = [];
    const { stopped } = await executor.run(
      design,
      (chunk) => {
        chunks.push(chunk);
        if (chunk.first === 4) abort.abort();
      },
      { signal: abort.signal },
    );
    await executor.close();
    expect(stopped).toBe(true);
    expect(chunks.map(({ first }) => first)).toEqual([0, 2, 4]);
    expect(withdrawn).toContain("10-1");
    expect(ran.length).toBeLessThan(11);
    const next = cluster();
    expect(await delivered(design, next.executor)).toEqual(
      await delivered(design, inlineExecutor()),
    );
    expect(next.ran.length).toBe(11 - ran.length);
  });

  test("is possible while it is measured", async () => {
    const abort = new AbortController();
    const local = (): Executor => ({
      jobs: 1,
      close: async () => {},
      run: (_, __, { signal } = {}) =>
        new Promise((resolve) => {
          signal?.addEventListener("abort", () => resolve({ stopped: true }));
          abort.abort();
          if (signal?.aborted) resolve({ stopped: true });
        }),
    });
    const { executor, posted } = cluster({ msPerRun: undefined as never, local });
    const { stopped, runs } = await delivered(design, executor, { signal: abort.signal });
    expect({ stopped, runs, posted }).toEqual({ stopped: true, runs: [], posted: [] });
  });

  test("never began is stopped at once", async () => {
    const { executor, posted } = cluster();
    const signal = AbortSignal.abort();
    expect((await delivered(design, executor, { signal })).runs).toEqual([]);
    expect(posted).toEqual([]);
  });
});

test("a board that is lost ends the run with what it says", async () => {
  const lost = (board: Board): Board => ({
    ...board,
    ended: ({ first }) =>
      first < 4
        ? board.ended({ design: designDigest(design), first, count: 2 })
        : Promise.reject(new Error("no Redis at localhost:6379")),
  });
  const seen: number[] = [];
  await expect(
    cluster({}, lost).executor.run(design, ({ first }) => void seen.push(first)),
  ).rejects.toThrow("no Redis at localhost:6379");
  expect(seen).toEqual([0, 2]);
});

test("a plan of points is queued whole, batch by batch, and gives the table of this thread", async () => {
  const points = 600;
  const job: PlanJob = {
    frame: compiled.frame,
    seed: "x",
    settingsAt: (point) => tinySettings({}, { "choice.price": 1 + point / 1000 }),
    picks: [{ column: 0, step: compiled.frame.steps - 1 }],
  };
  const planned: PlannedRuns = {
    points: Uint32Array.from({ length: points }, (_, k) => k),
    seeds: new Uint32Array(points),
    sets: new Uint32Array(points),
  };
  const expected = await runPlan(job, planned, inlineExecutor());
  expect(expected.batches).toBe(3);
  const names: string[] = [];
  const watching = (board: Board): Board => ({
    ...board,
    post: (chunks) => {
      names.push(...chunks.map(chunkName));
      return board.post(chunks);
    },
  });
  const { executor, ran } = cluster({ msPerRun: 10 }, watching);
  expect(await runPlan(job, planned, executor)).toEqual(expected);
  expect(ran).toHaveLength(points);
  expect(new Set(names).size).toBe(names.length);
  expect(readdirSync(join(home, "designs"))).toHaveLength(3);
  // What was recalled from the first batches on is not announced.
  const again = cluster();
  const recall = async (batch: number) => (batch < 2 ? expected.table : null);
  rmSync(join(home, "chunks"), { recursive: true });
  await runPlan(job, planned, again.executor, { recall }).catch(() => {});
  expect(again.ran).toHaveLength(points - 512);
});
