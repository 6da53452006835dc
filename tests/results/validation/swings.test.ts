import { expect, test } from "vitest";
import { largestSwings } from "../../../src/results/validation/swings.ts";

const ends = (parameter: string, low: readonly number[], high: readonly number[]) => ({
  parameter,
  low: Float64Array.from(low),
  high: Float64Array.from(high),
});
// Quantiles 5% and 95% of 0, 1, … 100 are 5 and 95: a range of 90.
const usual = Float64Array.from({ length: 101 }, (_, k) => k);

test("swings are parts of the range of 9 in 10 runs, the largest first whatever its sign", () => {
  const found = largestSwings(
    [
      ends("small", [0, 0, 0], [9, 9, 9]),
      ends("down", [50, 50, 50], [5, 5, 5]),
      ends("up", [0, 1, 2], [18, 19, 20]),
    ],
    usual,
    2,
  );
  expect(found).toEqual([
    { parameter: "down", size: -0.5 },
    { parameter: "up", size: 0.2 },
  ]);
});

test("swings within four standard errors are luck, and failed runs do not count", () => {
  // Differences 0, 2, 4: mean 2, standard error 2 / sqrt 3.
  expect(largestSwings([ends("noise", [0, 0, 0], [0, 2, 4])], usual, 3)).toEqual([]);
  expect(largestSwings([ends("nothing", [1, 2], [1, 2])], usual, 3)).toEqual([]);
  const found = largestSwings([ends("some", [0, Number.NaN, 0], [9, 9, 9])], usual, 3);
  expect(found).toEqual([{ parameter: "some", size: 0.1 }]);
});

test("an outcome that never differs has no swings", () => {
  expect(largestSwings([ends("a", [0, 0], [1, 1])], new Float64Array(5), 3)).toEqual([]);
});
