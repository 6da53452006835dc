import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { builtinWorld } from "../../../src/scenario/node/world.ts";
import { readColumn, writeColumn } from "../../../src/scenario/packed/columns.ts";
import { readDigits, writeDigits } from "../../../src/scenario/packed/digits.ts";
import {
  numberModel,
  numberReader,
  numberWriter,
} from "../../../src/scenario/packed/number-coder.ts";
import { packWorld, unpackWorld } from "../../../src/scenario/packed/world.ts";

describe("whole numbers", () => {
  test("come back in order, whatever they are", () => {
    const whole = fc.oneof(
      fc.maxSafeInteger(),
      fc.integer({ min: -300, max: 300 }),
      fc.constant(Number.NaN),
    );
    fc.assert(
      fc.property(fc.array(whole, { maxLength: 400 }), (values) => {
        const writer = numberWriter();
        const model = numberModel();
        for (const value of values) writer.write(value, model);
        const read = numberReader(writer.finish());
        const again = numberModel();
        // Minus zero is zero.
        expect(values.map(() => read(again))).toEqual(values.map((value) => value + 0));
      }),
    );
  });

  test("that could not be kept exactly are refused", () => {
    const writer = numberWriter();
    expect(() => writer.write(0.5, numberModel())).toThrow("0.5 is no whole number");
    expect(() => writer.write(2 ** 60, numberModel())).toThrow(RangeError);
  });

  test("small ones take few bits: 10,000 changes of at most 3 are below 4,000 bytes", () => {
    const writer = numberWriter();
    const model = numberModel();
    for (let k = 0; k < 10_000; k++) writer.write(((k * 7919) % 7) - 3, model);
    expect(writer.finish().length).toBeLessThan(4_000);
  });
});

describe("columns", () => {
  test("of decimals come back with the same bits", () => {
    const decimal = fc
      .tuple(fc.integer({ min: -(10 ** 7), max: 10 ** 7 }), fc.integer({ min: 0, max: 6 }))
      .map(([whole, places]) => whole / 10 ** places);
    const values = fc.array(fc.oneof(decimal, fc.constant(Number.NaN)), { maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 20 }), (column, row) => {
        const writer = numberWriter();
        writeColumn(writer, column, row);
        const read = readColumn(numberReader(writer.finish()), column.length, row);
        expect([...read]).toEqual(column.map((value) => value + 0));
      }),
    );
  });

  test("with more than nine decimals are refused", () => {
    expect(() => writeColumn(numberWriter(), [1 / 3], 1)).toThrow("cannot be packed");
  });
});

describe("digits", () => {
  test("come back with the same bits, few or fifteen of them, at any power of ten", () => {
    const number = fc
      .tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 1, max: 15 }))
      .map(([value, digits]) => Number(value.toPrecision(digits)))
      .filter(Number.isFinite);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(number, fc.constant(Number.NaN)), { maxLength: 60 }),
        (values) => {
          const writer = numberWriter();
          writeDigits(writer, values);
          const read = readDigits(numberReader(writer.finish()), values.length);
          // Minus zero is zero.
          expect([...read]).toEqual(values.map((value) => value + 0));
        },
      ),
    );
  });

  test("of four cost less than 14 bits a number", () => {
    const values = Array.from({ length: 2_000 }, (_, k) =>
      Number(((((k * 7919) % 2000) + 0.5) / 400).toPrecision(4)),
    );
    const writer = numberWriter();
    writeDigits(writer, values);
    expect(writer.finish().length * 8).toBeLessThan(14 * values.length);
  });

  test("beyond fifteen are refused", () => {
    expect(() => writeDigits(numberWriter(), [0.1 + 0.2])).toThrow("cannot be packed");
    expect(() => writeDigits(numberWriter(), [Number.POSITIVE_INFINITY])).toThrow(RangeError);
  });
});

test("the shipped world comes back with every bit, but for the names of the rules of imputed cells", async () => {
  const world = await builtinWorld();
  if (!world.ok) throw new Error("the shipped world has problems");
  const { head, body } = packWorld(world.value);
  const again = unpackWorld(JSON.parse(JSON.stringify(head)), body);
  const imputed = world.value.imputed.map((cell) => ({ ...cell, rule: "" }));
  expect(again).toEqual({ ...world.value, imputed });
  expect(body.length).toBeLessThan(60_000);
});
