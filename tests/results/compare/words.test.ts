import { expect, test } from "vitest";
import { differenceText } from "../../../src/results/compare/words.ts";

test("a difference is told with as many decimals as show that there is one, whatever its unit", () => {
  const space = "\u00A0";
  expect(differenceText(-0.00047, "0-1")).toBe("−0.0005");
  expect(differenceText(0.00005, "0-1")).toBe("+0.00005");
  expect(differenceText(-0.1, "contracts")).toBe(`−0.1${space}contracts`);
  expect(differenceText(-0.0004, "share")).toBe(`−0.04${space}pp`);
  expect(differenceText(0.04123, "0-1")).toBe("+0.041");
  expect(differenceText(0, "0-1")).toBe("±0");
});
