import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smallestFlip } from "../../../src/experiments/flip/smallest-flip.ts";

const search = { base: 1, low: 0, high: 4, grid: 40, tolerance: 1e-6 };
const find = (answer: (x: number) => boolean, changes: Partial<typeof search> = {}) =>
  smallestFlip({ ...search, ...changes }, async (x) => answer(x));

describe("the smallest flip", () => {
  test("of a threshold is found to the tolerance, from either side", async () => {
    for (const at of [0.37, 1.234, 3.9999]) {
      for (const way of [1, -1]) {
        const { flip } = await find((x) => way * (x - at) > 0);
        expect(Math.abs((flip?.value ?? 9) - at)).toBeLessThanOrEqual(1e-6);
        expect(Math.abs((flip?.unflipped ?? 9) - at)).toBeLessThanOrEqual(1e-6);
      }
    }
  });

  test("is on the nearer side where both turn", async () => {
    const { flip } = await find((x) => x > 0.52 && x < 1.46);
    expect(flip?.value).toBeCloseTo(1.46, 5);
    const other = await find((x) => x > 0.56 && x < 1.46);
    expect(other.flip?.value).toBeCloseTo(0.56, 5);
    // Both in the same step of the grid.
    const close = await find((x) => x > 0.57 && x < 1.46);
    expect(close.flip?.value).toBeCloseTo(0.57, 5);
  });

  test("is at the edge if only the edge flips, and null if nothing does", async () => {
    const edge = await find((x) => x < 4, { grid: 7 });
    expect(edge.flip?.gridPoint).toBe(4);
    const none = await find(() => true);
    expect(none).toMatchObject({ before: true, flip: null });
    expect(Math.min(...none.asked.map(({ value }) => value))).toBe(0);
    expect(Math.max(...none.asked.map(({ value }) => value))).toBe(4);
  });

  test("flips, is within the range, and no nearer point of the grid flips", async () => {
    const sets = fc.record({
      turns: fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { maxLength: 6 }),
      base: fc.double({ min: 0, max: 4, noNaN: true }),
      grid: fc.integer({ min: 1, max: 50 }),
    });
    await fc.assert(
      fc.asyncProperty(sets, async ({ turns, base, grid }) => {
        const answer = (x: number) => turns.filter((turn) => x > turn).length % 2 === 0;
        const { before, flip } = await find(answer, { base, grid });
        expect(before).toBe(answer(base));
        const step = 4 / grid;
        const reach = flip === null ? 4 : Math.abs(flip.gridPoint - base);
        for (let k = 1; k * step < reach - 1e-9; k++) {
          for (const x of [base + k * step, base - k * step]) {
            if (x >= 0 && x <= 4) expect(answer(x)).toBe(before);
          }
        }
        if (flip === null) return;
        expect(answer(flip.value)).not.toBe(before);
        expect(answer(flip.unflipped)).toBe(before);
        expect(flip.value).toBeGreaterThanOrEqual(0);
        expect(flip.value).toBeLessThanOrEqual(4);
      }),
      { seed: 5 },
    );
  });

  test.each([
    ["a base outside", { base: 5 }, /stands at 5, outside 0 to 4/],
    ["no grid", { grid: 0 }, /grid of 0 steps/],
    ["no tolerance", { tolerance: 0 }, /within 0/],
  ])("%s is refused", async (_, changes, message) => {
    await expect(find(() => true, changes)).rejects.toThrow(message);
  });
});

describe("over whole numbers", () => {
  const whole = { base: 5, low: 0, high: 100, grid: 20, tolerance: 1e-6, whole: true };

  test("asks for whole numbers only and finds the nearest that flips", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 120 }),
        async (base, turn, grid) => {
          const { flip, asked, before } = await smallestFlip(
            { ...whole, base, grid },
            async (x) => x >= turn,
          );
          for (const { value } of asked) expect(Number.isInteger(value)).toBe(true);
          expect(before).toBe(base >= turn);
          expect(flip?.value).toBe(before ? turn - 1 : turn);
          expect(flip?.unflipped).toBe(before ? turn : turn - 1);
        },
      ),
    );
  });

  test("of a switch tries the other state", async () => {
    const on = { ...whole, base: 1, high: 1, low: 0, grid: 40 };
    const { flip, asked } = await smallestFlip(on, async (x) => x === 1);
    expect(asked).toEqual([
      { value: 1, answer: true },
      { value: 0, answer: false },
    ]);
    expect(flip).toEqual({ value: 0, unflipped: 1, gridPoint: 0 });
  });

  test("is refused from a base that is none", async () => {
    const asked = smallestFlip({ ...whole, base: 0.5 }, async () => true);
    await expect(asked).rejects.toThrow(/not all whole numbers/);
  });
});
