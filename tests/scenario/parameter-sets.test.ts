import { describe, expect, test } from "vitest";
import { checkEnsemble } from "../../src/scenario/ensemble.ts";
import { loadEnsemble } from "../../src/scenario/node/ensemble.ts";
import { resolvedDocument } from "../../src/scenario/resolved-document.ts";
import { HEAD, parseText, scenarioOf, threeSets } from "./parse-text.ts";

const base = `${HEAD}parameter_sets: { from: three }\nparameters: { choice.price: 2 }\n`;

describe("what stands on top of every set", () => {
  test("is nothing of the scenario that chose the sets", async () => {
    const { parameterSets } = await scenarioOf(base);
    expect(parameterSets).toEqual({ from: "three", only: null, pinned: [] });
  });

  test("is what a child writes, what a setting writes, and what a sweep varies", async () => {
    const child = `${HEAD}extends: base\nparameters: { choice.quality: 2 }\nsuppliers: { usa: { constant: 1 } }\nuncertainty: { choice.norms: { uniform: [0, 1] } }\n`;
    const { parameterSets } = await scenarioOf(
      child,
      { base },
      { settings: ["opportunity.size=1.1", "suppliers.china.price=0.9"] },
    );
    expect(parameterSets.pinned).toEqual([
      "choice.norms",
      "choice.quality",
      "opportunity.size",
      "suppliers.usa.constant",
    ]);
  });

  test("is pinned even where the value is the one that stood there", async () => {
    const { parameterSets } = await scenarioOf(base, {}, { settings: ["choice.price=2"] });
    expect(parameterSets.pinned).toEqual(["choice.price"]);
  });

  test("is nothing where there is one set", async () => {
    const child = `${HEAD}extends: base\nparameter_sets: { from: single }\n`;
    const parsed = await parseText(child, { base }, { settings: ["choice.price=3"] });
    expect(parsed.ok && parsed.value.parameterSets.pinned).toEqual([]);
    expect(parsed.ensemble).toBeNull();
  });
});

test("a setting chooses sets, or one of them", async () => {
  const parsed = await parseText(base, {}, { settings: ["parameter_sets.only=1"] });
  expect(parsed.ok && parsed.value.parameterSets.only).toBe(1);
  expect(parsed.ensemble).toBe(threeSets);
});

test("written out whole, a scenario keeps its sets and what is pinned", async () => {
  const first = await scenarioOf(base, {}, { settings: ["choice.price=3"] });
  const again = await scenarioOf(resolvedDocument(first));
  expect(again.parameterSets).toEqual(first.parameterSets);
});

describe("a file of parameter sets", () => {
  test("is taken as it is when it is whole", () => {
    expect(checkEnsemble(threeSets)).toBe(threeSets);
  });

  test.each([
    [[], /schema/],
    [{ ...threeSets, schema: "other" }, /schema is "other"/],
    [{ ...threeSets, sets: [] }, /no sets/],
    [{ ...threeSets, sets: [[1]] }, /set 0 has not one value for each of 2/],
    [{ ...threeSets, sets: [[1, "x"]] }, /set 0 holds something/],
    [{ ...threeSets, parameters: ["choice.prise", "choice.norms"] }, /"choice.prise"/],
    [{ ...threeSets, model: 3 }, /model is no text/],
  ])("is refused with a reason: %#", (file, reason) => {
    expect(checkEnsemble(file)).toMatch(reason);
  });

  test("that is not there is an error, not a crash", async () => {
    expect((await loadEnsemble("nobody", ".")).problems[0]?.message).toMatch(/none of that name/);
    expect((await loadEnsemble("./no.json", "x")).problems[0]?.message).toMatch(/no such file/);
  });

  test("is shipped for the baseline: at least 200 sets, small enough for the page", async () => {
    const loaded = await loadEnsemble("baseline", ".");
    expect(loaded.ok && loaded.value.sets.length).toBeGreaterThanOrEqual(200);
    const { gzipSync } = await import("node:zlib");
    expect(gzipSync(JSON.stringify(loaded.ok && loaded.value)).length).toBeLessThan(30_000);
  });
});
