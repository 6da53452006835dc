import { describe, expect, test } from "vitest";
import { judgeClaim } from "../../src/results/judge-claim.ts";

const against = (direction: "higher" | "lower" | "no_clear_difference") =>
  ({ kind: "comparison", against: "baseline", direction }) as const;

describe("a claim about a limit", () => {
  const claim = { kind: "limit", side: "above", limit: 2, in_at_least: 0.75 } as const;

  test("is met when enough runs keep to it, and says how many", () => {
    expect(judgeClaim(claim, [3, 3, 3, 1], null)).toEqual({
      met: true,
      text: "above 2 in 3 of 4 runs, wanted in 3",
      figures: { kind: "limit", inside: 3, runs: 4 },
    });
    expect(judgeClaim(claim, [3, 3, 1, 1], null).met).toBe(false);
  });

  test("leaves failed runs out and is not met by none at all", () => {
    expect(judgeClaim(claim, [3, Number.NaN], null).met).toBe(true);
    expect(judgeClaim(claim, [Number.NaN], null).met).toBe(false);
  });
});

describe("a claim about a difference", () => {
  test("goes by the mean over pairs and three standard errors", () => {
    const b = [1, 2, 3, 4, 5, 6];
    const up = b.map((x, k) => x + 1 + (k % 2) * 0.1);
    expect(judgeClaim(against("higher"), up, b).met).toBe(true);
    expect(judgeClaim(against("lower"), up, b).met).toBe(false);
    expect(judgeClaim(against("lower"), b, up).met).toBe(true);
    const mixed = b.map((x, k) => x + (k % 2 === 0 ? 1 : -1));
    expect(judgeClaim(against("no_clear_difference"), mixed, b).met).toBe(true);
    expect(judgeClaim(against("no_clear_difference"), b, b).met).toBe(true);
  });

  test("carries its figures, and is not met where there are no pairs", () => {
    const { figures } = judgeClaim(against("higher"), [2, 4, 3], [1, 1, 1]);
    expect(figures).toMatchObject({ kind: "comparison", found: "higher", mean: 2, pairs: 3 });
    expect(figures).toHaveProperty("standard_error", expect.closeTo(1 / Math.sqrt(3), 14));
    const none = judgeClaim(against("no_clear_difference"), [Number.NaN], [1]);
    expect(none.met).toBe(false);
    expect(none.text).toBe("no pairs of finished runs, wanted no clear difference");
  });

  test("needs the runs it is compared with", () => {
    expect(() => judgeClaim(against("higher"), [1], null)).toThrow(RangeError);
  });
});
