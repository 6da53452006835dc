import { describe, expect, test } from "vitest";
import { concludeFrom } from "../../../src/results/compare/conclusion.ts";
import { pairedStatistics } from "../../../src/results/compare/paired-statistics.ts";

describe("paired statistics", () => {
  test("give the difference b - a with its interval, worked by hand", () => {
    const found = pairedStatistics([1, 2, 3, 4], [2, 2, 5, 3]);
    // Differences 1, 0, 2, -1: mean 0.5, SD √(5/3); t(3) = 3.182446.
    const half = (3.182446305 * Math.sqrt(5 / 3)) / 2;
    expect(found).toMatchObject({ pairs: 4, mean: 0.5, median: 0.5, higher: 2, same: 1, lower: 1 });
    expect(found.low).toBeCloseTo(0.5 - half, 5);
    expect(found.high).toBeCloseTo(0.5 + half, 5);
    expect(found.direction).toBe("unclear");
    // Var a = 5/3, var b = 2, var of the difference = 5/3.
    expect(found.gain).toBeCloseTo((5 / 3 + 2) / (5 / 3), 12);
    // (1.96 × 1.291 / 0.5)² = 25.6
    expect(found.pairsNeeded).toBe(26);
  });

  test("count pairs of one parameter set together in the interval, and only there", () => {
    const [a, b] = [
      [0, 0, 0, 0, 0, 0],
      [1, 1.2, 3, 3.4, 2, 1.4],
    ];
    const alone = pairedStatistics(a, b);
    const found = pairedStatistics(a, b, [0, 0, 1, 1, 2, 2]);
    // Means of sets 1.1, 3.2, 1.7: mean 2, SE √(0.81 + 1.44 + 0.09) / √6; t(2) = 4.302653.
    const half = 4.30265273 * Math.sqrt(2.34 / 6);
    expect(found.high - found.mean).toBeCloseTo(half, 5);
    expect(found.mean - found.low).toBeCloseTo(half, 5);
    expect({ ...found, low: 0, high: 0, direction: "", pairsNeeded: 0 }).toEqual({
      ...alone,
      low: 0,
      high: 0,
      direction: "",
      pairsNeeded: 0,
    });
    const each = pairedStatistics(a, b, [0, 1, 2, 3, 4, 5]);
    expect([each.low, each.high]).toEqual([
      expect.closeTo(alone.low, 12),
      expect.closeTo(alone.high, 12),
    ]);
    expect(pairedStatistics(a, b, [4, 4, 4, 4, 4, 4])).toEqual(alone);
  });

  test("leave out pairs of which either run failed", () => {
    const found = pairedStatistics([1, Number.NaN, 3, 5], [2, 2, Number.NaN, 7]);
    expect(found).toMatchObject({ pairs: 2, meanA: 3, meanB: 4.5, mean: 1.5 });
  });

  test("call a difference that is the same in every pair clear, and pairing infinitely good", () => {
    const found = pairedStatistics(
      [0.1, 0.2, 0.3],
      [0.6, 0.7, 0.8].map((x) => x),
    );
    expect(found.mean).toBeCloseTo(0.5, 12);
    const exact = pairedStatistics([1, 2, 3], [3, 4, 5]);
    expect(exact).toMatchObject({
      mean: 2,
      low: 2,
      high: 2,
      direction: "higher",
      pairsNeeded: null,
    });
    expect(exact.gain).toBe(Number.POSITIVE_INFINITY);
  });

  test("say so where nothing differs, nothing varies, or nothing is there", () => {
    const same = pairedStatistics([1, 2], [1, 2]);
    expect(same).toMatchObject({ direction: "same", mean: 0, same: 2, pairsNeeded: null });
    expect(pairedStatistics([1, 1], [1, 1]).gain).toBeNaN();
    const none = pairedStatistics([Number.NaN], [1]);
    expect(none).toMatchObject({ pairs: 0, direction: "none" });
    expect(none.mean).toBeNaN();
    expect(pairedStatistics([1], [2])).toMatchObject({ pairs: 1, mean: 1, direction: "unclear" });
  });

  test("swapped sides give the same with the other sign", () => {
    const [a, b] = [
      [3, 1, 4, 1, 5, 9],
      [2, 7, 1, 8, 2, 8],
    ];
    const there = pairedStatistics(a, b);
    const back = pairedStatistics(b, a);
    expect(back.mean).toBeCloseTo(-there.mean, 12);
    expect(back.low).toBeCloseTo(-there.high, 12);
    expect([back.higher, back.lower]).toEqual([there.lower, there.higher]);
    expect(back.gain).toBeCloseTo(there.gain, 12);
  });
});

describe("what would change a conclusion", () => {
  const a = [0, 0, 0, 0, 0, 0];
  const up = [1, 1, 2, 1, 1, 2];
  const one = [0, 0, 0, 0, 0, 0];
  const at = (values: number[]) => pairedStatistics(a, values);

  test("the date: from when it is clear, and when the opposite was", () => {
    const overTime = [at([-1, -1, -2, -1, -1, -2]), at([0, 0, 0, 0, 0, 0]), at(up), at(up)];
    const found = concludeFrom(a, up, one, overTime);
    expect(found).toMatchObject({ direction: "higher", clearFrom: 2, reversedAt: [0] });
  });

  test("the parameter set: in how many the sign is the same", () => {
    // Runs go round three sets: the third has the other sign.
    const found = concludeFrom(a, [3, 3, -1, 3, 3, -1], [0, 1, 2, 0, 1, 2], []);
    expect(found.sets).toEqual({ compared: 3, agree: 2 });
  });

  test("more pairs, unless the parameter sets differ by more than they could narrow", () => {
    // Four sets whose means are -3, -1, 1 and 7, and luck of 0.1: more luck of the same sets tells nothing.
    const sets = [0, 0, 1, 1, 2, 2, 3, 3];
    const a = sets.map(() => 0);
    const b = [-3.1, -2.9, -1.1, -0.9, 0.9, 1.1, 6.9, 7.1];
    const whole = pairedStatistics(a, b, sets);
    expect(concludeFrom(a, b, sets, [whole]).pairsNeeded).toBe(whole.pairsNeeded);
    expect(whole.pairsNeeded).toBeGreaterThan(8);
    expect(concludeFrom(a, b, sets, [whole], 8).pairsNeeded).toBeNull();
  });

  test("the loss of extreme pairs: how many have to go", () => {
    // Sum 6; without the 9 it is -3.
    expect(concludeFrom(a, [9, -1, -1, -1, 0, 0], one, []).fragile).toBe(1);
    expect(concludeFrom(a, up, one, []).fragile).toBe(6);
    expect(concludeFrom(a, a, one, []).fragile).toBe(0);
  });
});
