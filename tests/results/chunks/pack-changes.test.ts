import fc from "fast-check";
import { expect, test } from "vitest";
import { packChanges, unpackChanges } from "../../../src/results/node/chunks/pack-changes.ts";

const words = fc.uint32Array({ maxLength: 200, max: 3 });
const stride = fc.integer({ min: 1, max: 70 });

test("what is packed comes back word by word, whatever the stride", () => {
  fc.assert(
    fc.property(words, stride, (given, by) => {
      expect(unpackChanges(packChanges(given, by), given.length, by)).toEqual(
        Uint32Array.from(given),
      );
    }),
    { seed: 1 },
  );
});

test("every bit pattern of a number comes back, those of -0 and of unusual NaN too", () => {
  const given = Uint32Array.of(0, 0x80000000, 1, 0x7ff80001, 0xffffffff, 0xffffffff, 0, 0);
  expect(unpackChanges(packChanges(given, 2), given.length, 2)).toEqual(given);
});

test("words that are equal to those a stride before take one bit each", () => {
  const given = Uint32Array.from({ length: 6400 }, (_, k) => 7 + (k % 2));
  expect(packChanges(given, 2).length).toBe(6400 / 8 + 2 * 4);
});

test("bytes of a buffer that begins anywhere are read, and none are taken for a word too many", () => {
  const packed = packChanges(Uint32Array.of(5, 6), 1);
  const within = Buffer.concat([Buffer.from("x"), packed]).subarray(1);
  expect(unpackChanges(within, 2, 1)).toEqual(Uint32Array.of(5, 6));
  expect(() => unpackChanges(packed.subarray(0, 8), 2, 1)).toThrow(/another length/);
  expect(() => unpackChanges(packed.subarray(0, 2), 2, 1)).toThrow(/cut off/);
});
