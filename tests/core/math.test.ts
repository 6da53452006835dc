import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gumbel, lognormal, normalQuantile } from "../../src/core/distributions.ts";
import { exp, log, pow } from "../../src/core/math.ts";

/** Distance in units of the last place of b. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const float = new Float64Array([b]);
  const bits = new BigInt64Array(float.buffer);
  bits[0] = (bits[0] ?? 0n) + 1n;
  return Math.abs(a - b) / Math.abs((float[0] ?? 0) - b);
}

describe("own arithmetic", () => {
  test("exp agrees with the engine's within 1 unit of the last place", () => {
    fc.assert(
      fc.property(fc.double({ min: -708, max: 709, noNaN: true }), (x) => {
        expect(ulps(exp(x), Math.exp(x))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 20_000, seed: 1 },
    );
  });

  test("log agrees with the engine's within 1 unit of the last place", () => {
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: 1e300, noNaN: true }), (x) => {
        expect(ulps(log(x), Math.log(x))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 20_000, seed: 2 },
    );
  });

  test("the ends of exp and log are as IEEE has them", () => {
    expect(exp(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(exp(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(exp(710)).toBe(Number.POSITIVE_INFINITY);
    expect(exp(-746)).toBe(0);
    expect(exp(0)).toBe(1);
    expect(exp(Number.NaN)).toBeNaN();
    expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(log(-1)).toBeNaN();
    expect(log(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(log(1)).toBe(0);
    expect(ulps(exp(-720), Math.exp(-720))).toBeLessThanOrEqual(1);
    expect(log(5e-324)).toBeCloseTo(Math.log(5e-324), 12);
  });

  test("pow is exp of y log x", () => {
    expect(pow(2, 10)).toBeCloseTo(1024, 9);
    expect(pow(0.3, -0.234)).toBeCloseTo(0.3 ** -0.234, 13);
    expect(pow(0, 0)).toBe(1);
  });
});

describe("distributions", () => {
  // scipy 1.14: scipy.stats.norm.ppf([1e-12, 1e-4, .025, .3, .5, .975, 1 - 1e-9])
  test.each([
    [1e-12, -7.034483825301132],
    [1e-4, -3.719016485455709],
    [0.025, -1.9599639845400545],
    [0.3, -0.5244005127080409],
    [0.5, 0],
    [0.975, 1.959963984540054],
    [1 - 1e-9, 5.997807019601637],
  ])("the normal quantile of %d is %d", (u, z) => {
    expect(normalQuantile(u)).toBeCloseTo(z, 7);
  });

  test("the Gumbel table is within 1e-5 of the exact quantile everywhere", () => {
    let worst = 0;
    for (let k = 1; k < 200_000; k++) {
      const u = k / 200_000;
      worst = Math.max(worst, Math.abs(gumbel(u) + Math.log(-Math.log(u))));
    }
    expect(worst).toBeLessThan(1e-5);
    expect(worst).toBeGreaterThan(0);
  });

  test("a lognormal has the mean it is given, not the median", () => {
    let sum = 0;
    const n = 200_000;
    for (let k = 0; k < n; k++) sum += lognormal((k + 0.5) / n, 2.5, 0.5);
    expect(sum / n).toBeCloseTo(2.5, 3);
    expect(lognormal(0.3, 0, 0.5)).toBe(0);
  });
});
