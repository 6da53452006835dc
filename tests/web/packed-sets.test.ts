import { expect, test } from "vitest";
import { loadEnsemble } from "../../src/scenario/node/ensemble.ts";
import { packedSets, packSets, unpackSets } from "../../web/explore/packed-sets.ts";

test.each(["baseline", "beraja", "greitens", "drift-off"])(
  "the parameter sets of %s come back with every bit, in one file or two",
  async (name) => {
    const loaded = await loadEnsemble(name, ".");
    if (!loaded.ok) throw new Error(`the sets of ${name} have problems`);
    const whole = JSON.parse(JSON.stringify(packSets(loaded.value)));
    expect(unpackSets([whole])).toEqual(loaded.value);
    const parts = packedSets(loaded.value);
    expect(unpackSets(Object.values(parts))).toEqual(loaded.value);
    // 200 sets of 32 numbers, four digits each.
    expect(whole.body.length).toBeLessThan(15_000);
  },
);
