import { expect, test } from "vitest";
import { normalQuantile } from "../../src/core/distributions.ts";
import { uniformOf } from "../../src/experiments/calibration/calibrate.ts";
import { splitColumns, splitVariance } from "../../src/results/luck-and-assumptions.ts";

test("the split by hand: two sets of two runs", () => {
  // Within: 2 + 2 over 2 degrees; means 2 and 6, variance 8; 8 - 2/2.
  const split = splitVariance([1, 3, 5, 7], 2);
  expect(split?.luck).toBeCloseTo(Math.sqrt(2), 12);
  expect(split?.assumptions).toBeCloseTo(Math.sqrt(7), 12);
  expect(split?.share).toBeCloseTo(7 / 9, 12);
});

test("luck of SD 1 and assumptions of SD 2 are found, within four standard errors", () => {
  const uniform = uniformOf("split");
  const values = Array.from({ length: 1000 }, () => 2 * normalQuantile(uniform())).flatMap(
    (set) => [set + normalQuantile(uniform()), set + normalQuantile(uniform())],
  );
  const split = splitVariance(values, 2);
  expect(Math.abs((split?.luck ?? 0) - 1)).toBeLessThan(4 / Math.sqrt(2 * 1000));
  expect(Math.abs((split?.assumptions ?? 0) - 2)).toBeLessThan((4 * 2.25) / Math.sqrt(2 * 1000));
});

test("luck alone leaves nothing to assumptions; no spread has no parts; a failed run leaves its set out", () => {
  expect(splitVariance([1, 3, 3, 1], 2)?.assumptions).toBe(0);
  expect(splitVariance([2, 2, 2, 2], 2)?.share).toBeNaN();
  expect(splitVariance([1, 3, Number.NaN, 9, 5, 7], 2)).toEqual(splitVariance([1, 3, 5, 7], 2));
  expect(splitVariance([1, 3, 5], 2)).toBeNull();
});

test("columns are split one by one, and a set that the first run cuts in two is left out", () => {
  const ends = Float64Array.of(99, 0, 1, 10, 3, 10, 5, 20, 7, 20);
  const [first, second] = splitColumns(ends, 2, 1, 2);
  expect(first).toEqual(splitVariance([1, 3, 5, 7], 2));
  expect(second?.luck).toBe(0);
});
