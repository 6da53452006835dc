import { describe, expect, test } from "vitest";
import { findParting } from "../../../src/results/compare/parting.ts";
import { rankScenarios } from "../../../src/results/compare/regret.ts";

/** Two pairs, three steps, two countries. */
const a = Uint32Array.from([0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 2, 0]);
//                          pair 0: country 1 differs at step 1 and 2; pair 1: both at step 2
const b = Uint32Array.from([0, 0, 1, 4, 1, 4, 0, 0, 0, 0, 3, 1]);

describe("where worlds part", () => {
  test("the first row and country of every pair, and who follows", () => {
    const found = findParting(a, b, 3, 2);
    expect(found).toMatchObject({ pairs: 2, parted: 2 });
    expect(found.firstStep.median).toBe(1.5);
    expect(found.first).toEqual([
      { country: 1, pairs: 2, step: 1.5 },
      { country: 0, pairs: 1, step: 2 },
    ]);
    expect(found.cascade).toEqual([
      { country: 1, ever: 2, step: 1.5, atEnd: 2 },
      { country: 0, ever: 1, step: 2, atEnd: 1 },
    ]);
    expect(found.spread.map(({ mean }) => mean)).toEqual([0, 0.5, 1.5]);
  });

  test("worlds that are the same never part", () => {
    const found = findParting(a, a, 3, 2);
    expect(found).toMatchObject({ parted: 0, first: [], cascade: [] });
    expect(found.firstStep.median).toBeNaN();
  });

  test("arrays that do not fit are refused", () => {
    expect(() => findParting(a, b.subarray(1), 3, 2)).toThrow(RangeError);
    expect(() => findParting(a, b, 5, 2)).toThrow("do not fit 5 steps");
  });
});

describe("ranks and regret under the same luck", () => {
  test("are taken run by run", () => {
    const [x, y, z] = rankScenarios(
      [
        [1, 5, 2],
        [2, 1, 2],
        [4, 3, 9],
      ],
      "minimise",
    );
    expect(x?.rank).toBeCloseTo((1 + 3 + 1.5) / 3, 12);
    expect(x?.best).toBeCloseTo(2 / 3, 12);
    expect(x?.regret).toEqual({ mean: 4 / 3, p90: 4, most: 4 });
    expect(y?.regret.mean).toBeCloseTo(1 / 3, 12);
    expect(z?.best).toBe(0);
  });

  test("turn round with the goal", () => {
    const values = [
      [1, 5],
      [2, 1],
    ];
    expect(rankScenarios(values, "maximise").map(({ rank }) => rank)).toEqual([1.5, 1.5]);
    expect(rankScenarios([[1], [2]], "maximise").map(({ rank }) => rank)).toEqual([2, 1]);
  });

  test("leave out runs that any scenario failed, and say nothing without runs", () => {
    const [x] = rankScenarios(
      [
        [1, Number.NaN],
        [2, 0],
      ],
      "minimise",
    );
    expect(x).toMatchObject({ mean: 1, rank: 1, best: 1 });
    const [none] = rankScenarios([[Number.NaN], [1]], "minimise");
    expect(none?.mean).toBeNaN();
    expect(() => rankScenarios([[1]], "minimise")).toThrow("at least two");
  });
});
