import { expect, test } from "vitest";
import {
  inlineReplayer,
  type Replay,
  type Replayer,
} from "../../../src/experiments/explain/replays.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { threadsReplayer } from "../../../src/experiments/node/replay/replayer.ts";
import { tinyCompiled } from "../../support/tiny-frame.ts";

const workerUrl = new URL("../../../dist/src/experiments/node/replay/worker.js", import.meta.url);
const compiled = tinyCompiled({ countries: 6, suppliers: 3, steps: 44 });
const design = makeDesign(compiled, { count: 6, seed: "1" });
const [country, last] = [2, 43];
const runs = Array.from({ length: 6 }, (_, run) => run);

async function all(replayer: Replayer): Promise<unknown[]> {
  const results: unknown[] = [];
  const keep = (result: unknown) => {
    results.push(result);
  };
  const ledgers = runs.map((run) => ({ kind: "ledger", run, country, last }) as const);
  const holders = runs.map((run) => ({ kind: "holders", run, country, last }) as const);
  const parts = runs.map((run) => ({ kind: "cascade", run, last, part: 1, parts: 3 }) as const);
  const loops = runs.map(
    (run) => ({ kind: "loops", run, from: 3, last, columns: [0, 4] }) as const,
  );
  await replayer.run(design, ledgers, keep);
  await replayer.run(design, holders, keep);
  await replayer.run(design, parts, keep);
  await replayer.run(design, loops, keep);
  return results;
}

test("replays on threads are those on this thread, in their order", async () => {
  const here = await all(inlineReplayer());
  const replayer = threadsReplayer({ jobs: 2, workerUrl });
  try {
    expect(await all(replayer)).toEqual(here);
  } finally {
    await replayer.close();
  }
  expect(here).toHaveLength(24);
});

test("the holders of a replay are those of the ledger", async () => {
  const ends: unknown[] = [];
  const replayer = inlineReplayer();
  const its = <K extends Replay["kind"]>(kind: K) =>
    runs.map((run) => ({ kind, run, country, last }) as const);
  await replayer.run(design, its("ledger"), ({ holders }) => ends.push(holders));
  await replayer.run(design, its("holders"), (holders, k) => {
    expect(holders).toEqual(ends[k]);
  });
  expect(ends).toHaveLength(6);
});

test.each(["inline", "threads"])(
  "%s: what a replay throws comes back as an error",
  async (kind) => {
    const replayer = kind === "inline" ? inlineReplayer() : threadsReplayer({ jobs: 1, workerUrl });
    try {
      const ledgers = [{ kind: "ledger", run: 0, country, last }] as const;
      const nothing = replayer.run({ ...design, settings: [] }, ledgers, () => {});
      await expect(nothing).rejects.toThrow("run 0 has no parameter set");
    } finally {
      await replayer.close();
    }
  },
);

test("whoever stops does not wait for the replays that threads have in hand", async () => {
  const silent = new URL("../silent-worker.mjs", import.meta.url);
  const replayer = threadsReplayer({ jobs: 1, workerUrl: silent });
  const controller = new AbortController();
  const ledgers = runs.map((run) => ({ kind: "ledger", run, country, last }) as const);
  const { signal } = controller;
  try {
    const running = replayer.run(design, ledgers, () => {}, { signal });
    setTimeout(() => controller.abort(), 20);
    expect(await running).toBe(0);
    expect(await replayer.run(design, ledgers, () => {}, { signal })).toBe(0);
  } finally {
    await replayer.close();
  }
});

test("threads that do not start are an error, not a wait", async () => {
  const broken = new URL("../broken-worker.mjs", import.meta.url);
  const replayer = threadsReplayer({ jobs: 1, workerUrl: broken });
  try {
    const ledgers = [{ kind: "ledger", run: 0, country, last }] as const;
    await expect(replayer.run(design, ledgers, () => {})).rejects.toThrow(/no such stack/);
  } finally {
    await replayer.close();
  }
});
