import { expect, test } from "vitest";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { numberDesigns } from "../../src/experiments/node/known-designs.ts";
import { tinyCompiled } from "../support/tiny-frame.ts";

const design = makeDesign(tinyCompiled(), { count: 64, seed: "1" });

test("other runs of a design have its number, whatever else was asked for just before", () => {
  const number = numberDesigns();
  const known = number(design);
  expect(number({ ...design, first: 8, count: 8 })).toBe(known);
  expect(number({ ...design, seed: "2" }).id).not.toBe(known.id);
  expect(number({ ...design, first: 16, count: 8 })).toBe(known);
});

test("a design that differs in anything that is computed has a number of its own", () => {
  const number = numberDesigns();
  const { frame, settings } = design;
  const others = [
    { ...design, frame: { ...frame } },
    { ...design, settings: [...settings] },
    { ...design, recordHolders: false },
    { ...design, keepHolders: 3 },
    { ...design, picks: [{ column: 0, step: 1 }] },
    { ...design, plan: { settings: Uint32Array.of(0), seeds: Uint32Array.of(0) } },
  ];
  const ids = others.flatMap((other) => [number(design).id, number(other).id]);
  expect(new Set(ids).size).toBe(1 + others.length);
});

test("a design that was not asked for lately is a new one, as it is for threads", () => {
  const number = numberDesigns();
  const first = number(design).id;
  for (const seed of ["2", "3"]) number({ ...design, seed });
  expect(number(design).id).not.toBe(first);
});
