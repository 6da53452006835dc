import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { merge } from "../../src/scenario/source/merge.ts";
import { readYaml } from "../../src/scenario/source/read-yaml.ts";
import { emptyMap, find, type Mapping, plain } from "../../src/scenario/source/tree.ts";
import { HEAD, scenarioOf } from "./parse-text.ts";

function treeOf(text: string): Mapping {
  const { tree, problems } = readYaml(text, "test.yaml");
  if (!tree) throw new Error(problems.map(({ message }) => message).join());
  return tree;
}

const number = fc.integer({ min: -9, max: 9 });
const cell = fc.oneof(number, fc.record({ value: number, because: fc.constant("x") }));
const names = fc.constantFrom("a", "b", "c");
const intervention = fc.oneof(
  fc.record({ id: names, at: number }),
  fc.record({ id: names, remove: fc.constant(true) }),
);
const uniqueInterventions = fc.uniqueArray(intervention, { selector: ({ id }) => id });

/** Documents with every kind of section that merges. */
const document = fc
  .record(
    {
      parameters: fc.dictionary(names, cell),
      suppliers: fc.dictionary(names, fc.dictionary(names, cell)),
      interventions: uniqueInterventions,
      outcomes: fc.array(number),
      world: fc.string(),
    },
    { requiredKeys: [] },
  )
  .map((value) => treeOf(stringify(value)));

const empty = emptyMap("none");

/** Plain value with interventions in the order of ids: order is not theirs to keep, ids are unique. */
function sorted(tree: Mapping, withRemovals = true): unknown {
  const value = plain(tree) as { interventions?: { id: string; remove?: boolean }[] };
  if (!value.interventions) return value;
  const kept = value.interventions.filter(({ remove }) => withRemovals || remove !== true);
  return { ...value, interventions: kept.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

test("merging with the empty document changes nothing, on either side", () => {
  fc.assert(
    fc.property(document, (a) => {
      expect(sorted(merge(empty, a))).toEqual(sorted(a));
      expect(sorted(merge(a, empty))).toEqual(sorted(a));
    }),
  );
});

test("merging a document over itself changes nothing but for removals", () => {
  fc.assert(
    fc.property(document, (a) => {
      expect(sorted(merge(a, a), false)).toEqual(sorted(a, false));
    }),
  );
});

test("it does not matter which of two neighbours in a chain are merged first", () => {
  fc.assert(
    fc.property(document, document, document, (a, b, c) => {
      const left = sorted(merge(merge(a, b), c), false);
      const right = sorted(merge(a, merge(b, c)), false);
      expect(left).toEqual(right);
    }),
  );
});

test("merging changes neither document", () => {
  fc.assert(
    fc.property(document, document, (a, b) => {
      const before = JSON.stringify([plain(a), plain(b)]);
      merge(a, b);
      expect(JSON.stringify([plain(a), plain(b)])).toBe(before);
    }),
  );
});

test("the child's value wins, and keeps its place", () => {
  const merged = merge(treeOf("parameters: { x: 1, y: 2 }"), treeOf("\nparameters: { x: 3 }"));
  expect(plain(merged)).toEqual({ parameters: { x: 3, y: 2 } });
  expect(find(merged, ["parameters", "x"])?.place.line).toBe(2);
  expect(find(merged, ["parameters", "y"])?.place.line).toBe(1);
});

test("a value with a reason is one value: its parent's reason does not cling to it", () => {
  const merged = merge(
    treeOf("parameters: { x: { value: 1, because: old } }"),
    treeOf("parameters: { x: { value: 2 } }"),
  );
  expect(plain(merged)).toEqual({ parameters: { x: { value: 2 } } });
});

test("interventions are replaced by id, others are kept, and lists are replaced", () => {
  const merged = merge(
    treeOf("interventions: [{ id: a, at: 1 }, { id: b, at: 1 }]\noutcomes: [1, 2]"),
    treeOf("interventions: [{ id: c }, { id: a, ramp: 3 }]\noutcomes: [3]"),
  );
  expect(plain(merged)).toEqual({
    interventions: [{ id: "a", ramp: 3 }, { id: "b", at: 1 }, { id: "c" }],
    outcomes: [3],
  });
});

test("an empty section counts as not written", async () => {
  const base = `${HEAD}parameters: { choice.price: 3 }`;
  const scenario = await scenarioOf(`${HEAD}extends: p\nparameters:\ninterventions:\n`, {
    p: base,
  });
  expect(scenario.parameters["choice.price"]).toBe(3);
});

test("id, title and summary are never inherited", async () => {
  const base = "schema: panoptes/scenario@1\nid: base\ntitle: Base\nsummary: Old story";
  const scenario = await scenarioOf(`${HEAD}extends: p`, { p: base });
  expect([scenario.id, scenario.title, scenario.summary]).toEqual(["mine", "Mine", ""]);
  expect(scenario.parents).toEqual(["base"]);
});
