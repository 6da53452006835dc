import { expect, test } from "vitest";
import { tileRows } from "../../web/charts/tile-rows.ts";

test.each([1, 2, 9, 197, 2000])(
  "%i countries are so many squares, none over another or outside",
  (n) => {
    const ids = Array.from({ length: n }, (_, k) => `c${k}`);
    const { width, height, shapes, dots } = tileRows(ids);
    expect(shapes.map(({ id }) => id)).toEqual(ids);
    expect(dots).toEqual([]);
    expect(new Set(shapes.map(({ centre }) => centre.join())).size).toBe(n);
    const side = Number(/h([\d.]+)/.exec(shapes[0]?.path ?? "")?.[1]);
    for (const {
      centre: [x, y],
    } of shapes) {
      expect(x - side / 2).toBeGreaterThanOrEqual(0);
      expect(x + side / 2).toBeLessThanOrEqual(width);
      expect(y + side / 2).toBeLessThanOrEqual(height);
    }
    expect(height).toBeLessThan(500);
  },
);

test("labels that do not fit are left out, and the note says what is drawn", () => {
  const { labels = [], note } = tileRows(["HILL", "a-very-long-name"]);
  expect(labels.map(({ text }) => text)).toEqual(["HILL"]);
  expect(note).toContain("A square for each country");
});
