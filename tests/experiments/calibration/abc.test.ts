import { describe, expect, test } from "vitest";
import { normalQuantile } from "../../../src/core/distributions.ts";
import {
  acceptNearest,
  adaptiveScales,
  effectiveSize,
  squaredDistances,
} from "../../../src/experiments/calibration/accept.ts";
import {
  adjustLinearly,
  meansAtObserved,
  movedToObserved,
} from "../../../src/experiments/calibration/adjust.ts";
import { calibrate, uniformOf } from "../../../src/experiments/calibration/calibrate.ts";
import { fitEmulator, implausibility } from "../../../src/experiments/calibration/history-match.ts";
import { leastSquares, leverages } from "../../../src/experiments/calibration/linear.ts";
import { noMarket } from "../../../src/experiments/calibration/market.ts";
import type {
  PlacedTarget,
  PlacedTargets,
} from "../../../src/experiments/calibration/place-targets.ts";
import { proposalOf, resampled } from "../../../src/experiments/calibration/population.ts";
import type { PriorDimension } from "../../../src/experiments/calibration/prior.ts";
import { rankHistograms } from "../../../src/experiments/calibration/rank-check.ts";
import type { Runs } from "../../../src/experiments/calibration/runs.ts";

// A toy with a known posterior. Two parameters a, b, uniform on [-2, 2]; the data are a + noise of SD 0.2
// and b + noise of SD 0.4, observed as 0.5 and -0.3. Far from the edges, the posterior is normal with
// these means and standard deviations.
const TRUTH = { a: { mean: 0.5, sd: 0.2 }, b: { mean: -0.3, sd: 0.4 } };
const prior: readonly PriorDimension[] = ["a", "b"].map((id) => ({
  id,
  symbol: id,
  label: id,
  low: -2,
  high: 2,
  scale: "linear",
}));

/** Two statistics of a run, kept in its array of laws; the seed of a run is its index. */
function toyRuns(places: Float64Array, first: number): Runs {
  const count = places.length / 2;
  const laws = new Float64Array(2 * count);
  for (let k = 0; k < count; k++) {
    const uniform = uniformOf(`toy/${first + k}`);
    const [u = 0, v = 0] = places.subarray(2 * k, 2 * k + 2);
    laws[2 * k] = -2 + 4 * u + TRUTH.a.sd * normalQuantile(uniform());
    laws[2 * k + 1] = -2 + 4 * v + TRUTH.b.sd * normalQuantile(uniform());
  }
  const suppliers = new Uint32Array(0);
  const segments = new Uint8Array(0);
  return {
    count,
    places,
    sightings: { first, count, suppliers, segments, laws, ...noMarket },
    vintages: 0,
    countries: 0,
  };
}

const target = (k: number, observed: number, tolerance = 0.5): PlacedTarget => ({
  id: `X${k}`,
  label: "",
  statistic: { kind: "laws", date: 0, jurisdictions: 1 },
  vintage: null,
  value: observed,
  tolerance,
  atLeast: false,
  role: "C",
  source: "",
  vintageIndex: -1,
  observed,
  measure: ({ laws, lawAt }) => laws[lawAt + k] as number,
  observedOver: () => observed,
});

const placed = (a = TRUTH.a.mean, b = TRUTH.b.mean): PlacedTargets => ({
  targets: [target(0, a), target(1, b)],
  reference: new Int32Array(0),
  lawStates: [0, 1],
  marketStates: [],
});

const near = (x: number) => expect.closeTo(x, 12);
const effort = { pool: 4000, wave: 2000, generation: 2000, generations: 3, keep: 500, sets: 200 };
const simulate = async (_: string, places: Float64Array, first: number): Promise<Runs> =>
  toyRuns(places, first);

describe("the whole method on a toy with a known posterior", () => {
  test("means and standard deviations are found, within four standard errors", async () => {
    const fit = await calibrate(prior, placed(), effort, "1", simulate);
    const { places, weights, effective } = fit;
    expect(fit.missed).toEqual([]);
    expect(effective).toBeGreaterThan(100);
    [TRUTH.a, TRUTH.b].forEach(({ mean, sd }, k) => {
      const values = [...weights].map((_, s) => -2 + 4 * (places[2 * s + k] ?? 0));
      const found = values.reduce((sum, v, s) => sum + v * (weights[s] ?? 0), 0);
      const squares = values.reduce((sum, v, s) => sum + (weights[s] ?? 0) * (v - found) ** 2, 0);
      expect(Math.abs(found - mean)).toBeLessThan((4 * sd) / Math.sqrt(effective));
      expect(Math.abs(Math.sqrt(squares) / sd - 1)).toBeLessThan(4 / Math.sqrt(2 * effective));
    });
  });

  test("the same seed gives the same sets, another seed others", async () => {
    const small = { ...effort, pool: 400, wave: 200, generation: 200, keep: 60, sets: 20 };
    const [one, same, other] = await Promise.all(
      ["1", "1", "2"].map((seed) => calibrate(prior, placed(), small, seed, simulate)),
    );
    expect(one?.sets).toEqual(same?.sets);
    expect(one?.sets).not.toEqual(other?.sets);
  });

  test("a target out of reach ends in an error that names it", async () => {
    await expect(calibrate(prior, placed(9), effort, "1", simulate)).rejects.toThrow(
      /X0 is 9, and runs give -2\.\d+ to 2\.\d+/,
    );
  });

  test("targets that no set meets together are named where they are missed in the mean", async () => {
    const both: PlacedTargets = {
      ...placed(),
      targets: [target(0, 1.2, 0.6), { ...target(0, -0.6, 0.6), id: "X0.again" }],
    };
    const { missed } = await calibrate(prior, both, { ...effort, generations: 1 }, "1", simulate);
    expect(missed.map(({ id }) => id)).toEqual(["X0", "X0.again"]);
    expect(missed[0]?.mean).toBeCloseTo(0.3, 0);
  });

  test("targets that exclude each other leave nothing plausible, and that is said", async () => {
    const both: PlacedTargets = {
      ...placed(),
      targets: [target(0, 1.5, 0.05), { ...target(0, -1.5, 0.05), id: "X0.again" }],
    };
    const strict = { ...effort, pool: 1000, wave: 100, keep: 50 };
    await expect(calibrate(prior, both, strict, "1", simulate)).rejects.toThrow(
      /nothing of the prior is plausible/,
    );
  });
});

test("simulation-based calibration: true values have all ranks equally often", () => {
  const uniform = uniformOf("ranks");
  const places = Float64Array.from({ length: 8000 }, () => uniform());
  const { sightings } = toyRuns(places, 0);
  const found = rankHistograms(["a", "b"], places, sightings.laws, 400, 0.05, uniform);
  for (const { counts, chiSquare } of found) {
    expect(counts.reduce((a, b) => a + b, 0)).toBe(400);
    // Mean 9, standard deviation sqrt(18).
    expect(chiSquare).toBeLessThan(9 + 4 * Math.sqrt(18));
  }
});

test("many statistics cost no width: twenty that are noise leave true values all ranks", () => {
  const uniform = uniformOf("noise");
  const runs = 4000;
  const places = Float64Array.from({ length: runs }, () => uniform());
  const width = 21;
  const statistics = Float64Array.from({ length: runs * width }, (_, at) => {
    const noise = normalQuantile(uniform());
    return at % width === 0 ? 4 * (places[at / width] ?? 0) + noise : noise;
  });
  const [found] = rankHistograms(["a"], places, statistics, 400, 0.02, uniform);
  const counts = found?.counts ?? [];
  // The two outer bins of ten hold a fifth: 80 of 400, give or take 4 standard errors of 8.
  expect(Math.abs((counts[0] ?? 0) + (counts[9] ?? 0) - 80)).toBeLessThan(32);
});

describe("parts", () => {
  test("scales are 1.4826 times the median deviation, a statistic that is mostly equal gets its SD", () => {
    const statistics = Float64Array.of(1, 0, 2, 0, 3, 0, 4, 0, 100, 5);
    const [first, second] = adaptiveScales(statistics, 2);
    expect(first).toBeCloseTo(1.4826, 10);
    expect(second).toBeCloseTo(2, 10);
  });

  test("the nearest are accepted with Epanechnikov weights; a run without a value is never near", () => {
    const squared = squaredDistances(
      Float64Array.of(0, 1, 2, Number.NaN, 3),
      Float64Array.of(0),
      Float64Array.of(1),
    );
    expect([...squared]).toEqual([0, 1, 4, Number.POSITIVE_INFINITY, 9]);
    const { runs, weights, radius } = acceptNearest(squared, 2);
    expect([...runs]).toEqual([0, 1]);
    expect(radius).toBe(2);
    expect(weights[1]).toBeCloseTo(0.75 / 1.75, 12);
    expect(acceptNearest(squared, 10).runs.length).toBe(4);
  });

  test("effective size is the number of equal weights, 1 for a single heavy one", () => {
    expect(effectiveSize([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(4, 12);
    expect(effectiveSize([1, 0, 0])).toBe(1);
  });

  test("linear adjustment takes a statistic's pull out of a parameter", () => {
    const off = Float64Array.from({ length: 50 }, (_, k) => (k - 24.5) / 10);
    const places = off.map((x) => 1 / (1 + Math.exp(-(0.3 + 0.5 * x))));
    const adjusted = adjustLinearly(places, off, new Float64Array(50).fill(1 / 50));
    for (const u of adjusted) expect(u).toBeCloseTo(1 / (1 + Math.exp(-0.3)), 3);
  });

  test("each run keeps the residual that it has from a regression on all the others", () => {
    const uniform = uniformOf("jackknife");
    const runs = 30;
    const off = Float64Array.from({ length: 2 * runs }, () => 2 * uniform() - 1);
    const values = Float64Array.from(
      { length: runs },
      (_, r) => 1 + (off[2 * r] ?? 0) + normalQuantile(uniform()),
    );
    const weights = Float64Array.from({ length: runs }, () => (0.5 + uniform()) / runs);
    const moved = movedToObserved(values, off, weights);
    const centre = meansAtObserved(values, off, weights)[0] ?? 0;
    for (const r of [0, 7, 29]) {
      const others = weights.map((w, k) => (k === r ? 0 : w));
      const [a = 0, b = 0, c = 0] = leastSquares(off, values, others, 2, 1e-4);
      const residual = (values[r] ?? 0) - a - b * (off[2 * r] ?? 0) - c * (off[2 * r + 1] ?? 0);
      expect((moved[r] ?? 0) - centre).toBeCloseTo(residual, 3);
    }
  });

  test("leverages sum to the degrees of freedom that a fit spends, those of equal rows are equal", () => {
    const x = Float64Array.of(-1, 0, 1, -1, 0, 1);
    const found = leverages(x, new Float64Array(6).fill(1), 1, 0);
    expect(found.reduce((a, b) => a + b, 0)).toBeCloseTo(2, 12);
    // 1/6 for the mean, x^2 over the sum of squares for the slope.
    expect([...found].slice(0, 3)).toEqual([1 / 6 + 1 / 4, 1 / 6, 1 / 6 + 1 / 4].map(near));
  });

  test("an emulator finds a quadratic, and calls implausible what is three deviations off", () => {
    const uniform = uniformOf("emulator");
    const places = Float64Array.from({ length: 600 }, () => uniform());
    const values = Float64Array.from({ length: 300 }, (_, r) => {
      const u = (places[2 * r] ?? 0) - 0.5;
      return 2 + 3 * u - 4 * u * u + 0.1 * normalQuantile(uniform());
    });
    const emulator = fitEmulator(places, values, 2);
    expect(emulator.sd).toBeGreaterThan(0.08);
    expect(emulator.sd).toBeLessThan(0.12);
    const at = (u: number): number => implausibility([emulator], [2], [0.1], [u, 0.2], 0, 2);
    expect(at(0.5)).toBeLessThan(1);
    expect(at(0.9)).toBeGreaterThan(3);
  });

  test("proposals carry the weight prior over proposal: uniform again when it is used", () => {
    const uniform = uniformOf("proposal");
    const sets = 400;
    const places = Float64Array.from({ length: sets }, () => 0.2 + 0.5 * uniform());
    const weights = new Float64Array(sets).fill(1);
    const proposal = proposalOf({ places, weights, statistics: new Float64Array(sets) });
    let inside = 0;
    let total = 0;
    for (let k = 0; k < 20_000; k++) {
      const place = proposal.propose(uniform);
      const [u = 0] = place;
      expect(u).toBeGreaterThan(0);
      expect(u).toBeLessThan(1);
      // Weighted, draws are uniform: between 0.3 and 0.6 lie half as many as between 0.2 and 0.8.
      const w = proposal.weight(place);
      if (u > 0.2 && u < 0.8) total += w;
      if (u > 0.3 && u < 0.6) inside += w;
    }
    expect(Math.abs(inside / total - 0.5)).toBeLessThan(0.03);
  });

  test("systematic resampling gives each set its share, to one", () => {
    const picks = resampled([0.5, 0.3, 0.2], 100, uniformOf("resample"));
    const counts = [0, 1, 2].map((s) => picks.filter((pick) => pick === s).length);
    expect(counts).toEqual([50, 30, 20]);
  });
});
