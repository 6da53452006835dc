import { describe, expect, test } from "vitest";
import type { RunRange } from "../../../src/experiments/cut-runs.ts";
import { missingRuns } from "../../../src/results/node/plans/missing-runs.ts";

describe("runs of a chunk that are missing", () => {
  /** A folder of which each listing takes 10 ms. */
  const folder = (files: RunRange[]) => {
    let clock = 0;
    let listings = 0;
    const has = ({ first, count }: RunRange): boolean =>
      files.some((one) => one.first === first && one.count === count);
    const list = (): readonly RunRange[] => {
      listings += 1;
      clock += 10;
      return [...files].sort((a, b) => a.first - b.first || a.count - b.count);
    };
    const missing = missingRuns({ has, list }, () => clock);
    return { missing, files, pass: (ms: number) => (clock += ms), listings: () => listings };
  };
  const chunk = (first: number, count = 8): RunRange => ({ first, count });

  test("are found with listings that take a twentieth of the time, however short the chunks are", () => {
    const { missing, pass, listings } = folder([chunk(800)]);
    for (let k = 0; k < 100; k++) {
      expect(missing(chunk(8 * k))).toEqual([chunk(8 * k)]);
      pass(10);
    }
    // 1,000 ms in which nothing but chunks were worked at.
    expect(listings()).toBeGreaterThan(1);
    expect(listings()).toBeLessThanOrEqual(6);
  });

  test("are none as soon as the chunk is there, without any listing", () => {
    const { missing, files, listings } = folder([]);
    missing(chunk(0));
    files.push(chunk(8));
    expect(missing(chunk(8))).toEqual([]);
    expect(listings()).toBe(1);
  });

  test("are those between parts that others have kept", () => {
    const { missing } = folder([chunk(0, 3), chunk(5, 2), chunk(8), chunk(14, 4)]);
    expect(missing(chunk(0))).toEqual([chunk(3, 2), chunk(7, 1)]);
    expect(missing(chunk(16))).toEqual([chunk(16)]);
  });

  test("are asked for again where what was there has been removed, however young the listing is", () => {
    const { missing, files } = folder([chunk(0, 4)]);
    expect(missing(chunk(0))).toEqual([chunk(4, 4)]);
    files.splice(0);
    expect(missing(chunk(0))).toEqual([chunk(0)]);
  });
});
