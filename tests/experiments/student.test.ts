import { describe, expect, test } from "vitest";
import { normalQuantile } from "../../src/experiments/sampling/normal-quantile.ts";
import { studentQuantile } from "../../src/experiments/student.ts";

describe("quantiles for intervals", () => {
  // scipy.stats.t.ppf((1 + c) / 2, df), scipy 1.17.
  test.each([
    [0.95, 1, 12.706204736432095],
    [0.95, 2, 4.302652729911275],
    [0.95, 3, 3.182446305284263],
    [0.95, 10, 2.2281388519649385],
    [0.95, 199, 1.971956544249395],
    [0.9, 5, 2.015048372669157],
    [0.99, 30, 2.7499956535670305],
  ])("Student's t at %d with %d degrees of freedom is scipy's", (coverage, degrees, expected) => {
    expect(Math.abs(studentQuantile(coverage, degrees) / expected - 1)).toBeLessThan(2e-6);
  });

  test("the normal quantile is scipy's on both sides and in the tails", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 8);
    expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424308822899, 7);
    expect(normalQuantile(0.3)).toBeCloseTo(-normalQuantile(0.7), 12);
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  });

  test("there is no interval without degrees of freedom or coverage", () => {
    expect(studentQuantile(0.95, 0)).toBeNaN();
    expect(studentQuantile(1, 5)).toBeNaN();
  });
});
