import { expect, test } from "vitest";
import { interval } from "../../../src/results/attribution/attribution.ts";
import { pairedStatistics } from "../../../src/results/compare/paired-statistics.ts";

const values = [1, 1.2, 3, 2.8, 2, 2.3, -1, -0.5];
const sets = [0, 0, 1, 1, 2, 2, 3, 3];
const zeros = values.map(() => 0);

test("an interval is that of a comparison with zeros, with and without sets", () => {
  for (const own of [undefined, sets, sets.map(() => 5)]) {
    const { mean, low, high } = pairedStatistics(zeros, values, own);
    const found = interval(values, 0, own);
    expect(found.mean).toBeCloseTo(mean, 12);
    expect(found.low).toBeCloseTo(low, 12);
    expect(found.high).toBeCloseTo(high, 12);
  }
});

test("runs of one set count together: twins narrow nothing", () => {
  const twins = interval([1, 1, 2, 2, 4, 4], 0, [0, 0, 1, 1, 2, 2]);
  const alone = interval([1, 2, 4]);
  expect(twins.mean).toBeCloseTo(alone.mean, 12);
  expect(twins.low).toBeCloseTo(alone.low, 12);
  expect(interval([1, 1, 2, 2, 4, 4]).low).toBeGreaterThan(alone.low);
});

test("variance from elsewhere widens it, and one run has none", () => {
  expect(interval(values, 1).low).toBeLessThan(interval(values).low);
  expect(interval([3])).toEqual({ mean: 3, low: Number.NaN, high: Number.NaN });
});
