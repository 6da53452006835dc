import { expect, test } from "vitest";
import type { PairedComparison } from "../../src/results/compare/compare-sides.ts";
import { headlineOfPair } from "../../web/compare/words.ts";

const statistics = {
  pairs: 12,
  meanA: 0.5,
  meanB: 0.524,
  mean: 0.024,
  low: 0.017,
  high: 0.03,
  p10: 0,
  p25: 0,
  median: 0.02,
  p75: 0,
  p90: 0,
  higher: 12,
  same: 0,
  lower: 0,
  direction: "higher",
  gain: 2,
  pairsNeeded: null,
} as const;
const conclusion = {
  direction: "higher",
  pairsNeeded: null,
  clearFrom: 0,
  reversedAt: [],
  sets: { compared: 1, agree: 1 },
  fragile: 3,
} as const;
const pair: PairedComparison = {
  a: { id: "a", title: "A" },
  b: { id: "b", title: "B" },
  pairs: 12,
  periods: ["2040Q4"],
  dates: [2041],
  row: 0,
  outcomes: [
    {
      column: {
        name: "adoption.share.china",
        outcome: "adoption.share",
        by: "supplier",
        of: "china",
        unit: "share",
        definition: "",
      },
      columnA: 0,
      columnB: 0,
      statistics,
      overTime: [statistics],
      conclusion,
    },
  ],
  cost: null,
  countries: [],
  countryPairs: 12,
  sets: { a: null, b: null, same: true },
  parting: null,
  gain: { least: 2, median: 2, most: 2 },
};

test("the clearest difference of a share is told in percentage points, with its interval and its pairs", () => {
  const said = headlineOfPair(pair, "B", { china: "China" }).replace(/\s/g, " ");
  expect(said).toBe(
    "China’s share of countries is 2.4 pp higher in B than in A at the end of 2040 (95 % interval 1.7–3.0 pp): higher in 12 · same in 0 · lower in 0 of 12 pairs. 1 of 1 outcomes differ clearly.",
  );
});

test("where nothing drawn differs clearly it says so", () => {
  const unclear = { ...statistics, direction: "unclear" } as const;
  const outcomes = pair.outcomes.map((one) => ({ ...one, statistics: unclear }));
  expect(headlineOfPair({ ...pair, outcomes }, "B", {})).toMatch(/do not clearly differ/);
});
