import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Design, Executor } from "../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { threadsExecutor } from "../../src/experiments/node/threads.ts";
import { loadPlugin } from "../../src/scenario/node/plugin.ts";
import { inlinePlugin, type Plugin } from "../../src/scenario/plugin.ts";
import { outcomeRow } from "../support/columns.ts";
import { laboratory, type Setup } from "../support/laboratory.ts";
import { expectFrequency, expectMean, moments } from "../support/statistics.ts";

// Built modules run in threads; `npm test` builds first.
const workerUrl = new URL("../../dist/src/experiments/node/worker.js", import.meta.url);
const path = fileURLToPath(new URL("closed-forms.mjs", import.meta.url));

let plugin: Plugin;
let threads: Executor;

beforeAll(async () => {
  plugin = await loadPlugin(path);
  threads = threadsExecutor({ jobs: 2, workerUrl });
});

afterAll(() => threads.close());

/** What a world of the laboratory with the plugin runs. */
function designOf(setup: Setup, own: Readonly<Record<string, number>>, count: number): Design {
  const { frame, settings } = laboratory({ ...setup, definitions: plugin.definitions });
  const parameters = { ...settings.parameters, ...own };
  return {
    frame,
    settings: [{ ...settings, parameters }],
    plugins: [plugin],
    seed: "own",
    first: 0,
    count,
    recordHolders: false,
  };
}

/** Series of every run by outcome, as many rows as runs. */
async function seriesOf(
  design: Design,
  ids: readonly string[],
  executor: Executor,
): Promise<Float64Array[][]> {
  const rows: Float64Array[][] = ids.map(() => []);
  await executor.run(design, ({ failures, count, columns }) => {
    expect(failures).toEqual([]);
    ids.forEach((id, k) => {
      for (let run = 0; run < count; run++) {
        rows[k]?.push(outcomeRow(design.frame, columns, run, id));
      }
    });
  });
  return rows;
}

const last = (rows: readonly Float64Array[]): number[] =>
  rows.map((row) => row.at(-1) ?? Number.NaN);

describe("V6: additive contagion as a process of one's own is Bass diffusion", () => {
  const [p, q, years, dt, n] = [0.01, 0.2, 20, 1 / 12, 1000];

  test("in the model's own count of adopters, at every year", async () => {
    const setup = {
      countries: n,
      steps: Math.round(years / dt),
      dt,
      parameters: { "opportunity.base_hazard": 0, "choice.none": -1e6 },
    };
    const design = designOf(setup, { "bass.p": p, "bass.q": q }, 12);
    const [rows = []] = await seriesOf(design, ["adoption.share"], threads);
    let share = 0;
    for (let s = 0; s < setup.steps; s++) {
      share += (1 - share) * (1 - Math.exp(-(p + q * share) * dt));
      if (s % 12 !== 11) continue;
      const { mean, error } = moments(rows.map((row) => row[s] ?? Number.NaN));
      // A finite world lags behind the map by O(1/N).
      expect(Math.abs(mean - share), `step ${s}`).toBeLessThan(4 * error + 5 / n);
    }
    expect(share).toBeCloseTo(0.7532, 4);
    const e = Math.exp(-(p + q) * years);
    expect((1 - e) / (1 + (q / p) * e)).toBeCloseTo(0.7577, 4);
  });
});

describe("V16: moratoria under normal thresholds go to the lowest fixed point", () => {
  const n = 4000;

  /** Standard normal distribution function (Abramowitz and Stegun 26.2.17, 7.5e-8). */
  function phi(x: number): number {
    const t = 1 / (1 + 0.2316419 * Math.abs(x));
    const series =
      t *
      (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series;
    return x < 0 ? tail : 1 - tail;
  }

  test.each([
    [0.1, 0.0077],
    [0.13, 1],
  ])("thresholds of SD %d: %d, through r' = F(r)", async (sd, limit) => {
    const setup = {
      countries: n,
      steps: 60,
      parameters: { "peers.uniform": 1, "moratorium.peers": 1, "moratorium.life": 1e6 },
    };
    const own = { "thresholds.mean": 0.25, "thresholds.sd": sd };
    const design = designOf(setup, own, 12);
    const [rows = []] = await seriesOf(design, ["rules.moratoria"], inlineExecutor());
    let share = 0;
    for (let s = 0; s < setup.steps; s++) share = phi((share - 0.25) / sd);
    expect(share).toBeCloseTo(limit, 4);
    for (const row of rows) {
      // The first step declares where the threshold is below zero: F(0).
      const declared = [...row].filter((value, s) => s > 0 && value < (row[s - 1] ?? 0));
      expect(declared).toEqual([]);
    }
    // Counts are sums of N draws, and the map's slope at the fixed point is below 1/2.
    const { mean, error } = moments(last(rows).map((count) => count / n));
    expect(Math.abs(mean - limit)).toBeLessThan(4 * error + 1e-3);
  });
});

describe("V19: copying on a complete graph", () => {
  const [n, x, count] = [30, 1 / 3, 500];
  const design = (): Design => designOf({ countries: n, steps: 240 }, { "voter.share": x }, count);

  /** Expected sweeps to agreement from k holders, by the birth-death chain of the single copies. */
  function expectedSweeps(k: number): number {
    // p = k (n - k) / (n (n - 1)) up and down: t_k = sum over j of the visits to j times 1 / (2 p_j).
    let time = 0;
    for (let j = 1; j < n; j++) {
      const visits = j <= k ? (j * (n - k)) / n : (k * (n - j)) / n;
      time += (2 * visits * (n * (n - 1))) / (2 * j * (n - j));
    }
    return time / n;
  }

  test("conserves the mean share and agrees on A with probability x, after the mean time", async () => {
    const ids = ["voter.share", "voter.agreed"];
    const [shares = [], agreed = []] = await seriesOf(design(), ids, threads);
    for (const s of [0, 9, 39, 239]) {
      expectMean(
        shares.map((row) => row[s] ?? Number.NaN),
        x,
      );
    }
    expectFrequency(last(shares).filter((share) => share === 1).length, count, x);
    const times = last(agreed);
    expect(Math.min(...times)).toBeGreaterThan(0);
    expectMean(times, expectedSweeps(n * x));
    const limit = -n * (x * Math.log(x) + (1 - x) * Math.log(1 - x));
    expect(Math.abs(expectedSweeps(n * x) / limit - 1)).toBeLessThan(2 / n);
  });

  test("gives the same bits inline and in threads", async () => {
    const few = { ...design(), count: 20 };
    const hashes = async (executor: Executor): Promise<string[]> => {
      const all: string[] = [];
      await executor.run(few, (chunk) => {
        all.push(...chunk.hashes);
      });
      return all;
    };
    const inline = await hashes(inlineExecutor());
    expect(await hashes(threads)).toEqual(inline);
    expect(new Set(inline).size).toBe(20);
  });
});

describe("V22: choice in proportion to past count + 1", () => {
  test("has a limiting share that is uniform: mean 1/2, variance 1/12", async () => {
    const [n, steps, count] = [10, 60, 900];
    const design = designOf({ countries: n, steps, suppliers: 2 }, {}, count);
    const [rows = []] = await seriesOf(design, ["polya.share"], threads);
    const shares = last(rows);
    // After m decisions the count is uniform on 0..m.
    const m = n * steps;
    expectMean(shares, 1 / 2);
    expectMean(
      shares.map((share) => (share - 1 / 2) ** 2),
      (m + 2) / (12 * m),
    );
    expect((m + 2) / (12 * m)).toBeCloseTo(1 / 12, 3);
    for (const quantile of [0.1, 0.25, 0.5, 0.75, 0.9]) {
      const below = shares.filter((share) => share < quantile).length;
      expectFrequency(below, count, Math.ceil(quantile * m) / (m + 1));
    }
  });
});

test("a plugin made on the spot runs inline, and threads say why they cannot", async () => {
  const { definitions } = plugin;
  const design = { ...designOf({ countries: 5, steps: 4 }, {}, 2), plugins: [] };
  const made = { ...design, plugins: [inlinePlugin("spot", definitions)] };
  const ran: number[] = [];
  await inlineExecutor().run(made, ({ count }) => void ran.push(count));
  expect(ran).toEqual([2]);
  await expect(threads.run(made, () => {})).rejects.toThrow(
    /plugin spot was put together in the main thread/,
  );
});
