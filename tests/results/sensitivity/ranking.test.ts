import { expect, test } from "vitest";
import { sobolIndices } from "../../../src/experiments/sensitivity/sobol-indices.ts";
import {
  isConstant,
  isUnknown,
  silentText,
  tornadoOf,
} from "../../../src/results/sensitivity/ranking.ts";
import type { Sensitivity } from "../../../src/results/sensitivity/run-sensitivity.ts";

/** One outcome of a design of two rows over one input: A, AB and B of each. */
function of(outcome: number[]): Pick<Sensitivity, "outcomes"> {
  const design = { base: 2, block: 3, groups: 1, secondOrder: false };
  const indices = sobolIndices(design, outcome, { resamples: 10 });
  return { outcomes: [{ method: "sobol", indices }] };
}

test("an outcome that is the same everywhere is told from one of which nothing finished", () => {
  const same = of([1, 1, 1, 1, 1, 1]);
  expect([isConstant(same, 0), isUnknown(same, 0)]).toEqual([true, false]);
  expect(silentText(same, 0)).toBe("Nothing: it is the same at every point.");
  const failed = of([1, Number.NaN, 1, 1, 1, Number.NaN]);
  expect([isConstant(failed, 0), isUnknown(failed, 0)]).toEqual([true, true]);
  expect(silentText(failed, 0)).toBe("Unknown: no row of the design finished whole.");
});

test("the sentence over a tornado tells effects in the unit of its bars", () => {
  const one = { low: 0.1, high: 0.3, second: 0, luck: false };
  const ranked = [
    { ...one, input: "choice.price", value: 0.194 },
    { ...one, input: "luck", value: 0.032, luck: true },
  ];
  const sentenceOf = (unit: string): string | undefined =>
    tornadoOf(ranked, { name: "x", period: "2040Q4", unit }, {}, false).sentence;
  expect(sentenceOf("share")).toBe("choice.price matters most (19 %); luck 3.2 %.");
  expect(sentenceOf("index")).toBe("choice.price matters most (0.19); luck 0.032.");
});
