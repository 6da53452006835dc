import { describe, expect, test } from "vitest";
import type { Attribution } from "../../../src/results/attribution/attribution.ts";
import type { Explanation } from "../../../src/results/explain/explanation.ts";
import { attributionWords } from "../../../src/results/words/attribution-words.ts";
import { explanationWords } from "../../../src/results/words/explanation-words.ts";
import { listed, ofRuns, signedNumber, wordLengths } from "../../../src/results/words/phrases.ts";

const explanation: Explanation = {
  country: "KEN",
  name: "Kenya",
  at: "2031Q2",
  segment: null,
  runs: 200,
  holders: [
    { alternative: "china", runs: 171 },
    { alternative: "usa", runs: 61 },
    { alternative: "none", runs: 15 },
  ],
  strip: [
    {
      kind: "law",
      segment: null,
      supplier: null,
      tier: null,
      treaty: null,
      runs: 180,
      times: 180,
      median: "2019Q2",
      low: "2015Q1",
      high: "2024Q3",
    },
  ],
  decision: {
    chosen: "china",
    over: "usa",
    decisions: 300,
    runs: 171,
    barred: 0,
    terms: [
      { term: "price", value: 0.41 },
      { term: "peers", value: 0.08 },
      { term: "chance", value: 0.002 },
      { term: "switching", value: -0.09 },
    ],
    margin: 0.402,
    alternatives: [],
    neighbours: [
      { country: "ETH", name: "Ethiopia", push: 0.1, share: 0.41, decisions: 200 },
      { country: "GBR", name: "United Kingdom", push: -0.02, share: 0.08, decisions: 0 },
    ],
  },
  hazards: [{ kind: "ban", subject: "usa", runs: 190, hazard: 0.0012, average: 0.0024, terms: [] }],
};

describe("an explanation in words", () => {
  test("is short: the counts and what spoke most for it", () => {
    expect(explanationWords(explanation, "short")).toBe(
      "At the end of 2031Q2 Kenya has a contract with china in 171 of 200 runs. In the mean of " +
        "300 decisions in 171 runs china was ahead of usa by +0.40 utils, most of all for price " +
        "and credit (+0.41).",
    );
  });

  test("is of medium length: also what spoke against it and who moved it", () => {
    expect(explanationWords(explanation, "medium")).toBe(
      "At the end of 2031Q2 Kenya has a contract with china in 171 of 200 runs (usa: 61 and " +
        "none: 15). In the mean of 300 decisions in 171 runs china was ahead of usa by +0.40 " +
        "utils, most of all for price and credit (+0.41) and neighbours and peers (+0.08). " +
        "Against it spoke switching cost (−0.09). Of what peers pushed one way or the other, most " +
        "towards china came from Ethiopia (41 %).",
    );
  });

  test("is long: also what happened and how likely decisions were", () => {
    const long = explanationWords(explanation, "long");
    expect(long).toContain("Towards usa pushed United Kingdom (8 %).");
    expect(long).toContain(
      "Until then there was a data-protection law in 180 of 200 runs, first in 2019Q2 (medians).",
    );
    expect(long).toContain(
      "In 2031Q2 the hazards, against those of the average country, were a ban of usa at 0.0012 " +
        "a year against 0.0024 (open in 190 of 200 runs).",
    );
  });

  test("claims no reason where there was no decision", () => {
    for (const length of wordLengths) {
      const none = explanationWords({ ...explanation, decision: null }, length);
      expect(none).toContain("No decision stands behind this.");
      expect(none).not.toContain("ahead");
    }
  });
});

const attribution: Attribution = {
  from: "baseline",
  to: "war",
  runs: 50,
  coalitions: 4,
  orders: null,
  before: 0.5,
  after: 0.56,
  total: { mean: 0.06, low: 0.04, high: 0.08 },
  measures: [
    { id: "cut", kind: "intervention", mean: 0.07, low: 0.05, high: 0.09 },
    { id: "ban", kind: "intervention", mean: -0.01, low: -0.03, high: 0.01 },
  ],
  interactions: [{ first: "cut", second: "ban", mean: -0.02, low: -0.03, high: -0.01 }],
  mechanisms: [],
  interplay: null,
  stopped: false,
};
const wording = {
  metric: "adoption.share",
  at: "2040Q4",
  value: (value: number) => `${Math.round(100 * value)} %`,
  difference: (value: number) => `${signedNumber(100 * value, 0)} pp`,
};

describe("an attribution in words", () => {
  test.each([
    ["short", "The largest part is +7 pp (+5 pp to +9 pp) from cut."],
    ["medium", "Of this +7 pp come from cut. For 1 of 2 measures the 95 % interval includes 0."],
    [
      "long",
      "It is made of +7 pp (+5 pp to +9 pp) from cut and −1 pp (−3 pp to +1 pp) from ban, which add up. " +
        "Of all pairs cut and ban interact most: together −2 pp (−3 pp to −1 pp) beyond what " +
        "each does alone.",
    ],
  ] as const)("is %s", (length, end) => {
    const range = length === "short" ? "" : " (+4 pp to +8 pp)";
    expect(attributionWords(attribution, wording, length)).toBe(
      "At the end of 2040Q4 adoption.share is 56 % under war and 50 % under baseline, " +
        `+6 pp${range} in the mean of 50 paired runs. ${end}`,
    );
  });
});

describe("pieces of sentences", () => {
  test("lists have an and before the last; zero has no sign", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed)).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c",
    ]);
    expect(ofRuns(1, 1)).toBe("1 of 1 run");
    expect([0.004, -0.004, -1.5].map((value) => signedNumber(value))).toEqual([
      "0.00",
      "0.00",
      "−1.50",
    ]);
  });
});
