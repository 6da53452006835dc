import { expect, test } from "vitest";
import { scenarioJsonSchema } from "../../src/scenario/format/json-schema.ts";
import { scenarioSchema } from "../../src/scenario/format/schema.ts";
import { completionsAt, type Names, type Schema } from "../../web/editor/completions.ts";
import { type Place, placeAt } from "../../web/editor/place.ts";
import { wordsOfSchema } from "../../web/editor/schema-words.ts";

/** The place of the mark in a text. */
function at(marked: string): Place {
  return placeAt(marked.replace("§", ""), marked.indexOf("§"));
}

const schema = wordsOfSchema(scenarioSchema);
const one = (word: string) => [{ word, note: "" }];
const names: Names = {
  suppliers: one("china"),
  countries: one("KEN"),
  outcomes: one("market.hhi"),
  scenarios: one("baseline"),
};
const offered = (marked: string): readonly string[] =>
  completionsAt(at(marked), schema, names).map(({ word }) => word);

test("a place is told from indentation, list items and braces", () => {
  expect(at("par§")).toEqual({ path: [], kind: "key", word: "par" });
  expect(at("parameters:\n  choice.§")).toEqual({
    path: ["parameters"],
    kind: "key",
    word: "choice.",
  });
  expect(at("extends: ba§")).toEqual({ path: ["extends"], kind: "value", word: "ba" });
  const items = "interventions:\n  - id: a\n    # a note\n\n    who: all\n    do:\n      ";
  expect(at(`${items}su§`)).toEqual({
    path: ["interventions", "0", "do"],
    kind: "key",
    word: "su",
  });
  expect(at("interventions:\n- §").path).toEqual(["interventions", "0"]);
  expect(at("interventions:\n  - { id: a, do: { ban: { supplier: ch§").path).toEqual([
    "interventions",
    "0",
    "do",
    "ban",
    "supplier",
  ]);
  expect(at("interventions:\n  - id: a\n    who: [KEN, U§")).toEqual({
    path: ["interventions", "0", "who", "0"],
    kind: "value",
    word: "U",
  });
  expect(at("time: { start: 2011 }\nru§")).toEqual({ path: [], kind: "key", word: "ru" });
});

test("words come from the schema, those that begin with what is written first", () => {
  expect(offered("par§")).toEqual(["parameter_sets", "parameters"]);
  expect(offered("parameters:\n  choice.pr§").slice(0, 2)).toEqual([
    "choice.price",
    "choice.price_income_decay",
  ]);
  expect(offered("interventions:\n  - id: a\n    do: { cut§")).toContain("cut_price");
  expect(offered("interventions:\n  - do: { cut_price: { §")).toContain("share");
  expect(offered("mechanisms: { pe§")).toEqual(["peers"]);
  expect(offered("mechanisms: { peers: §")).toEqual(["true", "false"]);
  expect(offered("teach:\n  steps:\n    - find: { statistic: c§")).toContain("change");
  expect(offered("nowhere:\n  x§")).toEqual([]);
});

test("names that the format leaves open come from the world and the page", () => {
  expect(offered("extends: §")).toContain("baseline");
  expect(offered("suppliers:\n  ch§")).toEqual(["china"]);
  expect(offered("interventions:\n  - do: { ban: { supplier: §")).toEqual(["china"]);
  expect(offered("interventions:\n  - who: [§")).toContain("KEN");
  expect(offered("outcomes:\n  - { metric: §")).toEqual(["market.hhi"]);
});

test("the words and notes at every place are those of the published JSON Schema", () => {
  const published = scenarioJsonSchema() as Schema;
  let places = 0;
  const visit = (node: Schema, path: readonly string[]): void => {
    if (path.length > 7) return;
    for (const kind of ["key", "value"] as const) {
      for (const word of ["", "s", "c"]) {
        const place: Place = { path, kind, word };
        const own = completionsAt(place, schema, names);
        // What may also be the name of an uncertain quantity has no note there.
        // A literal says there that it is a boolean, too: only true may be written.
        const offers = completionsAt(place, published, names).filter(
          ({ word: its }) => its !== "false" || own.some((one) => one.word === its),
        );
        const there = offers.map(({ word: its, note }, k) => ({
          word: its,
          note: note === "" ? (own[k]?.note ?? "") : note,
        }));
        expect(own, `${path.join(".")} ${kind} ${word}`).toEqual(there);
      }
    }
    places += 1;
    for (const [key, inner] of Object.entries(node.properties ?? {})) visit(inner, [...path, key]);
    if (typeof node.additionalProperties === "object")
      visit(node.additionalProperties, [...path, "any"]);
    for (const item of [node.items ?? []].flat()) visit(item as Schema, [...path, "0"]);
    for (const one of node.anyOf ?? []) visit(one, path);
  };
  visit(schema, []);
  expect(places).toBeGreaterThan(500);
});
