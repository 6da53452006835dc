import { describe, expect, test } from "vitest";
import { buildModel } from "../../src/core/build-model.ts";
import { type Checkpoint, saveRun } from "../../src/core/checkpoint.ts";
import { loadFields, saveFields } from "../../src/core/fields.ts";
import { hashValue } from "../../src/core/hash-value.ts";
import { continueRun, openRun, resumeRun } from "../../src/core/simulate.ts";
import { createState } from "../../src/core/state.ts";
import { key, laboratory } from "../support/laboratory.ts";

const model = laboratory({ countries: 6, steps: 12, parameters: { "choice.none": -9 } });
const recording = { holders: false };

function saved(holders = false): Checkpoint {
  const run = openRun(model, createState(model), key(0), { holders });
  continueRun(run, 5);
  return saveRun(run);
}

const resume = (checkpoint: Checkpoint, holders = false) =>
  resumeRun(model, createState(model), checkpoint, { holders });

describe("a checkpoint is refused", () => {
  test("if another version of the model made it", () => {
    expect(() => resume({ ...saved(), model: "0.0.1" })).toThrow(/model 0\.0\.1 made it/);
  });

  test("if it has another format", () => {
    const other = { ...saved(), schema: "panoptes/checkpoint@9" } as unknown as Checkpoint;
    expect(() => resume(other)).toThrow(/its format is panoptes\/checkpoint@9/);
  });

  test("if one number of it was changed", () => {
    const checkpoint = saved();
    const holder = checkpoint.run.fields["state.holder"];
    if (!(holder instanceof Int32Array)) throw new Error("no holders");
    holder[2] = holder[2] === 0 ? -1 : 0;
    expect(() => resume(checkpoint)).toThrow(/changed or cut off/);
  });

  test("if a covariate of the frame differs", () => {
    const { frame, settings } = model;
    const urban = frame.urban.slice();
    urban[3] = 0.51;
    const other = buildModel({ ...frame, urban }, settings);
    expect(() => resumeRun(other, createState(other), saved(), recording)).toThrow(
      /other countries, suppliers, covariates/,
    );
  });

  test("if holders are to be recorded and were not", () => {
    expect(() => resume(saved(), true)).toThrow(/saved without holders/);
    expect(resume(saved(true), false).step).toBe(5);
  });
});

test("fields that are neither number, flag nor array cannot be saved", () => {
  expect(() => saveFields({ a: { b: () => 1 } }, "state.", {})).toThrow(/state\.a\.b is no number/);
});

test("fields are not loaded into arrays of another length or kind, nor where they are missing", () => {
  const load = (object: object, from: object) => loadFields(object, "", from as never);
  expect(() => load({ a: new Float64Array(2) }, { a: new Float64Array(3) })).toThrow(
    /a is missing/,
  );
  expect(() => load({ a: new Int32Array(2) }, { a: new Uint32Array(2) })).toThrow(/a is missing/);
  expect(() => load({ a: 1, b: 2 }, { a: 1 })).toThrow(/b is missing/);
});

describe("the hash of a value", () => {
  test("does not depend on the order of keys, nor on fields that are undefined", () => {
    expect(hashValue({ a: 1, b: [2, null] })).toBe(hashValue({ b: [2, null], a: 1, c: undefined }));
  });

  test.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: "1" }, { a: 1 }],
    [{ a: [] }, { a: {} }],
    [
      [1, 2],
      [2, 1],
    ],
    [
      ["ab", "c"],
      ["a", "bc"],
    ],
    [Uint8Array.of(1, 0), Uint8Array.of(1)],
    [0, -0],
    [null, false],
  ])("tells %j from %j", (a, b) => {
    expect(hashValue(a)).not.toBe(hashValue(b));
  });

  test("refuses what cannot be hashed, and says where it is", () => {
    expect(() => hashValue({ a: [() => 1] })).toThrow(/value\.a\[0\] is a function/);
  });
});
