import { describe, expect, test } from "vitest";
import type { CascadeResult, PivotalCountry } from "../../../src/results/cascades/run-cascades.ts";
import { cascadeWords } from "../../../src/results/words/cascade-words.ts";
import { withoutWords } from "../../../src/results/words/explanation-words.ts";
import { flipWords } from "../../../src/results/words/flip-words.ts";
import { wordLengths } from "../../../src/results/words/phrases.ts";
import { runWords, type SaidRun } from "../../../src/results/words/run-words.ts";

/** Longer paragraphs say more. */
function expectGrowing(texts: readonly string[]): void {
  const lengths = texts.map(({ length }) => length);
  expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  expect(new Set(lengths).size).toBeGreaterThan(1);
  for (const text of texts) expect(text).not.toMatch(/NaN|undefined|null/);
}

describe("a flip in words", () => {
  const lever = { id: "choice.price", unit: "utils", base: 2, low: 0, high: 4, whole: false };
  const counts = (value: number, yes: number) => ({ value, yes, runs: 20 });
  const before = counts(2, 15);
  const after = counts(3.05, 9);
  const tried = [
    counts(1, 17),
    counts(2, 15),
    counts(2.5, 12),
    counts(3, 11),
    after,
    counts(3.5, 4),
  ];

  test("names the change and in how many runs it holds before and after", () => {
    const flip = { value: 3.05, unflipped: 3, gridPoint: 3.5, after };
    const found = { lever, before, flip, tried, scenario: null };
    const texts = wordLengths.map((length) => flipWords(found, "usa above 0.3", length));
    expect(texts[0]).toBe(
      "The smallest change of choice.price found that turns this round is from 2 to 3.05 (+1.05): usa above 0.3.",
    );
    expect(texts[1]).toContain("It holds in 15 of 20 runs before and in 9 of 20 runs after.");
    expect(texts[2]).toContain("At 3 it still holds in 11 of 20 runs.");
    expect(texts[2]).toContain("from 0 to 4 were run; none of the 3 nearer ones turns it round.");
    expectGrowing(texts);
  });

  test("says what came closest where nothing turns it", () => {
    const found = { lever, before, flip: null, tried, scenario: null };
    const [short, medium] = wordLengths.map((length) => flipWords(found, "usa above 0.3", length));
    expect(short).toContain("None of 6 values of choice.price from 0 to 4 turns it round");
    expect(medium).toContain(
      "It holds in 4 of 20 runs at 3.5, the fewest, and in 17 of 20 runs at 1, the most.",
    );
    const alike = { ...found, tried: [counts(1, 20), counts(3, 20)] };
    expect(flipWords(alike, "usa above 0.3", "medium")).toContain(
      "It holds in 20 of 20 runs at each of them.",
    );
  });
});

describe("cascades in words", () => {
  const country = (name: string, size: number, ban: number): PivotalCountry => ({
    ...{
      country: name.toUpperCase(),
      name,
      adopts: 3,
      largest: 9,
      bans: 2,
      margin: 1,
      population: 1,
    },
    size: { mean: size, low: size - 1, high: size + 1 },
    banSize: { mean: ban, low: 0, high: ban + 1 },
  });
  const result: CascadeResult = {
    runs: 3,
    sources: 400,
    countries: [country("Ada", 8, 0), country("Bo", 5, 4), country("Cy", 2, 1)],
    influences: [
      ...[{ source: "ADA", because: "contract" as const, sourceSupplier: null, target: "BO" }].map(
        (one) => ({
          ...one,
          decision: "ban" as const,
          supplier: "usa",
          change: "later" as const,
          runs: 3,
        }),
      ),
    ],
  };

  test("name the pivotal countries with figure and interval, then bans, then influences", () => {
    const texts = wordLengths.map((length) => cascadeWords(result, "2040Q4", length));
    expect(texts[0]).toContain(
      "most hangs on Ada: without its contracts 8.0 other countries (7.0 to 9.0)",
    );
    expect(texts[1]).toContain("Next come Bo (5.0) and Cy (2.0).");
    expect(texts[1]).toContain(
      "Of the bans those of Bo move most: without one of them 4.0 others (0.0 to 5.0)",
    );
    expect(texts[2]).toContain("Ada's contracts on Bo's ban of usa in 3 of 3 runs");
    expectGrowing(texts);
  });

  test("say that nothing hangs on anybody where it does not", () => {
    const none = { ...result, countries: [country("Ada", 0, 0)], influences: [] };
    expect(cascadeWords(none, "2040Q4", "long")).toContain(
      "no decision hangs on another country's",
    );
  });
});

describe("the runs of a scenario in words", () => {
  const pairs = (higher: number, lower: number) => {
    return { pairs: 20, mean: 0, median: 0, higher, lower, same: 20 - higher - lower };
  };
  const run: SaidRun = {
    ...{ title: "Loans", at: "2040Q4", finished: 20, requested: 20, reference: "baseline" },
    leading: "Share of countries",
    first: [
      {
        name: "china",
        median: "52 %",
        range: "43–59 %",
        difference: { pairs: pairs(18, 1), mean: "+3 pp" },
        assumptions: 0.8,
      },
      {
        name: "usa",
        median: "36 %",
        range: "24–47 %",
        difference: { pairs: pairs(9, 8), mean: "0 pp" },
        assumptions: null,
      },
    ],
    others: [
      { name: "HHI", median: "3000", range: "2800–3200", difference: null, assumptions: null },
    ],
  };

  test("lead with the largest number and the clearest difference, with counts", () => {
    const texts = wordLengths.map((length) => runWords(run, length));
    expect(texts[0]).toContain(
      "china 52 % (43–59 %). Against baseline the clearest difference is china +3 pp (higher in 18 of 20 pairs).",
    );
    expect(texts[1]).toContain("usa 36 % (24–47 %)");
    expect(texts[1]).toContain("1 of 2 numbers do not clearly differ.");
    expect(texts[2]).toContain("Beside it stand HHI 3000 (2800–3200).");
    expect(texts[2]).toContain("the rest is luck: china 80 %.");
    expectGrowing(texts);
    for (const text of texts) expect(text).toMatch(/not a forecast\.$/);
  });

  test("say so where nothing differs clearly, and where runs are missing", () => {
    const first = run.first.slice(1);
    const text = runWords({ ...run, first, finished: 15 }, "short");
    expect(text).toContain("none of 1 numbers is higher or lower in three quarters of 20 pairs");
    expect(text).toContain("15 runs (of 20 asked for)");
    expect(runWords({ ...run, finished: 0 }, "short")).toBe("No run of “Loans” finished.");
  });
});

describe("a country without an intervention in words", () => {
  const count = (alternative: string, runs: number) => ({ alternative, runs });
  const explanation = { holders: [count("europe", 124), count("china", 61)], segment: null };
  const without = (holders: (typeof explanation)["holders"]) =>
    withoutWords(explanation, { intervention: "loans", runs: 200, holders });

  test("says what moves most", () => {
    expect(without([count("europe", 58), count("china", 70)])).toBe(
      "Without loans, europe falls from 124 to 58 of the same 200 runs.",
    );
    expect(without([count("europe", 124), count("china", 61), count("none", 9)])).toBe(
      "Without loans, no contract rises from 0 to 9 of the same 200 runs.",
    );
    expect(without(explanation.holders)).toBe(
      "Without loans, europe stays at 124 of the same 200 runs.",
    );
  });
});
