import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chunkRuns,
  coverRuns,
  cutRuns,
  type RunRange,
  runCoverer,
} from "../../src/experiments/cut-runs.ts";

const runsOf = (ranges: readonly RunRange[]): number[] =>
  ranges.flatMap(({ first, count }) => Array.from({ length: count }, (_, k) => first + k));
const range = fc.record({ first: fc.nat(5000), count: fc.integer({ min: 1, max: 2000 }) });

describe("runs that are cut into chunks", () => {
  test("are each in exactly one, in order, whatever a run costs", () => {
    const cost = fc.oneof(
      fc.double({ min: 0, max: 1e7 }),
      fc.constantFrom(Number.NaN, -1, Number.POSITIVE_INFINITY),
    );
    fc.assert(
      fc.property(range, cost, fc.double({ min: 0, max: 1e4 }), (runs, msPerRun, chunkSeconds) => {
        const size = chunkRuns({ msPerRun, chunkSeconds });
        const chunks = cutRuns(runs, size);
        expect(runsOf(chunks)).toEqual(runsOf([runs]));
        for (const { count } of chunks) expect(count <= size && count >= 1).toBe(true);
      }),
    );
  });

  test("take no longer than asked for, and half as long or more", () => {
    expect(chunkRuns({ msPerRun: 6, chunkSeconds: 2 })).toBe(256);
    expect(chunkRuns({ msPerRun: 7.9, chunkSeconds: 2 })).toBe(128);
    expect(chunkRuns({ msPerRun: 5000, chunkSeconds: 2 })).toBe(1);
    const bytes = { bytesPerRun: 250_000, mostBytes: 32_000_000 };
    expect(chunkRuns({ msPerRun: 6, chunkSeconds: 60, ...bytes })).toBe(128);
  });

  test("of a longer ensemble are cut at the same places", () => {
    const short = cutRuns({ first: 0, count: 512 }, 128);
    expect(cutRuns({ first: 0, count: 1000 }, 128).slice(0, 4)).toEqual(short);
    expect(cutRuns({ first: 100, count: 100 }, 128)).toEqual([
      { first: 100, count: 28 },
      { first: 128, count: 72 },
    ]);
  });
});

describe("runs that are covered by chunks", () => {
  test("are there or missing, each once, and only whole chunks count", () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), range, (ranges, wanted) => {
        const { there, missing } = coverRuns(ranges, wanted);
        const all = [...there, ...missing].sort((a, b) => a.first - b.first);
        expect(runsOf(all)).toEqual(runsOf([wanted]));
        for (const one of there) expect(ranges).toContainEqual(one);
        expect(runCoverer(ranges)(wanted)).toEqual({ there, missing });
      }),
    );
  });

  test("are missing as a whole gap, and a chunk that sticks out is not used", () => {
    expect(
      coverRuns(
        [
          { first: 4, count: 4 },
          { first: 16, count: 8 },
        ],
        { first: 0, count: 20 },
      ),
    ).toEqual({
      there: [{ first: 4, count: 4 }],
      missing: [
        { first: 0, count: 4 },
        { first: 8, count: 12 },
      ],
    });
  });
});
