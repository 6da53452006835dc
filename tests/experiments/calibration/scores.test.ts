import { describe, expect, test } from "vitest";
import { uniformOf } from "../../../src/experiments/calibration/calibrate.ts";
import {
  areaUnderCurve,
  bootstrapDifference,
  bootstrapMean,
  brierScore,
  covers,
  crps,
  logScore,
} from "../../../src/experiments/calibration/scores.ts";

const p = Float64Array.of(0.9, 0.8, 0.4, 0.4, 0.1);
const happened = [1, 0, 1, 0, 0];

describe("scores by hand", () => {
  test("AUC counts pairs, ties half", () => {
    // Pairs of one that happened with one that did not: (0.9 beats 3), (0.4: loses to 0.8, ties 0.4, beats 0.1).
    expect(areaUnderCurve(p, happened)).toBeCloseTo((3 + 0 + 0.5 + 1) / 6, 12);
    expect(areaUnderCurve(p, [1, 1, 1, 1, 1])).toBeNaN();
  });

  test("Brier score is the mean squared error", () => {
    expect(brierScore(p, happened)).toBeCloseTo((0.01 + 0.64 + 0.36 + 0.16 + 0.01) / 5, 12);
  });

  test("log score is the mean surprise, and a certainty that fails costs ln 1000", () => {
    const wanted = -(Math.log(0.9) + Math.log(0.2) + Math.log(0.4) + Math.log(0.6) + Math.log(0.9));
    expect(logScore(p, happened)).toBeCloseTo(wanted / 5, 12);
    expect(logScore(Float64Array.of(0), [1])).toBeCloseTo(Math.log(1000), 12);
  });

  test("CRPS of two points and of one point", () => {
    // |0-1|/2 + |3-1|/2 - (|0-3| x 2)/(2 x 4) = 1.5 - 0.75.
    expect(crps(Float64Array.of(3, 0), 1)).toBeCloseTo(0.75, 12);
    expect(crps(Float64Array.of(5), 2)).toBe(3);
    expect(crps(Float64Array.of(0, 3), 1, Float64Array.of(0, 1))).toBeCloseTo(2, 12);
  });

  test("a central interval is read off the quantiles", () => {
    const values = Float64Array.from({ length: 101 }, (_, k) => k);
    expect(covers(values, 25, 0.5)).toBe(true);
    expect(covers(values, 24.9, 0.5)).toBe(false);
    expect(covers(values, 97.6, 0.95)).toBe(false);
  });
});

test("a forecast against itself differs by nothing, and a better one by what it is better", () => {
  const y = Float64Array.from({ length: 200 }, (_, k) => k % 2);
  const good = y.map((x) => 0.2 + 0.6 * x);
  const even = y.map(() => 0.5);
  const uniform = uniformOf("bootstrap");
  const same = bootstrapDifference(brierScore, [good], [good], y, uniform, 50);
  expect([same.mean, same.low, same.high]).toEqual([0, 0, 0]);
  const better = bootstrapDifference(brierScore, [good, good], [even, even], y, uniform, 50);
  expect(better.mean).toBeCloseTo(0.04 - 0.25, 12);
  expect(better.high).toBeCloseTo(0.04 - 0.25, 12);
});

test("the bootstrap of a mean of differences is about the mean, and as wide as its standard error", () => {
  const differences = Array.from({ length: 100 }, (_, k) => (k % 2 === 0 ? 1 : -1));
  const { mean, low, high } = bootstrapMean(differences, uniformOf("blocks"), 2000);
  expect(mean).toBe(0);
  // 1.645 standard errors of 0.1 to either side; the error of a quantile of 2,000 draws is about 0.005.
  expect(Math.abs(low + 0.1645)).toBeLessThan(0.02);
  expect(Math.abs(high - 0.1645)).toBeLessThan(0.02);
});
