import { describe, expect, test } from "vitest";
import { binomialTail } from "../../src/experiments/discovery/binomial.ts";
import type { Cases } from "../../src/experiments/discovery/box.ts";
import { cart } from "../../src/experiments/discovery/cart.ts";
import { chooseStep, prim, pruneBox, quasiPValues } from "../../src/experiments/discovery/prim.ts";
import { sobolSequence } from "../../src/experiments/sampling/sobol-sequence.ts";

/** A box a < 0.4, c > 0.55 in four dimensions, some cases turned round: as the reference figures have it. */
function noisyBox(): Cases {
  const x = sobolSequence(1024, 4, null).values.slice(512 * 4);
  const y = Float64Array.from({ length: 512 }, (_, p) => {
    const [a = 0, , c = 0, d = 0] = x.slice(p * 4, p * 4 + 4);
    const inside = a < 0.4 && c > 0.55 ? 1 : 0;
    return Math.floor(d * 1e6) % 17 === 0 ? 1 - inside : inside;
  });
  return { inputs: ["a", "b", "c", "d"].map((name) => ({ name, categorical: false })), x, y };
}

describe("PRIM", () => {
  test("peels as the EMA Workbench does", () => {
    // ema_workbench 2.5.3: Prim(threshold=0.8, peel_alpha=0.05, mass_min=0.05), default objective, on the same cases.
    const steps = prim(noisyBox());
    const expected = [
      [1, 0.980198, 0.203704, 0.949219, 1],
      [2, 0.980198, 0.214751, 0.900391, 1],
      [5, 0.920792, 0.236041, 0.769531, 1],
      [10, 0.881188, 0.292763, 0.59375, 2],
      [15, 0.861386, 0.373391, 0.455078, 2],
      [20, 0.841584, 0.477528, 0.347656, 2],
    ];
    for (const [k = 0, coverage = 0, density = 0, mass = 0, size] of expected) {
      expect(steps[k]?.coverage).toBeCloseTo(coverage, 6);
      expect(steps[k]?.density).toBeCloseTo(density, 6);
      expect(steps[k]?.mass).toBeCloseTo(mass, 6);
      expect(steps[k]?.box.size).toBe(size);
    }
    const box = steps[20]?.box ?? new Map();
    expect(box.get(0)).toEqual({ kind: "range", low: Number.NEGATIVE_INFINITY, high: 0.50390625 });
    expect(box.get(2)).toEqual({ kind: "range", low: 0.30859375, high: Number.POSITIVE_INFINITY });
    const quasi = quasiPValues(noisyBox(), box);
    expect(quasi.get(0)).toBeCloseTo(6.490113827336136e-11, 18);
    expect(quasi.get(2)).toBeCloseTo(4.7448494553e-5, 12);
  });

  test("finds a known box and only its two conditions", () => {
    const cases = noisyBox();
    const box = pruneBox(cases, chooseStep(prim(cases), 3).box);
    expect([...box.keys()].sort()).toEqual([0, 2]);
    const [a, c] = [box.get(0), box.get(2)];
    expect(a?.kind === "range" && Math.abs(a.high - 0.4)).toBeLessThan(0.06);
    expect(c?.kind === "range" && Math.abs(c.low - 0.55)).toBeLessThan(0.06);
  });

  test("finds the values of a categorical input", () => {
    const x = Float64Array.from({ length: 300 }, (_, k) =>
      k % 2 === 0 ? Math.floor(k / 2) % 5 : k / 300,
    );
    const y = Float64Array.from({ length: 150 }, (_, p) =>
      [1, 3].includes(x[2 * p] ?? 0) ? 1 : 0,
    );
    const cases = {
      inputs: [
        { name: "kind", categorical: true },
        { name: "u", categorical: false },
      ],
      x,
      y,
    };
    const { box, coverage, density } = chooseStep(prim(cases), 2);
    expect([coverage, density]).toEqual([1, 1]);
    expect(box.get(0)).toEqual({ kind: "values", values: [1, 3] });
    expect(box.size).toBe(1);
  });

  test("counts shares of runs, not only points", () => {
    const cases = noisyBox();
    const halved = { ...cases, y: cases.y.map((value) => value / 2) };
    const [whole, half] = [prim(cases)[20], prim(halved)[20]];
    expect(half?.coverage).toBeCloseTo(whole?.coverage ?? 0, 12);
    expect(half?.density).toBeCloseTo((whole?.density ?? 0) / 2, 12);
  });

  test("is refused where there is nothing to find", () => {
    const cases = noisyBox();
    expect(() => prim({ ...cases, y: new Float64Array(512) })).toThrow("no point is of interest");
    expect(() => prim({ ...cases, y: new Float64Array(0) })).toThrow("no points");
    expect(() => prim({ ...cases, inputs: [] })).toThrow("no inputs");
  });

  test("leaves everything in where everything is of interest", () => {
    const cases = noisyBox();
    const steps = prim({ ...cases, y: new Float64Array(512).fill(1) });
    expect(steps).toHaveLength(1);
    expect(chooseStep(steps, 3).box.size).toBe(0);
  });
});

describe("CART", () => {
  test("splits as scikit-learn does", () => {
    // scikit-learn 1.8 DecisionTreeClassifier(min_samples_leaf=25) on the same cases: leaves as [points, density].
    const leaves = cart(noisyBox()).map(({ points, density }) => [
      points,
      Number(density.toFixed(4)),
    ]);
    leaves.sort(([a = 0, x = 0], [b = 0, y = 0]) => a - b || x - y);
    expect(leaves).toEqual([
      [25, 0.04],
      [25, 0.08],
      [25, 0.32],
      [27, 0.8889],
      [31, 1],
      [35, 0.7429],
      [37, 0.0811],
      [39, 0.1538],
      [50, 0],
      [87, 0],
      [131, 0],
    ]);
  });

  test("leaves share out all points, and pure ones are not split", () => {
    const cases = noisyBox();
    const total = cart(cases).reduce((sum, { points }) => sum + points, 0);
    expect(total).toBe(512);
    expect(cart({ ...cases, y: new Float64Array(512).fill(1) })).toHaveLength(1);
    expect(() => cart({ ...cases, y: new Float64Array(0) })).toThrow("no points");
  });
});

test("the tail of a binomial distribution is scipy's", () => {
  // scipy 1.17: stats.binom.sf(hits - 1, trials, rate).
  expect(binomialTail(8, 10, 0.5)).toBeCloseTo(0.0546875, 12);
  expect(binomialTail(85, 178, 0.3) / 4.955063901061444e-7).toBeCloseTo(1, 9);
  expect(binomialTail(0, 10, 0.5)).toBe(1);
  expect(binomialTail(3, 2, 0.5)).toBe(0);
});
