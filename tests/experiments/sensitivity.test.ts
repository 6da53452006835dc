import { describe, expect, test } from "vitest";
import type { MorrisPoints } from "../../src/experiments/sampling/morris-trajectories.ts";
import { morrisTrajectories } from "../../src/experiments/sampling/morris-trajectories.ts";
import { sobolSequence } from "../../src/experiments/sampling/sobol-sequence.ts";
import { morrisEffects } from "../../src/experiments/sensitivity/morris-effects.ts";
import { sobolDesign } from "../../src/experiments/sensitivity/sobol-design.ts";
import { sobolIndices } from "../../src/experiments/sensitivity/sobol-indices.ts";

/** Ishigami and Homma (1990), a = 7, b = 0.1, on (-π, π)³. */
function ishigami(x: number, y: number, z: number): number {
  return Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x);
}

/** A function at every point of a unit cube. */
function outcomes(
  { count, dimensions, values }: { count: number; dimensions: number; values: Float64Array },
  f: (x: readonly number[]) => number,
): number[] {
  return Array.from({ length: count }, (_, p) =>
    f([...values.slice(p * dimensions, (p + 1) * dimensions)]),
  );
}
const spread = (x: readonly number[]) =>
  x.map((u) => Math.PI * (2 * u - 1)) as [number, number, number];

describe("Sobol' indices", () => {
  test("of Ishigami's function are the closed forms", () => {
    const design = sobolDesign(3, { base: 4096, seed: "1", secondOrder: true });
    const found = sobolIndices(
      design,
      outcomes(design, (x) => ishigami(...spread(x))),
      {
        resamples: 100,
      },
    );
    // Variance 13.8446, D1 = 4.3459, D2 = 6.125, D13 = 3.3737.
    expect(found.variance).toBeCloseTo(13.8446, 0);
    const first = [0.3139, 0.4424, 0];
    const total = [0.5576, 0.4424, 0.2437];
    for (const g of [0, 1, 2]) {
      expect(Math.abs((found.first[g]?.value ?? 9) - (first[g] ?? 0))).toBeLessThan(0.02);
      expect(Math.abs((found.total[g]?.value ?? 9) - (total[g] ?? 0))).toBeLessThan(0.02);
      expect(found.total[g]?.low).toBeLessThan(total[g] ?? 0);
      expect(found.total[g]?.high).toBeGreaterThan(total[g] ?? 0);
    }
    const second = found.second.map(([i, j, { value }]) => [i, j, value] as const);
    for (const [i, j, value] of second) {
      expect(Math.abs(value - (i === 0 && j === 2 ? 0.2437 : 0))).toBeLessThan(0.03);
    }
  });

  test("of Sobol's G function are the closed forms", () => {
    const a = [0, 1, 4.5, 9, 99, 99];
    const design = sobolDesign(6, { base: 4096, seed: "2" });
    const g = (x: readonly number[]) =>
      x.reduce(
        (product, u, k) => product * ((Math.abs(4 * u - 2) + (a[k] ?? 0)) / (1 + (a[k] ?? 0))),
        1,
      );
    const found = sobolIndices(design, outcomes(design, g), { resamples: 10 });
    const parts = a.map((one) => 1 / (3 * (1 + one) ** 2));
    const variance = parts.reduce((product, v) => product * (1 + v), 1) - 1;
    parts.forEach((v, k) => {
      const others = parts.reduce((product, w, j) => (j === k ? product : product * (1 + w)), 1);
      expect(Math.abs((found.first[k]?.value ?? 9) - v / variance)).toBeLessThan(0.02);
      expect(Math.abs((found.total[k]?.value ?? 9) - (v * others) / variance)).toBeLessThan(0.02);
    });
  });

  test("of a linear model are its squared weights, alone and in total, for groups too", () => {
    const weights = [3, 2, 1, 0];
    const linear = (x: readonly number[]) =>
      x.reduce((sum, u, k) => sum + u * (weights[k] ?? 0), 500);
    const single = sobolDesign(4, { base: 1024, seed: "3" });
    const found = sobolIndices(single, outcomes(single, linear), { resamples: 10 });
    weights.forEach((w, k) => {
      expect(found.first[k]?.value).toBeCloseTo((w * w) / 14, 2);
      expect(found.total[k]?.value).toBeCloseTo((w * w) / 14, 2);
    });
    const grouped = sobolDesign(4, { base: 1024, seed: "3", groups: [0, 1, 1, 0] });
    expect(grouped.block).toBe(4);
    const both = sobolIndices(grouped, outcomes(grouped, linear), { resamples: 10 });
    expect(both.total.map(({ value }) => value)[0]).toBeCloseTo(9 / 14, 2);
    expect(both.total.map(({ value }) => value)[1]).toBeCloseTo(5 / 14, 2);
  });

  test("are SALib's figures on the same points", () => {
    // SALib 1.6: analyze.sobol on Ishigami's function at A, AB, BA, B from rows 256 to 511 of scipy's
    // Sobol(6, scramble=False, bits=32), calc_second_order=True.
    const n = 256;
    const { values } = sobolSequence(2 * n, 6, null);
    const ys: number[] = [];
    for (let row = n; row < 2 * n; row++) {
      const a = [...values.slice(row * 6, row * 6 + 3)];
      const b = [...values.slice(row * 6 + 3, row * 6 + 6)];
      ys.push(ishigami(...spread(a)));
      for (const d of [0, 1, 2]) ys.push(ishigami(...spread(a.with(d, b[d] ?? 0))));
      for (const d of [0, 1, 2]) ys.push(ishigami(...spread(b.with(d, a[d] ?? 0))));
      ys.push(ishigami(...spread(b)));
    }
    const found = sobolIndices({ base: n, block: 8, groups: 3, secondOrder: true }, ys, {
      resamples: 10,
    });
    const first = [0.3184242969762919, 0.43038082016241325, 0.02268772280498752];
    const total = [0.5184119098160795, 0.410212602500332, 0.22990584314394172];
    const second = [-0.04323738972322677, 0.17506452088704613, -0.03430682392607557];
    first.forEach((value, g) => {
      expect(found.first[g]?.value).toBeCloseTo(value, 10);
    });
    total.forEach((value, g) => {
      expect(found.total[g]?.value).toBeCloseTo(value, 10);
    });
    second.forEach((value, k) => {
      expect(found.second[k]?.[2].value).toBeCloseTo(value, 10);
    });
  });

  test("leave out rows with a failed point and stay valid", () => {
    const design = sobolDesign(2, { base: 512, seed: "4" });
    const ys = outcomes(design, ([x = 0, y = 0]) => 2 * x + y);
    for (let k = 0; k < ys.length; k += 37) ys[k] = Number.NaN;
    const found = sobolIndices(design, ys, { resamples: 200 });
    expect(found.rows + found.failed).toBe(512);
    expect(found.failed).toBeGreaterThan(50);
    expect(Math.abs((found.total[0]?.value ?? 9) - 0.8)).toBeLessThan(0.05);
    expect(found.total[0]?.low).toBeLessThan(0.8);
    expect(found.total[0]?.high).toBeGreaterThan(0.8);
  });

  test("of a constant, of nothing and of a single row are not numbers", () => {
    const design = sobolDesign(2, { base: 16, seed: "1" });
    const constant = sobolIndices(
      design,
      outcomes(design, () => 0.3),
    );
    expect(constant.total[0]?.value).toBeNaN();
    expect(constant.variance).toBeCloseTo(0, 20);
    expect(sobolIndices(design, []).first[0]?.value).toBeNaN();
    const one = sobolIndices(design, outcomes(design, ([x = 0]) => x).slice(0, 4));
    expect([one.rows, one.total[0]?.low]).toEqual([1, Number.NaN]);
    expect(() => sobolDesign(2, { base: 0, seed: "1" })).toThrow("base sample is 0");
  });
});

describe("Morris effects", () => {
  test("of a linear model are its weights, without spread", () => {
    const design = morrisTrajectories(3, { trajectories: 8, seed: "1" });
    const found = morrisEffects(
      design,
      outcomes(design, ([x = 0, y = 0]) => 4 * x - 2 * y),
    );
    expect(found.map(({ mu }) => mu)).toEqual([2, -1, 0]);
    expect(found.map(({ muStar }) => muStar.value)).toEqual([2, 1, 0]);
    expect(found.map(({ sigma }) => sigma)).toEqual([0, 0, 0]);
  });

  test("are SALib's figures on the same trajectories", () => {
    // SALib 1.6: sample.morris(…, 4, num_levels=4, seed=3), levels below; analyze.morris, whose effects
    // are per Δ = 2/3 of the range.
    const levels = [
      [3, 3, 3],
      [3, 3, 1],
      [3, 1, 1],
      [1, 1, 1],
      [2, 2, 0],
      [2, 0, 0],
      [0, 0, 0],
      [0, 0, 2],
      [2, 3, 3],
      [0, 3, 3],
      [0, 1, 3],
      [0, 1, 1],
      [1, 1, 3],
      [1, 1, 1],
      [3, 1, 1],
      [3, 3, 1],
    ];
    const moved: number[] = [];
    for (let t = 0; t < 4; t++) {
      for (let k = 0; k < 3; k++) {
        const [from = [], to = []] = levels.slice(t * 4 + k, t * 4 + k + 2);
        moved.push(from.findIndex((level, d) => level !== to[d]));
      }
    }
    const design: MorrisPoints = {
      count: 16,
      dimensions: 3,
      values: Float64Array.from(levels.flat(), (level) => level / 3),
      trajectories: 4,
      groups: 3,
      moved: Int32Array.from(moved),
    };
    const found = morrisEffects(
      design,
      outcomes(design, (x) => ishigami(...spread(x))),
    );
    const close = (value: number, expected: number) => expect(1.5 * value).toBeCloseTo(expected, 9);
    [7.704054111593103, -3.9374999999999987, -3.1243980516665575].forEach((mu, g) => {
      close(found[g]?.mu ?? Number.NaN, mu);
    });
    [7.704054111593103, 7.874999999999996, 3.1243980516665593].forEach((mu, g) => {
      close(found[g]?.muStar.value ?? Number.NaN, mu);
    });
    [7.21548822474092, 7.874999999999995, 6.248796103333116].forEach((sigma, g) => {
      close(found[g]?.sigma ?? Number.NaN, sigma);
    });
  });

  test("leave out what failed, and are not numbers without any", () => {
    const design = morrisTrajectories(1, { trajectories: 3, seed: "1" });
    const ys = outcomes(design, ([x = 0]) => x);
    expect(morrisEffects(design, [Number.NaN, ...ys.slice(1)])[0]?.effects).toBe(2);
    const none = morrisEffects(
      design,
      ys.map(() => Number.NaN),
    )[0];
    expect(none?.muStar.value).toBeNaN();
  });
});
