import { expect, test } from "vitest";
import { pairedDifference } from "../../src/results/paired-difference.ts";

test("counts who is higher, same and lower, and averages the differences", () => {
  expect(pairedDifference([3, 1, 2, 8], [1, 1, 4, 1])).toEqual({
    pairs: 4,
    mean: 7 / 4,
    median: 1,
    higher: 2,
    same: 1,
    lower: 1,
  });
});

test("pairs with a failed run do not count", () => {
  const difference = pairedDifference([3, Number.NaN, 2], [1, 1, Number.NaN]);
  expect(difference).toEqual({ pairs: 1, mean: 2, median: 2, higher: 1, same: 0, lower: 0 });
});

test("of two ensembles the longer is paired by its first runs", () => {
  expect(pairedDifference([1, 2, 3], [1, 1]).pairs).toBe(2);
});

test("without pairs there is no number", () => {
  const { mean, median, pairs } = pairedDifference([], []);
  expect([mean, median, pairs]).toEqual([Number.NaN, Number.NaN, 0]);
});
