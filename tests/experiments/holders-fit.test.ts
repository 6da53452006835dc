import { expect, test } from "vitest";
import type { Settings } from "../../src/core/model.ts";
import { holdersFit, makeDesign } from "../../src/experiments/make-design.ts";
import type { Compiled } from "../../src/scenario/compiled.ts";
import { tinyFrame } from "../support/tiny-frame.ts";

/** A compiled scenario of so many countries; only sizes are looked at. */
function sized(countries: number): Compiled {
  const frame = { ...tinyFrame(), countries, suppliers: 3, steps: 120 };
  return { frame, settings: {} as Settings, plugins: [] } as unknown as Compiled;
}

test("holders are recorded up to 25 million cells, unless told otherwise", () => {
  expect([50_000, 53_000].map((n) => holdersFit(sized(n)))).toEqual([true, false]);
  const of = (n: number) => makeDesign(sized(n), { count: 9, seed: "1" }).recordHolders;
  expect([50_000, 53_000].map(of)).toEqual([true, false]);
  const told = { count: 1, seed: "1", recordHolders: true };
  expect(makeDesign(sized(1_000_000), told).recordHolders).toBe(true);
});

test("holders run by run are kept of as many runs as fit in 100 million cells", () => {
  const kept = (n: number) =>
    makeDesign(sized(n), { count: 200, seed: "1", keepHolders: 200 }).keepHolders;
  expect([197, 10_000, 100_000, 1_000_000].map(kept)).toEqual([200, 83, 8, 0]);
});
