import { expect, test } from "vitest";
import { loadEnsemble } from "../../src/scenario/node/ensemble.ts";
import { firstSets, laterSets, unpackSets } from "../../web/explore/packed-sets.ts";

test.each(["baseline", "beraja", "greitens", "drift-off"])(
  "the parameter sets of %s come back with every bit",
  async (name) => {
    const loaded = await loadEnsemble(name, ".");
    if (!loaded.ok) throw new Error(`the sets of ${name} have problems`);
    const first = JSON.parse(JSON.stringify(firstSets(loaded.value)));
    expect(unpackSets([first, laterSets(loaded.value)])).toEqual(loaded.value);
    const sets = loaded.value.sets.slice(0, 100);
    expect(unpackSets([first])).toEqual({ ...loaded.value, sets });
    // 100 sets of 32 numbers, four digits each.
    expect(first.body.length).toBeLessThan(8_000);
  },
);
