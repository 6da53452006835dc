import { expect, test } from "vitest";
import { assign, tilesOf } from "../../web/charts/tiles.ts";

test("the assignment has the least sum of costs of all", () => {
  const costs = [
    [4, 1, 3, 9],
    [2, 0, 5, 8],
    [3, 2, 2, 7],
  ];
  const sums: number[] = [];
  for (let a = 0; a < 4; a++)
    for (let b = 0; b < 4; b++)
      for (let c = 0; c < 4; c++) {
        if (a === b || b === c || a === c) continue;
        sums.push((costs[0]?.[a] ?? 0) + (costs[1]?.[b] ?? 0) + (costs[2]?.[c] ?? 0));
      }
  const found = assign(costs);
  expect(new Set(found).size).toBe(3);
  const sum = found.reduce((whole, column, row) => whole + (costs[row]?.[column] ?? 0), 0);
  expect(sum).toBe(Math.min(...sums));
});

test("more rows than columns are refused", () => {
  expect(() => assign([[1], [2]])).toThrow(RangeError);
});

test("every wanted country gets one square of its own, and others and disputed areas none", () => {
  const at = (id: string | null, x: number, y: number) => ({
    id,
    path: "",
    centre: [x, y] as const,
  });
  const world = {
    width: 960,
    height: 440,
    shapes: [at("AAA", 100, 100), at("BBB", 101, 101), at(null, 200, 100), at("ZZZ", 300, 300)],
    dots: [{ id: "CCC", x: 100, y: 102 }],
  };
  const tiles = tilesOf(world, ["AAA", "BBB", "CCC"]);
  expect(tiles.shapes.map(({ id }) => id)).toEqual(["AAA", "BBB", "CCC"]);
  expect(new Set(tiles.shapes.map(({ centre }) => centre.join())).size).toBe(3);
  expect(tiles.labels?.map(({ text }) => text)).toEqual(["AAA", "BBB", "CCC"]);
  expect(tiles.dots).toEqual([]);
});
