import { expect, test } from "vitest";
import { drawn, lineOf, scoreOf } from "../../web/lessons/guess.ts";

test("a fast pen leaves no gaps, in either direction", () => {
  const right = drawn(new Map(), { year: 0, value: 0 }, { year: 4, value: 8 });
  expect([...right]).toEqual([
    [1, 2],
    [2, 4],
    [3, 6],
    [4, 8],
  ]);
  const left = drawn(right, { year: 4, value: 8 }, { year: 2, value: 0 });
  expect([left.get(3), left.get(2), left.get(1)]).toEqual([4, 0, 2]);
});

test("a line goes straight from point to point and stays level beyond its ends", () => {
  expect(lineOf(new Map(), 3)).toEqual([]);
  const guess = new Map([
    [1, 10],
    [3, 20],
  ]);
  expect(lineOf(guess, 6)).toEqual([10, 10, 15, 20, 20, 20]);
});

test("the score is the mean distance over the years that have a value", () => {
  expect(scoreOf([1, 2, 3], [2, 2, 1])).toBe(1);
  expect(scoreOf([1, 2, 3], [null, 2, 6])).toBe(1.5);
});
