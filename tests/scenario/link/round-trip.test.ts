import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBase64url, toBase64url } from "../../../src/scenario/link/base64url.ts";
import { decodeLink } from "../../../src/scenario/link/decode.ts";
import { linkDocument } from "../../../src/scenario/link/document.ts";
import { encodeLink, placeInLink } from "../../../src/scenario/link/encode.ts";
import type { JsonObject } from "../../../src/scenario/link/link.ts";
import { parameterIds } from "../../../src/scenario/registry/parameters.ts";
import { aLink, deflate, inflate } from "./links.ts";

async function throughLink(document: JsonObject): Promise<{ hash: string; back: JsonObject }> {
  const hash = await encodeLink(aLink(placeInLink(document)), deflate);
  const read = await decodeLink(hash, inflate);
  if (!read.ok || read.value.scenarios[0] === undefined) throw new Error(`unread: ${hash}`);
  expect(read.problems).toEqual([]);
  return { hash, back: linkDocument(read.value.scenarios[0], read.value) };
}

describe("base64url", () => {
  test("any bytes come back, in an alphabet that addresses leave alone, as Node writes them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = toBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString("base64url"));
        expect(fromBase64url(text)).toEqual(bytes);
      }),
    );
  });

  test("what no bytes have as their spelling is refused", () => {
    for (const text of ["A", "AB=", "A+/B", "AB", "ABC-D", "A\u{e9}", "AAAA\u{1f600}"]) {
      expect(fromBase64url(text), text).toBeNull();
    }
  });
});

describe("a document", () => {
  test("that only changes single values of a preset is written to be read by people", async () => {
    const document = linkDocument(
      {
        kind: "preset",
        name: "baseline",
        data: "2026.1",
        changes: {
          "choice.price": 2,
          "mechanisms.peers": false,
          "suppliers.china.price": 0.9,
          "countries.KEN.democracy": 0.5,
          "time.end": "2030Q4",
        },
      },
      { runs: 50, seed: "a & b" },
    );
    const { hash, back } = await throughLink(document);
    expect(hash).toBe(
      "#/explore?s=baseline@2026.1&v=1&p=choice.price:2~countries.KEN.democracy:0.5" +
        "~mechanisms.peers:false~suppliers.china.price:0.9~time.end:2030Q4&n=50&seed=a%20%26%20b",
    );
    expect(back).toEqual(document);
  });

  test("with an intervention is compressed, and keeps the order of its keys", async () => {
    const document = {
      schema: "panoptes/scenario@1",
      id: "mine",
      title: "Größer & besser",
      extends: "baseline",
      interventions: [{ id: "b", at: "2027Q1", do: { ban: { supplier: "china" } } }],
      outcomes: { zebra: { metric: "market.hhi" }, ape: { metric: "adoption.share" } },
    };
    const { hash, back } = await throughLink(document);
    expect(hash).toMatch(/^#\/explore\?s=z:[\w-]+&v=1$/);
    expect(JSON.stringify(back)).toBe(JSON.stringify(document));
  });

  test.each([
    ["a title of its own", { title: "Mine" }],
    ["a reason", { parameters: { "choice.price": { value: 2, because: "so" } } }],
    ["a parameter nobody knows", { parameters: { "no.such": 2 } }],
    ["a number for a seed", { runs: { seed: 7 } }],
    ["a name of a supplier", { suppliers: { china: { name: "C:~&" } } }],
    ["an empty section", { parameters: {} }],
    ["a file to extend", { extends: "./other.yaml" }],
    ["a world of its own", { world: "./world" }],
  ])("with %s comes back the same", async (_what, part) => {
    const base = linkDocument(
      { kind: "preset", name: "baseline", data: null, changes: {} },
      { runs: null, seed: null },
    );
    const document = { ...base, ...part } as JsonObject;
    expect((await throughLink(document)).back).toEqual(document);
  });

  test("any document comes back the same", async () => {
    const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => JSON.stringify(value) !== "-0");
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), json), async (extra) => {
        const document = JSON.parse(JSON.stringify(extra)) as JsonObject;
        if (/"__proto__":/.test(JSON.stringify(document))) return;
        expect((await throughLink(document)).back).toEqual(document);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test("any changed parameters come back the same, digit for digit", async () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
    const changes = fc.dictionary(fc.constantFrom(...parameterIds), number, { maxKeys: 6 });
    await fc.assert(
      fc.asyncProperty(changes, fc.string({ minLength: 1 }), async (values, seed) => {
        const link = aLink({
          scenarios: [{ kind: "preset", name: "set-a", data: null, changes: { ...values } }],
          seed: seed.replaceAll(/\p{Cc}|\p{Cs}/gu, "x"),
          runs: 12,
        });
        const read = await decodeLink(await encodeLink(link, deflate), inflate);
        expect(read).toEqual({ ok: true, value: link, problems: [] });
      }),
      { numRuns: 200, seed: 2 },
    );
  });
});

describe("a link", () => {
  test("of several scenarios keeps their order and their changes", async () => {
    const link = aLink({
      view: "compare",
      scenarios: [
        { kind: "preset", name: "baseline", data: "2026.1", changes: {} },
        { kind: "preset", name: "beraja", data: null, changes: { "choice.price": -1e-7 } },
        { kind: "document", document: { id: "x" } },
      ],
      model: "0.2.0",
      display: { t: "2031Q2", c: "KEN", hide: "china usa" },
    });
    const hash = await encodeLink(link, deflate);
    expect(hash).toMatch(
      /^#\/compare\?a=baseline@2026\.1&b=beraja~choice\.price:-1e-7&b2=z:[\w-]+&m=0\.2\.0&v=1&t=2031Q2&c=KEN&hide=china%20usa$/,
    );
    expect(await decodeLink(hash, inflate)).toEqual({ ok: true, value: link, problems: [] });
  });

  test("survives a program that escapes all it can", async () => {
    const link = aLink({
      scenarios: [
        { kind: "preset", name: "baseline", data: "2026.1", changes: { "choice.price": 2 } },
      ],
    });
    const hash = await encodeLink(link, deflate);
    const escaped = hash.replaceAll("~", "%7E").replaceAll(":", "%3A").replaceAll("@", "%40");
    expect(await decodeLink(escaped, inflate)).toEqual({ ok: true, value: link, problems: [] });
  });

  test("is never written with a field that could not be read again", async () => {
    const bad = [
      aLink({ view: "Explore?" }),
      aLink({ model: "1&x=2" }),
      aLink({ runs: 0.5 }),
      aLink({ scenarios: [{ kind: "preset", name: "../x", data: null, changes: {} }] }),
      aLink({ scenarios: [{ kind: "preset", name: "x", data: "a b", changes: {} }] }),
      aLink({ scenarios: Array(9).fill({ kind: "document", document: {} }) }),
    ];
    for (const link of bad) await expect(encodeLink(link, deflate)).rejects.toThrow(RangeError);
  });

  test("with changes that no address can hold becomes a whole document", async () => {
    const changes = { "choice.price": Number.POSITIVE_INFINITY };
    const hash = await encodeLink(
      aLink({ scenarios: [{ kind: "preset", name: "baseline", data: null, changes }] }),
      deflate,
    );
    expect(hash).toContain("s=z:");
  });
});
