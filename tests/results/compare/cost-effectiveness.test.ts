import { describe, expect, test } from "vitest";
import type { PairedComparison } from "../../../src/results/compare/compare-sides.ts";
import { costEffectiveness } from "../../../src/results/compare/cost-effectiveness.ts";
import { pairedRatio } from "../../../src/results/compare/paired-ratio.ts";
import { costText } from "../../../src/results/compare/words.ts";

/** A comparison of which only the cost is read, at the end of 2040. */
const at = (cost: PairedComparison["cost"]) =>
  ({ cost, periods: ["2040Q4"], row: 0 }) as unknown as PairedComparison;

describe("a ratio of means over pairs", () => {
  test("has Fieller's interval, worked by hand", () => {
    // Means 4 and 2; sums of squares 2, 1 (products) and 2; t(2) = 4.302653, so t² / (n (n - 1)) = 3.085471.
    // 2² - 2 × 3.085471 is below 0: the interval of the mean denominator holds 0.
    expect(pairedRatio([3, 4, 5], [1, 3, 2])).toBeNull();
    // Denominators 20 higher: 22² - 2 × 3.085471 = 477.829 = a; 88 - 3.085471 = b; 16 - 6.170942 = c.
    const [a, b, c] = [477.829058, 84.914529, 9.829058];
    const root = Math.sqrt(b * b - a * c);
    const found = pairedRatio([3, 4, 5], [21, 23, 22]);
    expect(found?.ratio).toBeCloseTo(4 / 22, 12);
    expect(found?.low).toBeCloseTo((b - root) / a, 6);
    expect(found?.high).toBeCloseTo((b + root) / a, 6);
  });

  test("covers the true ratio in 95 % of samples", () => {
    // Pairs from a linear congruential generator: denominator 2 ± 1, numerator 3 times it ± 2.
    let state = 1;
    const uniform = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const samples = 2000;
    let covered = 0;
    for (let k = 0; k < samples; k++) {
      const below = Array.from({ length: 30 }, () => 1 + 2 * uniform());
      const above = below.map((value) => 3 * value + 4 * (uniform() - 0.5));
      const { low, high } = pairedRatio(above, below) ?? { low: 0, high: 0 };
      if (low <= 3 && 3 <= high) covered += 1;
    }
    const error = Math.sqrt((0.95 * 0.05) / samples);
    expect(Math.abs(covered / samples - 0.95)).toBeLessThan(4 * error);
  });

  test("leaves out pairs of which either run failed, and needs two", () => {
    expect(pairedRatio([4, Number.NaN, 4], [2, 2, 2])).toEqual({ ratio: 2, low: 2, high: 2 });
    expect(pairedRatio([4], [2])).toBeNull();
  });
});

describe("cost per avoided point of rights erosion", () => {
  test("is what sponsors pay more over the points avoided", () => {
    const cost = costEffectiveness(
      [
        [0, 0, 0],
        [6e9, 6e9, 6e9],
      ],
      [
        [5, 6, 7],
        [3, 4, 5],
      ],
    );
    expect(cost.perPoint).toEqual({ ratio: 3e9, low: 3e9, high: 3e9 });
    expect(costText(at(cost)).replaceAll("\u00a0", " ")).toBe(
      "Sponsors pay US$ 6.00 bn more by the end of 2040; rights erosion, mean over countries, is −2.00 points (95 % interval −2.00 points): US$ 3.00 bn per avoided point (95 % interval US$ 3.00 bn).",
    );
  });

  test("is not given where erosion is not clearly lower", () => {
    for (const after of [
      [4, 7, 7],
      [7, 8, 9],
      [5, 6, 7],
    ]) {
      const cost = costEffectiveness(
        [
          [0, 0, 0],
          [1e9, 2e9, 3e9],
        ],
        [[5, 6, 7], after],
      );
      expect(cost.perPoint).toBeNull();
      expect(costText(at(cost))).toContain("not clearly lower, so no cost per avoided point");
    }
  });

  test("is not spoken of where sponsors pay the same", () => {
    const cost = costEffectiveness(
      [
        [1, 2],
        [1, 2],
      ],
      [
        [5, 6],
        [3, 4],
      ],
    );
    expect(costText(at(cost))).toBe("");
    expect(costText(at(null))).toBe("");
  });
});
