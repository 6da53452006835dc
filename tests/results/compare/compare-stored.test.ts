import { expect, test } from "vitest";
import { compareStored } from "../../../src/results/compare/compare-stored.ts";

const stored = (keys: number[], values: number[], hashes = keys.map((key) => `h${key}`)) => ({
  keys,
  hashes,
  values: new Map([["share", values]]),
});

test("stored runs are matched by what tells them apart, whatever their order", () => {
  const found = compareStored(stored([1, 2, 3, 4], [1, 2, 3, 4]), stored([4, 2, 9], [5, 2, 7]));
  expect(found).toMatchObject({ runs: 2, sameRuns: 2, unmatched: 3, missing: [] });
  expect(found.outcomes[0]).toMatchObject({ outcome: "share", identical: 1, most: 1 });
  expect(found.outcomes[0]?.statistics.mean).toBe(0.5);
});

test("of the same runs in the same order none is moved, and one whose hash is another is not the same", () => {
  const before = stored([7, 8], [0.1, Number.NaN]);
  const after = stored([7, 8], [0.1, Number.NaN], ["h7", ""]);
  expect(compareStored(before, after)).toMatchObject({ runs: 2, sameRuns: 1, unmatched: 0 });
  expect(compareStored(before, before).outcomes[0]).toMatchObject({ size: 0, identical: 1 });
});

test("runs of one parameter set count together in the interval of what moved", () => {
  const keys = [0, 1, 2, 3, 4, 5];
  const [before, after] = [stored(keys, [0, 0, 0, 0, 0, 0]), stored(keys, [1, 1, 2, 2, 6, 6])];
  const widthOf = (sets?: number[]): number => {
    const side = sets === undefined ? before : { ...before, sets };
    const { low, high } = compareStored(side, after).outcomes[0]?.statistics ?? { low: 0, high: 0 };
    return high - low;
  };
  expect(widthOf([0, 0, 1, 1, 2, 2])).toBeGreaterThan(1.5 * widthOf());
});
