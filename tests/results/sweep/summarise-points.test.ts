import { describe, expect, test } from "vitest";
import { normalQuantile } from "../../../src/experiments/sampling/normal-quantile.ts";
import { uniformStream } from "../../../src/experiments/sampling/unit-points.ts";
import {
  correlationRatio,
  goesWith,
  type PointSummary,
  spreadOf,
  summarisePoints,
} from "../../../src/results/sweep/summarise-points.ts";

/** Runs of every point: two seeds for each set, as a sweep makes them. */
function tableOf(points: number, runs: number, valueAt: (point: number, run: number) => number) {
  const rows = Array.from({ length: points * runs }, (_, row) => row);
  return {
    points: Uint32Array.from(rows, (row) => Math.floor(row / runs)),
    seeds: Uint32Array.from(rows, (row) => row % runs),
    sets: Uint32Array.from(rows, (row) => (row % runs) >> 1),
    values: Float64Array.from(rows, (row) => valueAt(Math.floor(row / runs), row % runs)),
    hashes: rows.map(() => "h"),
    reasons: new Map<number, string>(),
  };
}

describe("summaries of points", () => {
  test("take parameter sets as the independent units of the interval", () => {
    const twins = tableOf(1, 6, (_, run) => [1, 2, 6][run >> 1] as number);
    const widthOf = (sets: Uint32Array<ArrayBuffer>): number => {
      const found = summarisePoints({ ...twins, sets }, 1, 1)[0]?.[0];
      return (found?.high ?? Number.NaN) - (found?.low ?? Number.NaN);
    };
    expect(widthOf(twins.sets)).toBeGreaterThan(1.5 * widthOf(new Uint32Array(6)));
  });

  test("leave failed runs out and count them", () => {
    const table = tableOf(1, 4, (_, run) => (run === 1 ? Number.NaN : run));
    expect(summarisePoints(table, 1, 1)[0]?.[0]).toMatchObject({ runs: 3, failed: 1 });
  });

  test("split what varies between points, parameter sets and luck", () => {
    const uniform = uniformStream("split");
    const normal = (): number => normalQuantile(uniform() || 0.5);
    const [points, sets] = [60, 100];
    const ofPoint = Array.from({ length: points }, () => 3 * normal());
    const ofSet = Array.from({ length: points * sets }, () => 2 * normal());
    const table = tableOf(
      points,
      2 * sets,
      (p, run) => (ofPoint[p] as number) + (ofSet[p * sets + (run >> 1)] as number) + normal(),
    );
    const summaries = summarisePoints(table, points, 1).map((own) => own[0]);
    const spread = spreadOf(summaries as PointSummary[]);
    // Standard errors of a deviation are about its size over √(2 n).
    expect(Math.abs(spread.luck - 1)).toBeLessThan(4 / Math.sqrt(2 * points * sets));
    expect(Math.abs(spread.sets - 2)).toBeLessThan(8 / Math.sqrt(points * sets));
    expect(Math.abs(spread.between - 3)).toBeLessThan(12 / Math.sqrt(2 * points));
    expect(spread.luckShare + spread.setsShare).toBeCloseTo(
      (spread.luck ** 2 + spread.sets ** 2) /
        (spread.luck ** 2 + spread.sets ** 2 + spread.between ** 2),
      12,
    );
  });
});

describe("what goes with categories", () => {
  test("is told by the share of variance between them, whatever their numbers", () => {
    const y = [1, 2, 3, 4, 5, 6];
    // Ranks 0 and 1, 2 and 3, 4 and 5: squares between are 16 of 17.5.
    expect(correlationRatio([0, 0, 1, 1, 2, 2], y)).toBeCloseTo(Math.sqrt(16 / 17.5), 12);
    expect(correlationRatio([1, 1, 2, 2, 0, 0], y)).toBeCloseTo(Math.sqrt(16 / 17.5), 12);
    expect(correlationRatio([0, 0, 0], [1, 2, 3])).toBeNaN();
    const who = { distribution: { kind: "categorical", values: [0, 1] } } as const;
    expect(goesWith(who, [0, 0, 1, 1], [3, 4, 1, 2])).toBeGreaterThan(0);
    expect(goesWith(undefined, [0, 0, 1, 1], [3, 4, 1, 2])).toBeLessThan(0);
  });
});
