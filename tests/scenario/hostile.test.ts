import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { HEAD, parseText } from "./parse-text.ts";

/** No input may keep the reader busy longer; the timing decides nothing else. */
const WATCHDOG = 10_000;

const bomb = (levels: number): string =>
  Array.from({ length: levels }, (_, k) =>
    k === 0 ? "a0: &a0 [x,x,x,x,x,x,x,x,x]" : `a${k}: &a${k} [${`*a${k - 1},`.repeat(9)}]`,
  ).join("\n");

test.each([
  ["a billion laughs", bomb(12), "E005"],
  ["a list that holds itself", `${HEAD}outcomes: &a [*a]`, "E005"],
  ["a mapping that holds itself", `${HEAD}time: &a { start: *a }`, "E005"],
  ["100,000 open brackets", "[".repeat(100_000), "E006"],
  ["100,000 nested list items", `${"- ".repeat(100_000)}a`, "E006"],
  ["100,000 nested keys of mappings", "? ".repeat(100_000), "E006"],
  [
    "600 levels of indentation",
    Array.from({ length: 600 }, (_, k) => `${" ".repeat(k)}a:`).join("\n"),
    "E006",
  ],
  ["40,000 aliases of one value", `a: &a 1\nb: [${"*a,".repeat(40_000)}]`, "E005"],
  ["30,000 keys", Array.from({ length: 30_000 }, (_, k) => `k${k}: 1`).join("\n"), "E002"],
  ["five megabytes", "x: 1\n".repeat(1_000_000), "E002"],
  ["250,000 commas", `[${",".repeat(250_000)}]`, "E002"],
  ["20,000 documents", "---\n".repeat(20_000), "E003"],
  ["250,000 colons", ":".repeat(250_000), "E003"],
  ["an open quote of 250,000 backslashes", `a: "${"\\".repeat(250_000)}`, "E003"],
  ["control characters", "a: \u0000\u0001\u001b[31m", "E101"],
])("%s is an error", { timeout: WATCHDOG }, async (_what, text, code) => {
  const parsed = await parseText(text);
  expect(parsed.ok).toBe(false);
  expect(parsed.problems.map((problem) => problem.code)).toContain(code);
  // What is refused is described in a few problems of sensible length.
  expect(parsed.problems.length).toBeLessThan(200);
  expect(JSON.stringify(parsed.problems).length).toBeLessThan(100_000);
});

test("keys that exist on every object are unknown keys like any other", async () => {
  const text = `${HEAD}constructor: 1\n__proto__: { x: 1 }\ntoString: 2\nparameters: { hasOwnProperty: 1 }\nsuppliers: { constructor: { price: 1 } }\ncountries: { __proto__: { democracy: 1 } }\n`;
  const parsed = await parseText(text);
  expect(parsed.ok).toBe(false);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.string(),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom("2027Q1", "all", "china", "KEN", "2027", "adoption.share", "$x", "", "NaN"),
  ),
  list: fc.array(tie("any"), { maxLength: 4 }),
  map: fc.dictionary(
    fc.constantFrom("value", "was", "id", "at", "who", "do", "finance", "supplier", "price", "x"),
    tie("any"),
    { maxKeys: 4 },
  ),
  any: fc.oneof({ depthSize: "small" }, tie("leaf"), tie("list"), tie("map")),
})).any;

const valid = {
  schema: "panoptes/scenario@1",
  id: "mine",
  title: "Mine",
  time: { start: "2011Q1", end: 2030, step: "quarter" },
  runs: { count: 5, seed: "x" },
  parameters: { "choice.price": { value: 2, was: 2.5, because: "y" }, "choice.none": 0 },
  mechanisms: { peers: false },
  suppliers: { china: { price: 1.1, rivals: ["usa"] } },
  countries: { KEN: { democracy: 0.3 } },
  interventions: [
    {
      id: "a",
      at: "2027Q1",
      until: 2028,
      who: "all",
      do: { cut_price: { supplier: "china", share: 0.1 } },
    },
    {
      id: "b",
      at: 2029,
      who: { region: ["africa"] },
      do: { finance: { supplier: "china", grant_element: 0.4 } },
    },
  ],
  outcomes: [
    { metric: "adoption.share", by: "supplier" },
    { metric: "market.hhi", at: 2020 },
  ],
};

/** Paths to every piece of the valid scenario. */
function paths(at: unknown, above: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof at !== "object" || at === null) return [[...above]];
  const keys = Array.isArray(at) ? at.keys() : Object.keys(at);
  const inner = [...keys].flatMap((key) =>
    paths((at as Record<string | number, unknown>)[key], [...above, key]),
  );
  return [[...above], ...inner];
}

/** A copy with the piece at a path replaced. */
function put(at: unknown, [first, ...rest]: readonly (string | number)[], piece: unknown): unknown {
  if (first === undefined) return piece;
  const copy = Array.isArray(at) ? [...at] : { ...(at as object) };
  const slot = copy as Record<string | number, unknown>;
  slot[first] = put(slot[first], rest, piece);
  return copy;
}

test("the scenario that is mutated is valid", async () => {
  expect((await parseText(stringify(valid))).problems).toEqual([]);
});

test("a mutated scenario is accepted or refused with places inside of it, never a crash", {
  timeout: 60_000,
}, async () => {
  const everywhere = paths(valid);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(everywhere.length - 1), value), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (mutations, json) => {
        let document: unknown = valid;
        for (const [k, piece] of mutations) {
          try {
            document = put(document, everywhere[k] ?? [], piece);
          } catch {
            // An earlier mutation took the piece away.
          }
        }
        const text = json ? JSON.stringify(document) : stringify(document);
        const lines = text.split("\n");
        const parsed = await parseText(text);
        expect(parsed.ok).toBe(parsed.problems.every(({ severity }) => severity === "warning"));
        for (const { line = 0, column = 0, length = 0, message } of parsed.problems) {
          expect(message).not.toMatch(/undefined|\[object/);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
          expect(length).toBeGreaterThanOrEqual(1);
        }
      },
    ),
    { numRuns: 150, interruptAfterTimeLimit: 50_000 },
  );
});

test("mangled text is accepted or refused, never a crash", { timeout: 60_000 }, async () => {
  const text = stringify(valid);
  const edit = fc.tuple(
    fc.nat(text.length),
    fc.nat(12),
    fc.oneof(
      fc.string(),
      fc.constantFrom(
        "&a ",
        "*a",
        "!!x ",
        "? ",
        "- ",
        "{",
        "]",
        "<<: ",
        '"',
        "|\n",
        "\t",
        "\0",
        "---\n",
      ),
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
      let mangled = text;
      for (const [at, cut, extra] of edits) {
        mangled = mangled.slice(0, at) + extra + mangled.slice(at + cut);
      }
      const parsed = await parseText(mangled);
      expect(parsed.ok || parsed.problems.length > 0).toBe(true);
    }),
    { numRuns: 150, interruptAfterTimeLimit: 50_000 },
  );
});

test("random text is refused, never a crash", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.string({ maxLength: 300 })),
      async (text) => {
        expect((await parseText(text)).ok).toBe(false);
      },
    ),
    { numRuns: 150, interruptAfterTimeLimit: 50_000 },
  );
});

test("random settings are accepted or refused, never a crash", { timeout: 60_000 }, async () => {
  const key = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "choice.price",
      "runs.seed",
      "time.end",
      "suppliers.china.price",
      "suppliers.__proto__.price",
      "__proto__",
      "countries.KEN.x",
      "mechanisms.peers",
      "world",
    ),
  );
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom("1", ".inf", "true", "null", "1e999", "'x'", "[1]", "{a: 1}"),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(key, text), { maxLength: 4 }), async (pairs) => {
      const settings = pairs.map(([name, piece]) => `${name}=${piece}`);
      const parsed = await parseText(HEAD, {}, { settings });
      for (const { file } of parsed.problems) expect(file).toMatch(/^(--set|mine\.yaml)$/);
    }),
    { numRuns: 150, interruptAfterTimeLimit: 50_000 },
  );
});
