import { expect, test } from "vitest";
import type { Differing } from "../../src/results/compare/differing.ts";
import { cascadeLayer, firstRow, sentenceAt } from "../../web/compare/cascade-layer.ts";

/** Four pairs, three quarters: Kenya parts in one pair, then in two more; Peru in one at the end. */
const differing: Differing = {
  pairs: 4,
  periods: ["2027Q4", "2028Q1", "2028Q2"],
  countries: [
    { id: "KEN", name: "Kenya" },
    { id: "PER", name: "Peru" },
  ],
  now: Uint32Array.from([0, 0, 1, 0, 2, 1]),
  fresh: Uint32Array.from([0, 0, 1, 0, 2, 1]),
  parted: Uint32Array.from([0, 1, 3]),
};

test("the cascade begins where the first pair parts", () => {
  expect(firstRow(differing)).toBe(1);
  expect(firstRow({ ...differing, parted: new Uint32Array(3) })).toBe(-1);
});

test("a quarter is told in a sentence: pairs, countries, who parts anew", () => {
  expect(sentenceAt(differing, 1)).toBe(
    "2028 Q1: 1 of 4 pairs have parted; 1 country differs in at least one. For the first time: Kenya (1 pair).",
  );
  expect(sentenceAt(differing, 2)).toBe(
    "2028 Q2: 3 of 4 pairs have parted; 2 countries differ in at least one. For the first time: Kenya (2 pairs), Peru (1 pair).",
  );
  const fresh = Uint32Array.from([0, 0, 1, 0, 0, 0]);
  expect(sentenceAt({ ...differing, fresh }, 2)).toContain("Nobody parts anew.");
});

test("the table has the pairs that differ, those that do for the first time and those by then", () => {
  const layer = cascadeLayer(differing, "B");
  expect(layer.table(2).rows).toEqual([
    ["Kenya", "2", "2", "3"],
    ["Peru", "1", "1", "1"],
  ]);
  expect(layer.table(0).rows).toEqual([]);
  expect(layer.text(0, 2)).toBe("Kenya: differs in 2 of 4 pairs, in 2 for the first time");
  expect(layer.text(1, 1)).toBe("Peru: differs in none of 4 pairs");
});
