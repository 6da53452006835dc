import { expect, test } from "vitest";
import { type Known, scoreByHiding } from "../../../scenarios/world/build/score.ts";
import { deviation, fitLine, median } from "../../../scenarios/world/build/statistics.ts";
import { csvText } from "../../../scenarios/world/build/write.ts";
import { readCsv } from "../../../src/scenario/world/csv.ts";

const name = { column: "c", rule: "r", scale: "value" } as const;
const known = Array.from({ length: 40 }, (_, item) => ({ item, value: 3 + 2 * item }));

test("a rule that is right about hidden values has no error", () => {
  const score = scoreByHiding(name, known, (seen) => {
    const line = fitLine(
      seen.map(({ item }) => item),
      seen.map(({ value }) => value),
    );
    return (item) => line.intercept + line.slope * item;
  });
  expect(score.rmse).toBeCloseTo(0, 9);
  expect(score).toMatchObject({ hidden: 40, spread: deviation(known.map(({ value }) => value)) });
});

test("a rule never sees the value that it is asked for", () => {
  let asked = 0;
  scoreByHiding(name, known, (seen: readonly Known<number>[]) => {
    const items = new Set(seen.map(({ item }) => item));
    expect(items.size).toBe(36);
    return (item) => {
      expect(items.has(item)).toBe(false);
      return ++asked;
    };
  });
  expect(asked).toBe(40);
});

test("guessing the mean scores about the spread", () => {
  const score = scoreByHiding(name, known, (seen) => {
    const mean = seen.reduce((sum, { value }) => sum + value, 0) / seen.length;
    return () => mean;
  });
  expect(score.rmse / score.spread).toBeCloseTo(1, 1);
});

test("the median of an even count is the mean of the middle two", () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
});

test("a written table reads back, empty for NaN and quoted where needed", () => {
  const text = csvText({
    header: ["a", "b"],
    rows: [
      ["x, y", Number.NaN],
      ['"', 1.5],
    ],
  });
  expect(text).toBe('a,b\n"x, y",\n"""",1.5\n');
  const rows: string[][] = [];
  readCsv(text, (fields) => rows.push([...fields]) > 0);
  expect(rows).toEqual([
    ["a", "b"],
    ["x, y", ""],
    ['"', "1.5"],
  ]);
});
