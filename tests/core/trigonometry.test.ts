import fc from "fast-check";
import { expect, test } from "vitest";
import { arcsine, cosDegrees, sinDegrees } from "../../src/core/trigonometry.ts";

test("sine and cosine of degrees agree with the engine's own to 4e-16", () => {
  for (let d = -720; d <= 720; d += 0.37) {
    const x = ((d % 360) * Math.PI) / 180;
    expect(Math.abs(sinDegrees(d) - Math.sin(x))).toBeLessThan(1.5e-15);
    expect(Math.abs(cosDegrees(d) - Math.cos(x))).toBeLessThan(1.5e-15);
  }
  for (let d = -90; d <= 90; d += 0.37) {
    const x = (d * Math.PI) / 180;
    expect(Math.abs(sinDegrees(d) - Math.sin(x))).toBeLessThan(4e-16);
    expect(Math.abs(cosDegrees(d) - Math.cos(x))).toBeLessThan(4e-16);
  }
});

test("quarter turns are exact", () => {
  expect([0, 90, 180, 270, 360, -90].map(sinDegrees).map((x) => x + 0)).toEqual([
    0, 1, 0, -1, 0, -1,
  ]);
  expect([0, 90, 180, 270, 360, -90].map(cosDegrees).map((x) => x + 0)).toEqual([
    1, 0, -1, 0, 1, 0,
  ]);
});

test("arcsine agrees with the engine's own to 5e-16 over its whole range", () => {
  for (let k = -1000; k <= 1000; k++) {
    const x = k / 1000;
    expect(Math.abs(arcsine(x) - Math.asin(x))).toBeLessThan(5e-16);
  }
  expect(arcsine(1)).toBeCloseTo(Math.PI / 2, 15);
});

test("what has no angle is NaN", () => {
  expect([arcsine(1.0000001), arcsine(NaN), sinDegrees(Infinity), cosDegrees(NaN)]).toEqual([
    NaN,
    NaN,
    NaN,
    NaN,
  ]);
});

test("the squares of sine and cosine sum to 1 anywhere", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (d) => {
      expect(sinDegrees(d) ** 2 + cosDegrees(d) ** 2).toBeCloseTo(1, 14);
    }),
  );
});
