import { describe, expect, test } from "vitest";
import type { ChunkResult, Design, Executor } from "../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { threadsExecutor } from "../../src/experiments/node/threads.ts";
import { tinyCompiled, tinyFrame, tinySettings } from "../support/tiny-frame.ts";

// The pool runs what was built; the rest of the test runs the sources.
const workerUrl = new URL("../../dist/src/experiments/node/worker.js", import.meta.url);

async function runs(design: Design, executor: Executor) {
  const chunks: ChunkResult[] = [];
  const outcome = await executor.run(design, (chunk) => {
    chunks.push(chunk);
  });
  await executor.close();
  const columns = chunks.flatMap((chunk) => [...chunk.columns]);
  const seen = chunks.flatMap((chunk) => [...chunk.seenSuppliers, ...chunk.seenSegments]);
  const held = chunks.reduce<number[]>(
    (sum, chunk) => Array.from(chunk.held, (count, k) => count + (sum[k] ?? 0)),
    [],
  );
  return {
    ...outcome,
    hashes: chunks.flatMap((chunk) => chunk.hashes),
    failures: chunks.flatMap((chunk) => chunk.failures),
    firsts: chunks.map((chunk) => chunk.first),
    columns,
    seen: seen.length,
    held,
  };
}

describe("the same bits wherever they run", () => {
  const design = makeDesign(tinyCompiled(), { count: 30, seed: "7" });

  test.each([
    [1, undefined],
    [2, undefined],
    [4, undefined],
    [2, 1],
    [2, 7],
    [1, 30],
  ])("%i threads with chunks of %s give what the calling thread gives", async (jobs, chunk) => {
    const inline = await runs(design, inlineExecutor({ chunk: 11 }));
    const options = chunk === undefined ? { jobs, workerUrl } : { jobs, workerUrl, chunk };
    const threads = await runs(design, threadsExecutor(options));
    expect(new Set(inline.hashes).size).toBeGreaterThan(25);
    expect(threads.hashes).toEqual(inline.hashes);
    expect(threads.columns).toEqual(inline.columns);
    expect(threads.held).toEqual(inline.held);
    expect(threads.firsts).toEqual([...threads.firsts].sort((a, b) => a - b));
    expect(threads.stopped).toBe(false);
  });

  test("run k is the same whatever the number of runs and wherever they start", async () => {
    const long = await runs(design, inlineExecutor());
    const short = await runs({ ...design, count: 9 }, inlineExecutor());
    const late = await runs({ ...design, first: 9, count: 5 }, inlineExecutor());
    expect(short.hashes).toEqual(long.hashes.slice(0, 9));
    expect(late.hashes).toEqual(long.hashes.slice(9, 14));
  });

  test("several designs on one pool do not mix", async () => {
    const other = makeDesign(tinyCompiled({ countries: 7, steps: 20 }), { count: 12, seed: "a" });
    const executor = threadsExecutor({ jobs: 2, workerUrl, chunk: 2 });
    const hashes = new Map<Design, string[]>([
      [design, []],
      [other, []],
    ]);
    for (const one of [design, other, design]) {
      hashes.set(one, []);
      await executor.run(one, (chunk) => void hashes.get(one)?.push(...chunk.hashes));
    }
    await executor.close();
    expect(hashes.get(design)).toEqual((await runs(design, inlineExecutor())).hashes);
    expect(hashes.get(other)).toEqual((await runs(other, inlineExecutor())).hashes);
  });
});

describe("a run that fails", () => {
  // Every third run has a parameter that makes its outcomes no numbers.
  const good = tinySettings();
  const bad = tinySettings({}, { "cost.spend_per_person": Number.NaN });
  const compiled = tinyCompiled();
  const design = makeDesign(compiled, { count: 9, seed: "5", settings: [good, bad, good] });

  test.each([
    ["on the calling thread", () => inlineExecutor()],
    ["on threads", () => threadsExecutor({ jobs: 2, workerUrl, chunk: 2 })],
  ])("is recorded with seed and reason and leaves the others alone, %s", async (_, open) => {
    const mixed = await runs(design, open());
    const alone = await runs({ ...design, settings: [good] }, inlineExecutor());
    expect(mixed.failures.map(({ run, seed }) => [run, seed])).toEqual([
      [1, "6"],
      [4, "9"],
      [7, "12"],
    ]);
    expect(mixed.failures[0]?.reason).toMatch(/^[a-z_.]+.* is NaN in period \d+$/);
    const survivors = alone.hashes.map((hash, k) => (k % 3 === 1 ? "" : hash));
    expect(mixed.hashes).toEqual(survivors);
    const width = mixed.columns.length / 9;
    mixed.columns.forEach((value, k) => {
      const failed = Math.floor(k / width) % 3 === 1;
      if (Number.isNaN(value) !== failed) throw new Error(`value ${k} is ${value}`);
    });
    expect(mixed.held.every((count) => count <= 6)).toBe(true);
  });

  test("that ends its thread is tried once more and then recorded, its neighbours survive", async () => {
    const crashing = new URL("./crashing-worker.mjs", import.meta.url);
    const whole = makeDesign(compiled, { count: 10, seed: "5" });
    const mixed = await runs(whole, threadsExecutor({ jobs: 2, workerUrl: crashing, chunk: 5 }));
    const alone = await runs(whole, inlineExecutor());
    expect(mixed.failures).toEqual([
      { run: 3, seed: "8", reason: expect.stringContaining("ended its thread twice") },
    ]);
    expect(mixed.hashes).toEqual(alone.hashes.map((hash, k) => (k === 3 ? "" : hash)));
  });
});

test("threads that cannot start end the ensemble with the reason instead of waiting for ever", async () => {
  const broken = new URL("./broken-worker.mjs", import.meta.url);
  const executor = threadsExecutor({ jobs: 2, workerUrl: broken });
  const design = makeDesign(tinyCompiled(), { count: 4, seed: "1" });
  await expect(executor.run(design, () => {})).rejects.toThrow(/do not start: .*no such stack/);
  await executor.close();
});

describe("stopping", () => {
  const design = makeDesign(tinyCompiled({ countries: 60 }), { count: 5000, seed: "1" });

  test.each([
    ["on the calling thread", () => inlineExecutor({ chunk: 3 })],
    ["on threads", () => threadsExecutor({ jobs: 2, workerUrl, chunk: 20 })],
  ])("keeps what is finished, without a gap, %s", async (_, open) => {
    const executor = open();
    const control = new AbortController();
    const hashes: string[] = [];
    const { stopped } = await executor.run(
      design,
      (chunk) => {
        expect(chunk.first).toBe(hashes.length);
        hashes.push(...chunk.hashes);
        if (hashes.length >= 60) control.abort();
      },
      { signal: control.signal },
    );
    await executor.close();
    expect(stopped).toBe(true);
    expect(hashes.length).toBeGreaterThanOrEqual(60);
    expect(hashes.length).toBeLessThan(5000);
    const alone = await runs({ ...design, count: 60 }, inlineExecutor());
    expect(hashes.slice(0, 60)).toEqual(alone.hashes);
  });

  test("ends threads that do not give up by themselves", async () => {
    // One run of this takes far longer than the grace period.
    const slow = makeDesign(tinyCompiled({ countries: 20_000, steps: 400 }), {
      count: 4,
      seed: "1",
      recordHolders: false,
    });
    const executor = threadsExecutor({ jobs: 1, workerUrl, chunk: 4 });
    const control = new AbortController();
    setTimeout(() => control.abort(), 60);
    let chunks = 0;
    const { stopped } = await executor.run(slow, () => void chunks++, { signal: control.signal });
    await executor.close();
    expect(stopped).toBe(true);
    expect(chunks).toBe(0);
  });

  test("before the start runs nothing", async () => {
    const control = new AbortController();
    control.abort();
    for (const executor of [inlineExecutor(), threadsExecutor({ jobs: 1, workerUrl })]) {
      let chunks = 0;
      const { stopped } = await executor.run(design, () => void chunks++, {
        signal: control.signal,
      });
      await executor.close();
      expect({ stopped, chunks }).toEqual({ stopped: true, chunks: 0 });
    }
  });
});

describe("the one who takes the chunks", () => {
  const design = makeDesign(tinyCompiled(), { count: 40, seed: "1" });

  test("sets the pace: no chunk comes while one is being taken", async () => {
    const executor = threadsExecutor({ jobs: 2, workerUrl, chunk: 2 });
    let open = 0;
    let most = 0;
    await executor.run(design, async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 2));
      open -= 1;
    });
    await executor.close();
    expect(most).toBe(1);
  });

  test("may throw, which ends the ensemble with that error and leaves the pool usable", async () => {
    const executor = threadsExecutor({ jobs: 2, workerUrl, chunk: 2 });
    const broken = executor.run(design, () => {
      throw new Error("disk full");
    });
    await expect(broken).rejects.toThrow("disk full");
    const hashes: string[] = [];
    await executor.run(design, (chunk) => void hashes.push(...chunk.hashes));
    await executor.close();
    expect(hashes).toHaveLength(40);
  });

  test("hears of progress that only grows and ends with all", async () => {
    const executor = threadsExecutor({ jobs: 2, workerUrl });
    const done: number[] = [];
    await executor.run(design, () => {}, { onProgress: (progress) => done.push(progress.done) });
    await executor.close();
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(40);
  });
});

test("numbers of threads and runs that make no sense are refused by name", () => {
  expect(() => threadsExecutor({ jobs: 0, workerUrl })).toThrow("jobs is 0");
  expect(() => threadsExecutor({ jobs: 1.5, workerUrl })).toThrow("jobs is 1.5");
  expect(() => inlineExecutor({ chunk: 0 })).toThrow("chunk is 0");
  expect(() => makeDesign(tinyCompiled(), { count: 0, seed: "1" })).toThrow("number of runs is 0");
  expect(() => makeDesign(tinyCompiled(), { count: 1, seed: "1", first: -1 })).toThrow("first run");
  expect(() => threadsExecutor({ workerUrl: new URL("./none.js", import.meta.url) })).toThrow(
    /none\.js; build first/,
  );
});

test("a tiny frame has what a frame needs", () => {
  const frame = tinyFrame({ countries: 9, suppliers: 3 });
  expect(frame.peers.geography.targets).toHaveLength(18);
  expect(frame.homeWeight.reduce((sum, weight) => sum + weight, 0)).toBe(3);
});
