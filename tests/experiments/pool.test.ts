import { describe, expect, test } from "vitest";
import type { ChunkResult, Design } from "../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { type PoolWorker, poolExecutor } from "../../src/experiments/pool.ts";
import { spreadOver } from "../../src/experiments/spread.ts";
import {
  orderDesk,
  type WorkerOrder,
  type WorkerReply,
} from "../../src/experiments/worker-orders.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import { loadEnsemble } from "../../src/scenario/node/ensemble.ts";
import { loadScenario } from "../../src/scenario/node/scenario.ts";
import { shippedWorld } from "../golden/spine.ts";

const count = 7;
const world = await shippedWorld();
const baseline = await loadScenario("baseline", { world });
const sets = await loadEnsemble("baseline", ".");
if (!baseline.ok || !sets.ok) throw new Error("the baseline or its parameter sets have problems");
const compiled = compileScenario(baseline.value, world);
const spread = spreadOver(sets.value, baseline.value, world, compiled);
/** Spread over parameter sets, each with guessed values of its own. */
const design = makeDesign(compiled, { count, seed: "1", ...spread });
const expected = await runsOf(design, inlineExecutor());

/** What a stand-in for a worker does with an order; null: it breaks down. */
type Work = (order: WorkerOrder) => Promise<WorkerReply> | null;

/** A worker on this thread that answers a moment later, like one on another. */
function standIn(make: () => Work) {
  const started: Work[] = [];
  return {
    started,
    start(answer: (reply: WorkerReply) => void, fail: (reason: string) => void): PoolWorker {
      const work = make();
      started.push(work);
      let alive = true;
      return {
        post(order) {
          setTimeout(async () => {
            if (!alive) return;
            const reply = await work(structuredClone(order));
            if (reply === null) {
              alive = false;
              fail("it broke down");
            } else answer(reply);
          }, 0);
        },
        end() {
          alive = false;
        },
      };
    },
  };
}

describe("a pool of workers", () => {
  test.each([1, 2, 5])(
    "of %i gives what the calling thread gives, in the order of runs",
    async (jobs) => {
      const { start, started } = standIn(() => orderDesk(() => 0));
      const executor = poolExecutor({ jobs, start });
      expect(await runsOf(design, executor)).toEqual(expected);
      expect(started).toHaveLength(jobs);
      await executor.close();
    },
  );

  test("sends a design once to each worker", async () => {
    const orders: WorkerOrder[] = [];
    const desk = orderDesk(() => 0);
    const { start } = standIn(() => async (order) => {
      orders.push(order);
      return desk(order);
    });
    const executor = poolExecutor({ jobs: 1, start });
    await runsOf(design, executor);
    expect(orders.filter(({ design: sent }) => sent !== null)).toHaveLength(1);
    await executor.close();
  });

  test("runs a second design while the first goes on, and each gets its own results", async () => {
    const { start } = standIn(() => orderDesk(() => 0));
    const executor = poolExecutor({ jobs: 2, start });
    const other = { ...design, first: 3, count: 4 };
    const [first, second] = await Promise.all([runsOf(design, executor), runsOf(other, executor)]);
    expect(first).toEqual(expected);
    expect(second.hashes).toEqual(expected.hashes.slice(3));
    await executor.close();
  });

  test("a run that is stopped resolves at once, and what was under way for it is dropped", async () => {
    const { start } = standIn(() => orderDesk(() => 0));
    const executor = poolExecutor({ jobs: 2, start });
    const stop = new AbortController();
    const seen: number[] = [];
    const ending = await executor.run(
      design,
      (chunk) => {
        seen.push(chunk.first);
        if (seen.length === 2) stop.abort();
      },
      { signal: stop.signal },
    );
    expect(ending).toEqual({ stopped: true });
    expect(seen).toEqual([0, 1]);
    expect(await runsOf(design, executor)).toEqual(expected);
    await executor.close();
  });

  test("a run that breaks its worker twice is recorded as failed, and the others are what they are", async () => {
    const { start } = standIn(() => {
      const desk = orderDesk(() => 0);
      return (order) => (order.first <= 3 && 3 < order.first + order.count ? null : desk(order));
    });
    const executor = poolExecutor({ jobs: 2, start });
    const { hashes, failures } = await runsOf(design, executor);
    expect(hashes).toEqual(expected.hashes.map((hash, k) => (k === 3 ? "" : hash)));
    expect(failures).toEqual([
      { run: 3, seed: "4", reason: "the run broke its worker twice: it broke down" },
    ]);
    await executor.close();
  });

  test("workers that never answer end the run with a reason", async () => {
    const { start } = standIn(() => () => null);
    const executor = poolExecutor({ jobs: 2, start });
    await expect(runsOf(design, executor)).rejects.toThrow("workers do not run: it broke down");
    await executor.close();
  });

  test("needs at least one worker", () => {
    const { start } = standIn(() => () => null);
    expect(() => poolExecutor({ jobs: 0, start })).toThrow("jobs is 0; give a whole number");
  });
});

/** Hashes of all runs, sums over them, and failures. */
async function runsOf(its: Design, executor: ReturnType<typeof inlineExecutor>) {
  const chunks: ChunkResult[] = [];
  await executor.run(its, (chunk) => void chunks.push(chunk));
  const sum = (of: (chunk: ChunkResult) => ArrayLike<number>): number =>
    chunks.reduce((all, chunk) => Array.from(of(chunk)).reduce((a, b) => a + b, all), 0);
  return {
    hashes: chunks.flatMap(({ hashes }) => hashes),
    failures: chunks.flatMap(({ failures }) => failures),
    held: sum(({ held }) => held),
    tiers: sum(({ tiers }) => tiers),
  };
}
