import fc from "fast-check";
import { expect, test } from "vitest";
import { arrange } from "../../src/results/arrange.ts";
import { quantile, quantileRanks } from "../../src/results/quantile.ts";

test("type 7 on known values", () => {
  // R: quantile(c(1, 2, 4, 8), c(0, .1, .5, .9, 1), type = 7)
  const values = [1, 2, 4, 8];
  expect([0, 0.1, 0.5, 0.9, 1].map((p) => quantile(values, p))).toEqual([
    1,
    expect.closeTo(1.3, 12),
    3,
    expect.closeTo(6.8, 12),
    8,
  ]);
});

test("nothing has no quantile, one value has only itself", () => {
  expect(quantile([], 0.5)).toBeNaN();
  expect(quantile([7], 0.05)).toBe(7);
});

test("quantiles rise with the probability and stay within the values", () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
  const probability = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(values, probability, probability, (unsorted, p, q) => {
      const sorted = Float64Array.from(unsorted).sort();
      const [low, high] = [quantile(sorted, Math.min(p, q)), quantile(sorted, Math.max(p, q))];
      expect(low).toBeLessThanOrEqual(high + 1e-9);
      expect(low).toBeGreaterThanOrEqual((sorted[0] as number) - 1e-9);
      expect(high).toBeLessThanOrEqual((sorted.at(-1) as number) + 1e-9);
    }),
  );
});

test("arranged values have the same quantiles as sorted ones, ties or not", () => {
  const probabilities = [0, 0.05, 0.5, 0.9, 1];
  const few = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 400 });
  const many = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 1,
    maxLength: 400,
  });
  const rising = fc
    .integer({ min: 1, max: 400 })
    .map((n) => Array.from({ length: n }, (_, k) => k));
  fc.assert(
    fc.property(fc.oneof(few, many, rising), (unsorted) => {
      const values = Float64Array.from(unsorted);
      arrange(values, quantileRanks(values.length, probabilities));
      const sorted = Float64Array.from(unsorted).sort();
      for (const probability of probabilities) {
        const [found, expected] = [quantile(values, probability), quantile(sorted, probability)];
        if (found !== expected) throw new Error(`${probability}: ${found}, not ${expected}`);
      }
      expect(
        Float64Array.from(values)
          .sort()
          .map((value) => value + 0),
      ).toEqual(sorted.map((value) => value + 0));
    }),
    { numRuns: 500 },
  );
});
