import { describe, expect, test } from "vitest";
import type { Executor } from "../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { threadsExecutor } from "../../src/experiments/node/threads.ts";
import { type Estimate, estimate, isPrecise, runsNeeded } from "../../src/experiments/precision.ts";
import { batchesOf, type PlanJob } from "../../src/experiments/run-plan.ts";
import type { RunTable } from "../../src/experiments/run-table.ts";
import { normalQuantile } from "../../src/experiments/sampling/normal-quantile.ts";
import { uniformStream } from "../../src/experiments/sampling/unit-points.ts";
import { runSweep } from "../../src/experiments/sweep.ts";
import { varianceBySet } from "../../src/experiments/variance-by-set.ts";
import { tinyCompiled, tinySettings } from "../support/tiny-frame.ts";

const compiled = tinyCompiled();
const { frame } = compiled;
const job: PlanJob = {
  frame,
  seed: "9",
  // Point 2 fails; the set moves the price so that its runs differ.
  settingsAt: (point, set) =>
    point === 2
      ? tinySettings({}, { "cost.spend_per_person": Number.NaN })
      : tinySettings({}, { "opportunity.base_hazard": 0.05 * (point + 1) * (set + 1) }),
  picks: [
    { column: 0, step: frame.steps - 1 },
    { column: 1, step: frame.steps - 1 },
  ],
};

/** Two parameter sets, one after the other. */
const setOf = (seed: number) => seed % 2;

describe("a sweep", () => {
  test("runs every point with the same seeds as a plain ensemble has", async () => {
    const { table, ends } = await runSweep(job, inlineExecutor(), { setOf, points: 2, runs: 4 });
    expect([...table.points]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect([...table.seeds]).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    expect(ends).toEqual(["all", "all"]);
    const hashes: string[] = [];
    const settings = [job.settingsAt(1, 0), job.settingsAt(1, 1)];
    const design = makeDesign(compiled, { count: 4, seed: "9", settings });
    await inlineExecutor().run(design, (chunk) => void hashes.push(...chunk.hashes));
    expect(table.hashes.slice(4)).toEqual(hashes);
  });

  test("is the same on threads", async () => {
    const workerUrl = new URL("../../dist/src/experiments/node/worker.js", import.meta.url);
    const executor = threadsExecutor({ jobs: 2, workerUrl });
    const options = { points: 4, runs: 5, setOf };
    const [a, b] = [
      await runSweep(job, inlineExecutor(), options),
      await runSweep(job, executor, options),
    ];
    await executor.close();
    expect(b.table.hashes).toEqual(a.table.hashes);
    expect(b.table.values).toEqual(a.table.values);
  });

  test("keeps a failed point apart: its reason is there, the others are whole", async () => {
    const { table } = await runSweep(job, inlineExecutor(), { setOf, points: 4, runs: 2 });
    expect([...table.reasons.keys()]).toEqual([4, 5]);
    expect(Number.isNaN(table.values[8])).toBe(true);
    expect(table.hashes.map((hash) => hash !== "")).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      true,
      true,
    ]);
  });

  test("adds runs until the interval is narrow enough, and says why each point ended", async () => {
    const rule = { pick: 0, statistic: { kind: "mean" }, half: 0.6, most: 12 } as const;
    const { table, ends, precision } = await runSweep(job, inlineExecutor(), {
      setOf,
      points: 3,
      runs: 3,
      rule,
    });
    for (const [point, reason] of ends.entries()) {
      const runs = table.points.filter((own) => own === point).length;
      const one = precision[point];
      if (one === undefined) throw new Error("no interval");
      if (reason === "precise") expect(isPrecise(one, 0.6)).toBe(true);
      else expect([reason, runs]).toEqual(["most", 12]);
    }
    // Whole numbers of countries vary by more than 0.6 / 12 runs somewhere, and the failed point never has an interval.
    expect(ends[2]).toBe("most");
  });

  test("stops at its budget and says which points it did not reach", async () => {
    const { table, ends } = await runSweep(job, inlineExecutor(), {
      setOf,
      points: 4,
      runs: 3,
      budget: 5,
    });
    expect(table.points).toHaveLength(5);
    expect(ends).toEqual(["all", "budget", "budget", "budget"]);
  });

  test("resumes from the batches that are there and gives the same", async () => {
    const options = { points: 4, runs: 6, setOf };
    const kept = new Map<number, RunTable>();
    const whole = await runSweep(job, inlineExecutor(), {
      ...options,
      onBatch: (batch, table) => void kept.set(batch, table),
    });
    const refusing: Executor = {
      jobs: 1,
      run: () => Promise.reject(new Error("nothing was left to run")),
      close: async () => undefined,
    };
    const again = await runSweep(job, refusing, {
      ...options,
      recall: async (batch) => kept.get(batch) ?? null,
    });
    expect(again.table).toEqual(whole.table);
  });

  test("that is stopped keeps what is finished and says so", async () => {
    const abort = new AbortController();
    const { table, stopped, ends } = await runSweep(job, inlineExecutor({ chunk: 2 }), {
      setOf,
      points: 2,
      runs: 5,
      signal: abort.signal,
      onProgress: ({ done }) => {
        if (done >= 6) abort.abort();
      },
    });
    expect(stopped).toBe(true);
    expect(table.points.length).toBe(6);
    expect(ends).toEqual(["all", "stopped"]);
  });

  test("is refused without points, runs or budget", async () => {
    const run = (options: { points: number; runs: number; budget?: number }) =>
      runSweep(job, inlineExecutor(), options);
    await expect(run({ points: 0, runs: 1 })).rejects.toThrow("number of points is 0");
    await expect(run({ points: 1, runs: 0 })).rejects.toThrow("runs at a point is 0");
    await expect(run({ points: 1, runs: 1, budget: 0 })).rejects.toThrow("budget is 0");
  });

  test("is cut into batches by its plan alone", () => {
    const points = Uint32Array.from({ length: 5000 }, (_, k) => Math.floor(k / 10));
    const batches = batchesOf({ points, sets: new Uint32Array(5000) });
    expect(batches[0]).toEqual([0, 2048]);
    expect(batches.at(-1)?.[1]).toBe(5000);
    const sets = Uint32Array.from({ length: 5000 }, (_, k) => k % 10);
    // Ten parameter sets are ten settings a point: 256 of them are 25.6 points.
    expect(batchesOf({ points, sets })[0]).toEqual([0, 256]);
  });
});

describe("variance by set", () => {
  test("is split as an analysis of variance does", () => {
    expect(varianceBySet([1, 3, 6, 8], [0, 0, 1, 1])).toEqual({
      sets: 2,
      within: 2,
      between: 11.5,
      error: 2.5,
    });
  });

  test("takes sets of unequal size", () => {
    const found = varianceBySet([1, 2, 3, 4, 8, 9, 3, 5, 4], [0, 0, 0, 0, 1, 1, 2, 2, 2]);
    // Mean squares 24.25 and 1.25, n0 = (9 - 29 / 9) / 2 (Searle, Casella and McCulloch 1992, 3.6).
    expect(found.within).toBeCloseTo(1.25, 12);
    expect(found.between).toBeCloseTo((24.25 - 1.25) / ((9 - 29 / 9) / 2), 12);
  });

  test("is 0 of equal values, to the last bit", () => {
    const found = varianceBySet([0.1, 0.1, 0.1], [0, 0, 1]);
    expect([found.within, found.between, found.error]).toEqual([0, 0, 0]);
  });
});

describe("precision", () => {
  test("the interval of a mean is Student's t", () => {
    const { value, low, high } = estimate([1, 2, 3, 4], { kind: "mean" });
    expect(value).toBe(2.5);
    expect(high - value).toBeCloseTo((3.182446305 * Math.sqrt(5 / 3)) / 2, 5);
    expect(value - low).toBeCloseTo(high - value, 12);
  });

  test("that of a quantile lies between order statistics, or is unknown", () => {
    const values = Array.from({ length: 100 }, (_, k) => k + 1);
    // 100 × 0.5 ± 1.96 × 5: ranks 40 and 61 (Conover 1999, 3.2).
    expect(estimate(values, { kind: "quantile", share: 0.5 })).toEqual({
      runs: 100,
      value: 50.5,
      low: 40,
      high: 61,
      lasting: 0,
    });
    expect(estimate([1, 2], { kind: "quantile", share: 0.9 }).high).toBeNaN();
  });

  test("a difference is taken pair by pair", () => {
    const found = estimate([3, 5, Number.NaN], { kind: "difference" }, { reference: [1, 2, 3] });
    expect(found).toMatchObject({ runs: 2, value: 2.5 });
  });

  test("four times the runs halve an interval", () => {
    const wide = { runs: 50, value: 0, low: -2, high: 2, lasting: 0 };
    expect(runsNeeded(wide, 1)).toBe(200);
    expect(runsNeeded({ ...wide, low: Number.NaN }, 1)).toBeNaN();
    expect(isPrecise({ ...wide, low: 0, high: 0 }, 0.1)).toBe(true);
  });

  test("counts parameter sets, not runs, as independent", () => {
    const sets = [0, 0, 1, 1, 2, 2];
    const twins = estimate([1, 1, 2, 2, 6, 6], { kind: "mean" }, { sets });
    const once = estimate([1, 2, 6], { kind: "mean" });
    expect([twins.low, twins.high]).toEqual([once.low, once.high]);
    expect(twins.lasting).toBeCloseTo(1, 12);
    // The runs of one set say nothing of the others.
    expect(estimate([1, 2, 3], { kind: "mean" }, { sets: [4, 4, 4] }).high).toBeNaN();
  });

  test("has intervals that cover the truth in 95 % of samples, where runs of independent ones do not", () => {
    const uniform = uniformStream("coverage");
    const normal = (): number => normalQuantile(uniform() || 0.5);
    const samples = 600;
    const sets = Array.from({ length: 40 }, (_, k) => k >> 1);
    const missed = { mean: 0, median: 0, naive: 0 };
    for (let sample = 0; sample < samples; sample++) {
      const effects = Array.from({ length: 20 }, normal);
      const values = sets.map((set) => 2 * (effects[set] as number) + normal());
      const off = ({ low, high }: Estimate): number => (low > 0 || high < 0 ? 1 : 0);
      missed.mean += off(estimate(values, { kind: "mean" }, { sets }));
      missed.median += off(estimate(values, { kind: "quantile", share: 0.5 }, { sets }));
      missed.naive += off(estimate(values, { kind: "mean" }));
    }
    const allowed = 0.05 * samples + 4 * Math.sqrt(0.05 * 0.95 * samples);
    expect(Math.abs(missed.mean - 0.05 * samples)).toBeLessThan(allowed - 0.05 * samples);
    expect(missed.median).toBeLessThan(allowed);
    expect(missed.naive).toBeGreaterThan(allowed);
  });

  test("asks for no number of runs where the parameter sets alone differ by more", () => {
    const wide = { runs: 200, value: 0, low: -2, high: 2, lasting: 0.75 };
    // New sets: widths shrink with the square root of runs.
    expect(runsNeeded({ ...wide, runs: 20 }, 1, 200)).toBe(80);
    // All sets in use: 4 = 3 + 1, of which only the 1 shrinks with runs.
    expect(runsNeeded(wide, 1.75, 200)).toBe(Math.ceil(200 / (1.75 ** 2 - 3)));
    expect(runsNeeded(wide, 1.7, 200)).toBe(Number.POSITIVE_INFINITY);
  });

  test("ends a point whose parameter sets differ by more than is wanted, and says so", async () => {
    const rule = { pick: 0, statistic: { kind: "mean" }, half: 0.01, most: 400 } as const;
    const spread = { setOf: (seed: number) => (seed >> 1) % 4, cycle: 8 };
    const one: PlanJob = {
      ...job,
      settingsAt: (_, set) => tinySettings({}, { "opportunity.base_hazard": 0.02 + 0.1 * set }),
    };
    const { table, ends } = await runSweep(one, inlineExecutor(), {
      ...spread,
      points: 1,
      runs: 4,
      rule,
    });
    expect(ends).toEqual(["sets"]);
    expect(table.points.length).toBeLessThan(20);
  });
});
