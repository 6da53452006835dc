import { expect, test } from "vitest";
import { type PlotScale, stepAt, xOf, yOf } from "../../web/charts/plot.ts";

const scale: PlotScale = {
  box: { left: 2, top: 16, width: 100, height: 50 },
  dates: [2020, 2021, 2022, 2024],
  domain: [-1, 1],
};

test("dates run from edge to edge of the box, values from its floor to its top", () => {
  expect([2020, 2022, 2024].map((date) => xOf(scale, date))).toEqual([2, 52, 102]);
  expect([-1, 0, 1].map((value) => yOf(scale, value))).toEqual([66, 41, 16]);
});

test("a pointer finds the nearest step, and the outermost ones from beyond the edges", () => {
  expect([-30, 13, 16, 60, 80, 500].map((x) => stepAt(scale, x))).toEqual([0, 0, 1, 2, 3, 3]);
});

test("a single date and a flat domain give places, not errors", () => {
  const flat: PlotScale = { ...scale, dates: [2020], domain: [0, 0] };
  expect(xOf(flat, 2020)).toBe(2);
  expect(yOf(flat, 0)).toBe(66);
  expect(stepAt(flat, 50)).toBe(0);
});
