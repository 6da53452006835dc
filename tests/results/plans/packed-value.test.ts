import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  packFile,
  packValue,
  readHead,
  unpackValue,
} from "../../../src/results/node/plans/packed-value.ts";

const room = (bytes: number): ArrayBuffer => new ArrayBuffer(bytes);

/** Packs a value and reads it back. */
function there(value: object): unknown {
  const { nodes, arrays } = packValue(value);
  return unpackValue(nodes, Buffer.concat(arrays), room);
}

const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const typed = fc.oneof(
  fc.array(number, { maxLength: 5 }).map((values) => Float64Array.from(values)),
  fc.array(fc.nat(), { maxLength: 5 }).map((values) => Uint32Array.from(values)),
  fc.array(fc.integer(), { maxLength: 5 }).map((values) => Int32Array.from(values)),
  fc.uint8Array({ maxLength: 5 }),
);
const { value } = fc.letrec((tie) => ({
  leaf: fc.oneof(number, fc.string(), fc.boolean(), fc.constant(null), typed),
  list: fc.array(tie("value"), { maxLength: 4 }),
  // Fields that come again and again, so that objects with the same ones are told apart by what differs.
  record: fc.record({ a: tie("value"), b: tie("leaf"), c: tie("leaf"), d: number, e: number }),
  other: fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
  value: fc.oneof({ depthSize: "small" }, tie("leaf"), tie("list"), tie("record"), tie("other")),
}));
const root = fc.array(value, { maxLength: 6 });

describe("values that are packed", () => {
  test("are read back as they were, to the sign of a zero", () => {
    fc.assert(
      fc.property(root.map(normal), (before) => {
        expect(there(before as object)).toStrictEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  test("are written once where they are equal, and by what differs where they are nearly so", () => {
    const set = Object.fromEntries(Array.from({ length: 100 }, (_, k) => [`field ${k}`, k / 7]));
    const one = packValue([set]).nodes.length;
    const same = packValue([set, { ...set }, { ...set }]);
    expect(same.nodes.length).toBeLessThan(one + 20);
    const near = Array.from({ length: 50 }, (_, k) => ({ ...set, "field 3": -k }));
    expect(packValue(near).nodes.length).toBeLessThan(3 * one);
    expect(there(near)).toEqual(near);
    const array = new Float64Array(1000).fill(0.1);
    expect(packValue([array, array.slice(), array]).arrays).toHaveLength(1);
  });

  test("leave out what is undefined, and refuse what does not cross threads", () => {
    expect(there({ a: undefined, b: 1 })).toStrictEqual({ b: 1 });
    for (const bad of [() => 1, Symbol("x"), new Map(), 1n]) {
      expect(() => packValue({ bad })).toThrow(/cannot be stored/);
    }
  });
});

test("a file of a packed value is refused for any single byte that is wrong", () => {
  const { pieces } = packFile("schema@1", "1.0", { a: [1, { b: Float64Array.of(1, 2) }] });
  const bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
  expect(readHead(bytes)?.unpack(room)).toEqual({ a: [1, { b: Float64Array.of(1, 2) }] });
  for (let k = 0; k < bytes.length; k++) {
    const wrong = Buffer.from(bytes);
    wrong[k] = (wrong[k] as number) ^ 1;
    const read = readHead(wrong);
    expect(read, `byte ${k}`).toBeNull();
  }
  expect(readHead(bytes.subarray(0, -1))).toBeNull();
});

/** A value as plain objects: fast-check makes some without a prototype. */
function normal(one: unknown): unknown {
  if (Array.isArray(one)) return one.map(normal);
  if (ArrayBuffer.isView(one) || typeof one !== "object" || one === null) return one;
  return Object.fromEntries(Object.entries(one).map(([key, field]) => [key, normal(field)]));
}
