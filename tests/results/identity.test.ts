import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { canonicalJson } from "../../src/results/canonical-json.ts";
import { digestOf, ensembleHash, runId } from "../../src/results/identity.ts";
import { tinySettings } from "../support/tiny-frame.ts";

const sha256 = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

test("a value has one spelling, whatever the order of its keys", () => {
  const value = { b: [1, 2.5e-7, "ü\n"], a: { y: null, x: true, gone: undefined } };
  const text = '{"a":{"x":true,"y":null},"b":[1,2.5e-7,"ü\\n"]}';
  expect(canonicalJson(value)).toBe(text);
  expect(canonicalJson({ a: { x: true, y: null }, b: [1, 2.5e-7, "ü\n"] })).toBe(text);
  expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
});

test("typed arrays are arrays; infinite numbers still make a difference", () => {
  expect(canonicalJson(Float64Array.of(1, 0.1, Number.POSITIVE_INFINITY))).toBe(
    '[1,0.1,"Infinity"]',
  );
  expect(canonicalJson({ a: new Uint8Array(2) })).toBe('{"a":[0,0]}');
});

test("what JSON does not know is refused with its path", () => {
  expect(() => canonicalJson({ a: [0, { b: () => 1 }] })).toThrow("value.a[1].b is a function");
});

test("a digest is the SHA-256 of the canonical text", () => {
  expect(digestOf({ b: 1, a: 2 })).toBe(sha256('{"a":2,"b":1}'));
});

test("a run id changes with each of its inputs and with nothing else", () => {
  const settings = [tinySettings()];
  const inputs = { model: "1", scenario: { id: "a" }, settings, world: "w", seed: "1", count: 2 };
  const id = runId(inputs);
  expect(
    runId({
      count: 2,
      seed: "1",
      world: "w",
      settings: [tinySettings()],
      scenario: { id: "a" },
      model: "1",
    }),
  ).toBe(id);
  expect(runId({ ...inputs, first: 0 })).toBe(id);
  const others = [
    { ...inputs, model: "2" },
    { ...inputs, scenario: { id: "b" } },
    { ...inputs, settings: [tinySettings({}, { "choice.noise": 2 })] },
    { ...inputs, settings: [...settings, ...settings] },
    { ...inputs, world: "v" },
    { ...inputs, seed: "2" },
    { ...inputs, count: 3 },
    { ...inputs, first: 1 },
  ].map(runId);
  expect(new Set([id, ...others]).size).toBe(9);
});

test("an ensemble's hash is that of its runs' hashes, a line each; failed runs leave an empty line", () => {
  const hash = ensembleHash();
  for (const one of ["aa", "", "bb"]) hash.add(one);
  expect(hash.digest()).toBe(sha256("aa\n\nbb\n"));
});
