import { expect, test } from "vitest";
import { isRight, numberText } from "../../../src/results/lessons/number-text.ts";

const change = { statistic: "change", lever: null, within: 0.005 } as const;
const mean = { statistic: "mean", lever: null, within: 0.02 } as const;
const lever = { key: "choice.price", between: [0, 1], reaches: 1 } as const;

test("shares are written in per cent, their changes in points with a sign", () => {
  expect(numberText(-0.2312, change, "share")).toBe("−23.1 points");
  expect(numberText(0.04, change, "share")).toBe("+4.0 points");
  expect(numberText(-0.0001, change, "share")).toBe("0.0 points");
  expect(numberText(0.331, mean, "share")).toBe("33.1 %");
});

test("money, counts, levers and shares of runs have forms of their own", () => {
  expect(numberText(4.32e8, { ...change, within: 4e7 }, "USD per year")).toBe(
    "+0.432 thousand million USD",
  );
  expect(numberText(110.44, { ...mean, within: 2 }, "countries")).toBe("110.4 countries");
  expect(numberText(0.04236, { statistic: "mean", lever, within: 0.003 }, "share")).toBe("0.0424");
  expect(numberText(-0.067, { ...change, within: 0.015 }, "0-100")).toBe("−0.067");
  expect(numberText(0.1, { ...mean, statistic: "runs" }, "share")).toBe("10.0 % of the runs");
});

test("an answer near enough is right, with or without the sign of a change", () => {
  expect(isRight(-23, -0.2312, change, "share")).toBe(true);
  expect(isRight(23, -0.2312, change, "share")).toBe(true);
  expect(isRight(24, -0.2312, change, "share")).toBe(false);
  expect(isRight(-33, 0.331, mean, "share")).toBe(false);
  expect(isRight(0.04, 0.0424, { statistic: "mean", lever, within: 0.003 }, "share")).toBe(true);
  expect(isRight(-0.0424, 0.0424, { statistic: "mean", lever, within: 0.003 }, "share")).toBe(
    false,
  );
});
