import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latinHypercube } from "../../../src/experiments/sampling/latin-hypercube.ts";
import { morrisTrajectories } from "../../../src/experiments/sampling/morris-trajectories.ts";
import { quantileOf } from "../../../src/experiments/sampling/quantile-of.ts";
import { sobolSequence } from "../../../src/experiments/sampling/sobol-sequence.ts";
import { randomPoints } from "../../../src/experiments/sampling/unit-points.ts";

describe("a Sobol' sequence", () => {
  test("is that of Joe and Kuo, as scipy gives it", () => {
    // scipy 1.17: qmc.Sobol(256, scramble=False, bits=32).random(16), rows 11 and 15.
    const { values } = sobolSequence(16, 256, null);
    const row = (p: number) => [0, 1, 2, 17, 63, 100, 200, 255].map((d) => values[p * 256 + d]);
    expect(row(11)).toEqual([0.4375, 0.5625, 0.1875, 0.0625, 0.9375, 0.8125, 0.9375, 0.1875]);
    expect(row(15)).toEqual([0.0625, 0.9375, 0.5625, 0.9375, 0.8125, 0.4375, 0.3125, 0.3125]);
  });

  test("stays one point to a slice of every dimension when it is scrambled, and differs by seed", () => {
    const one = sobolSequence(256, 40, "1");
    for (let d = 0; d < 40; d++) {
      const slices = new Set<number>();
      for (let p = 0; p < 256; p++) slices.add(Math.floor((one.values[p * 40 + d] ?? 0) * 256));
      expect(slices.size).toBe(256);
    }
    expect(sobolSequence(256, 40, "1").values).toEqual(one.values);
    expect(sobolSequence(256, 40, "2").values).not.toEqual(one.values);
  });

  test("is scrambled without bias: the mean of many first points is one half", () => {
    const firsts = Array.from({ length: 400 }, (_, k) => sobolSequence(1, 1, String(k)).values[0]);
    const mean = firsts.reduce<number>((sum, x) => sum + (x ?? 0), 0) / 400;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / 400));
  });

  test("has at most 256 dimensions", () => {
    expect(() => sobolSequence(1, 257, null)).toThrow("at most 256 dimensions, not 257");
  });
});

test("a Latin hypercube has one point in every slice of every dimension, whatever its size", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 }), (n, d) => {
      const { values } = latinHypercube(n, d, "7");
      for (let k = 0; k < d; k++) {
        const slices = Array.from({ length: n }, (_, p) =>
          Math.floor((values[p * d + k] ?? 0) * n),
        );
        expect(slices.sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, p) => p));
      }
    }),
    { numRuns: 40 },
  );
});

test("random points are the same for the same seed", () => {
  expect(randomPoints(5, 3, "a")).toEqual(randomPoints(5, 3, "a"));
  expect(randomPoints(5, 3, "a")).not.toEqual(randomPoints(5, 3, "b"));
});

describe("Morris trajectories", () => {
  test("move every dimension once by half the levels, and nothing else", () => {
    const found = morrisTrajectories(5, { trajectories: 6, seed: "3" });
    const { values, moved } = found;
    for (let t = 0; t < 6; t++) {
      expect([...moved.slice(t * 5, t * 5 + 5)].sort()).toEqual([0, 1, 2, 3, 4]);
      for (let k = 0; k < 5; k++) {
        const at = (t * 6 + k) * 5;
        const steps = [0, 1, 2, 3, 4].map((d) => (values[at + 5 + d] ?? 0) - (values[at + d] ?? 0));
        const own = moved[t * 5 + k];
        steps.forEach((step, d) => {
          expect(Math.abs(step)).toBeCloseTo(d === own ? 0.5 : 0, 12);
        });
      }
    }
  });

  test("move the dimensions of a group together", () => {
    const { count, groups, values } = morrisTrajectories(3, {
      trajectories: 1,
      seed: "1",
      groups: [0, 0, 1],
    });
    expect([count, groups]).toEqual([3, 2]);
    const step = (d: number, k: number) => (values[(k + 1) * 3 + d] ?? 0) !== values[k * 3 + d];
    for (const k of [0, 1]) expect(step(0, k)).toBe(step(1, k));
  });

  test("are refused for odd levels and no trajectory", () => {
    expect(() => morrisTrajectories(2, { trajectories: 1, seed: "1", levels: 3 })).toThrow("even");
    expect(() => morrisTrajectories(2, { trajectories: 0, seed: "1" })).toThrow("at least 1");
  });
});

describe("quantiles of distributions", () => {
  // scipy.stats: triang(c=0.25, loc=0, scale=8), norm(1, 0.2), lognorm(s=ln 2, scale=3); ppf.
  test.each([
    [{ kind: "uniform", low: 2, high: 4 }, 0.25, 2.5],
    [{ kind: "triangular", low: 0, mode: 2, high: 8 }, 0.1, 1.2649110640673518],
    [{ kind: "triangular", low: 0, mode: 2, high: 8 }, 0.9, 5.80910977],
    [{ kind: "normal", mean: 1, sd: 0.2, clamp: null }, 0.975, 1.391992796908011],
    [{ kind: "normal", mean: 1, sd: 0.2, clamp: [0.4, 1.2] }, 0.975, 1.2],
    [{ kind: "lognormal", median: 3, gsd: 2, clamp: null }, 0.1, 1.2340586272339378],
    [{ kind: "choice", values: [5, 7, 9] }, 0.34, 7],
    [{ kind: "categorical", values: [5, 7, 9] }, 0.999, 9],
    [{ kind: "integer", low: 3, high: 6 }, 0.5, 5],
    [{ kind: "grid", from: 0, to: 1, steps: 5 }, 1, 1],
  ] as const)("%o at %d is %d", (distribution, share, expected) => {
    expect(quantileOf(distribution, share)).toBeCloseTo(expected, 6);
  });

  test("never decrease, and never leave the edges", () => {
    const distribution = { kind: "triangular", low: -1, mode: -1, high: 3 } as const;
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (u) => {
        const value = quantileOf(distribution, u);
        expect(value).toBeGreaterThanOrEqual(-1);
        expect(value).toBeLessThanOrEqual(3);
        expect(quantileOf(distribution, Math.min(1, u + 0.01))).toBeGreaterThanOrEqual(value);
      }),
    );
  });
});
