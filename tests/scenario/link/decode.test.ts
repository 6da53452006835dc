import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LINK_CODES } from "../../../src/scenario/link/codes.ts";
import { decodeLink, isLink, versionProblems } from "../../../src/scenario/link/decode.ts";
import { LINK_VERSION } from "../../../src/scenario/link/link.ts";
import { migrate } from "../../../src/scenario/link/migrate.ts";
import { aLink, inflate } from "./links.ts";

const read = (hash: string) => decodeLink(hash, inflate);
const codes = async (hash: string) => (await read(hash)).problems.map(({ code }) => code);
const packed = (text: string) => deflateRawSync(text).toString("base64url");

describe("what is meant as a link", () => {
  test("is an address or a hash, and no file or name", () => {
    for (const text of ["https://x.org/#/explore?s=a", "#/explore", "file:///a/index.html#/x"]) {
      expect(isLink(text), text).toBe(true);
    }
    for (const text of ["baseline", "baseline@2026.1", "./a.yaml", "C:\\a.yaml", "-", "#a.yaml"]) {
      expect(isLink(text), text).toBe(false);
    }
  });
});

// Links that were shared once. They open for ever: whoever changes the form adds to this list.
describe("golden links", () => {
  test.each([
    [
      "https://example.org/panoptes/#/explore?s=baseline@2026.1&m=0.2.0&v=1&p=choice.price:0.08~mechanisms.peers:false&t=2031Q2&c=KEN&n=200&seed=1",
      aLink({
        scenarios: [
          {
            kind: "preset",
            name: "baseline",
            data: "2026.1",
            changes: { "choice.price": 0.08, "mechanisms.peers": false },
          },
        ],
        model: "0.2.0",
        runs: 200,
        seed: "1",
        display: { t: "2031Q2", c: "KEN" },
      }),
    ],
    [
      "#/compare?a=baseline@2026.2&b=z:LY_BasMwEER_xcxZuIkTWtAp0EPPOYcQFGlSL9iS0MpxS_C_Fyc9zmPgzTygvufoYJFdTLlS39QzuiLpsIWBBFh8FxerwqBKHQiLrydobqk0bgpSGRr91cpxLfGnMgaFxdUpB4k8dJvuve1gkF1xIyuLwj7g-ySebS7iuea7GybCbtvO4ErvJl1lnz1dZml8YZCKZTGQWFnujFVSVNjT47VzlhjSDANXYdFtuo_j-mGKVYYn2O2PexjMfVp1En0aCXvCkGacF4Pw5DpdVYIoXyHnQVhgwamkTBho7wov6Xb5X75pd8uynJc_&m=0.2.0&v=1",
      aLink({
        view: "compare",
        scenarios: [
          { kind: "preset", name: "baseline", data: "2026.2", changes: {} },
          {
            kind: "document",
            document: {
              schema: "panoptes/scenario@1",
              id: "grants",
              title: "Grants for audited systems",
              extends: "baseline@2026.2",
              parameters: { "choice.price": { value: 1.2, because: "Cheaper credit" } },
              interventions: [
                {
                  id: "window",
                  at: "2027Q1",
                  until: "2034Q4",
                  who: { income: ["low"] },
                  do: { subsidise: { supplier: "europe", share_of_price: 0.3 } },
                },
              ],
            },
          },
        ],
        model: "0.2.0",
      }),
    ],
  ])("%s", async (hash, expected) => {
    expect(await read(hash)).toEqual({ ok: true, value: expected, problems: [] });
  });
});

describe("what cannot be used is reported and the rest loaded", () => {
  test.each([
    ["a key nobody knows", "s=baseline&sped=3", "W321"],
    ["a setting nobody knows", "s=baseline&p=norms.speed:1", "W321"],
    ["a supplier's attribute nobody knows", "s=baseline&p=suppliers.china.colour:1", "W321"],
    ["text for a number", "s=baseline&p=choice.price:dear", "W322"],
    ["no value", "s=baseline&p=choice.price", "W322"],
    ["infinity", "s=baseline&p=choice.price:1e999", "W322"],
    ["a hexadecimal number", "s=baseline&p=choice.price:0x10", "W322"],
    ["the same setting twice", "s=baseline&p=choice.price:1~choice.price:2", "W322"],
    ["the same key twice", "s=baseline&s=beraja", "W322"],
    ["a wrong escape", "s=baseline&t=%zz", "W322"],
    ["no number of runs", "s=baseline&n=many", "W322"],
    ["too many runs", "s=baseline&n=1000001", "W322"],
    ["an empty seed", "s=baseline&seed=", "W322"],
    ["a seed with a line break", "s=baseline&seed=a%0Ab", "W322"],
    ["changes without a preset", `s=z:${packed('{"id":"x"}')}&p=choice.price:1`, "W322"],
  ])("%s", async (_what, query, code) => {
    const link = await read(`#/explore?${query}&c=KEN`);
    expect(link.problems.map((one) => one.code)).toEqual([code]);
    expect(link).toMatchObject({ ok: true, value: { display: { c: "KEN" } } });
    expect(link.ok && link.value.scenarios.length).toBe(1);
  });

  test("more changes than a link may hold are cut, with a word on it", async () => {
    const many = Array.from({ length: 501 }, (_, k) => `countries.C${k}.democracy:0.5`).join("~");
    const link = await read(`#/explore?s=baseline&p=${many}`);
    expect(link.problems.map(({ code }) => code)).toEqual(["W322"]);
  });

  test("the nearest name is offered", async () => {
    const { problems } = await read("#/explore?s=baseline&p=choice.prise:1");
    expect(problems[0]?.hint).toBe("the nearest that is known: choice.price");
  });
});

describe("what holds no scenario is refused", () => {
  const bomb = deflateRawSync(Buffer.alloc(50_000_000, 32), { level: 9 }).toString("base64url");
  test.each([
    ["an address without a hash", "https://example.org/explore", "E311"],
    ["a hash of another program", "https://example.org/#section", "E311"],
    ["a name that is none", "#/explore?s=../../etc/passwd", "E311"],
    ["a form that is none", "#/explore?s=baseline&v=one", "E311"],
    ["a newer form", `#/explore?s=baseline&v=${LINK_VERSION + 1}`, "E313"],
    ["signs outside of the alphabet", "#/explore?s=z:a+b", "E312"],
    ["a cut document", `#/explore?s=z:${packed('{"a":"bcdefghijklm"}').slice(0, 12)}`, "E312"],
    ["no JSON", `#/explore?s=z:${packed("a: 1")}`, "E312"],
    ["a list", `#/explore?s=z:${packed("[1]")}`, "E312"],
    ["bytes that are no text", "#/explore?s=z:AQEA_v__", "E312"],
    ["deep nesting", `#/explore?s=z:${packed(`{"a":${"[".repeat(9000)}`)}`, "E312"],
    ["a key that changes prototypes", `#/explore?s=z:${packed('{"a":{"__proto__":1}}')}`, "E312"],
    ["a bomb of 50 MB", `#/explore?s=z:${bomb}`, "E312"],
    ["a link beyond all measure", `#/explore?s=z:${"A".repeat(200_000)}`, "E312"],
  ])("%s", async (_what, hash, code) => {
    expect(await read(hash)).toMatchObject({ ok: false, problems: [{ code }] });
  });

  test("text with brackets in quotes is not nesting", async () => {
    const text = JSON.stringify({ title: `${"[".repeat(100)}\\"${"{".repeat(100)}` });
    expect(await codes(`#/explore?s=z:${packed(text)}`)).toEqual([]);
  });
});

test("no text makes it throw, and every code it gives is explained", async () => {
  const piece = fc.constantFrom("#/", "explore", "?", "s=", "&", "~", ":", "z:", "p=", "v=1", "%");
  const text = fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(text, async (pieces) => {
      const { problems } = await read(`#/explore?${pieces.join("")}`);
      for (const { code } of problems) expect(Object.keys(LINK_CODES)).toContain(code);
    }),
    { numRuns: 500, seed: 3 },
  );
});

test("other versions of model and data are warned of, the same are not", () => {
  const link = aLink({ model: "0.1.0" });
  expect(versionProblems(link, "0.1.0", "2026.1")).toEqual([]);
  expect(versionProblems(link, "0.2.0", "2026.2").map(({ message }) => message)).toEqual([
    "the link was made with model 0.1.0, this is 0.2.0; results may differ",
    "the link was made with data 2026.1, this is 2026.2; results may differ",
  ]);
});

test("links of older forms are rewritten step by step", () => {
  const rename = (from: string, to: string) => (fields: ReadonlyMap<string, string>) =>
    new Map([...fields].map(([key, value]) => [key === from ? to : key, value]));
  const steps = [rename("x", "y"), rename("y", "s")];
  const fields = new Map([["x", "baseline"]]);
  expect([...migrate(fields, 1, steps, 3)]).toEqual([["s", "baseline"]]);
  expect([...migrate(fields, 3, steps, 3)]).toEqual([["x", "baseline"]]);
  expect(() => migrate(fields, 1, [], 2)).toThrow("no rewrite of links of form 1");
});

test("every form below the one that is written can be rewritten", () => {
  for (let version = 1; version <= LINK_VERSION; version++) {
    expect(() => migrate(new Map(), version)).not.toThrow();
  }
});
