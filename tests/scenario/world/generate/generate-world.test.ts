import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkWorld } from "../../../../src/scenario/world/check-world.ts";
import {
  generateWorld,
  recipeText,
  worldRecipe,
} from "../../../../src/scenario/world/generate/generate-world.ts";
import { NETWORK_KINDS, type NetworkKind } from "../../../../src/scenario/world/generate/recipe.ts";
import { worldFiles } from "../../../../src/scenario/world/generate/world-tables.ts";
import { moments } from "../../../support/statistics.ts";
import { told, worldOf } from "../small-world.ts";

function tablesOf(options: Parameters<typeof worldRecipe>[0]): Map<string, string> {
  const recipe = worldRecipe(options);
  const files = worldFiles(generateWorld(recipe), recipe);
  return new Map(files.map(({ name, pieces }) => [name, [...pieces].join("")]));
}

function hashOf(files: ReadonlyMap<string, string>): string {
  return createHash("sha256")
    .update(JSON.stringify([...files]))
    .digest("hex")
    .slice(0, 16);
}

describe("a synthetic world", () => {
  test.each([
    ["scale-free", "b207b23c9c318958"],
    ["small-world", "16ff18732b65676d"],
    ["spatial", "4d6824c13e4c58cd"],
  ] as const)(
    "of kind %s is these very bytes: a change of them needs a new generator number",
    (network, hash) => {
      expect(hashOf(tablesOf({ jurisdictions: 300, network, seed: "bytes" }))).toBe(hash);
    },
  );

  test("differs by seed, in values and in ties", () => {
    const [one, two] = ["1", "2"].map((seed) => tablesOf({ jurisdictions: 100, seed }));
    for (const name of ["countries.csv", "covariates.csv", "ties.csv"]) {
      expect(one?.get(name)).not.toBe(two?.get(name));
    }
  });

  test("has the same values whatever its network", () => {
    const kinds: readonly NetworkKind[] = NETWORK_KINDS;
    const tables = kinds.map((network) => tablesOf({ jurisdictions: 100, network }));
    expect(new Set(tables.map((files) => files.get("covariates.csv"))).size).toBe(1);
    expect(new Set(tables.map((files) => files.get("ties.csv"))).size).toBe(3);
  });

  test("of any size and kind is a world without problems, and its tables read as itself", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.constantFrom(...NETWORK_KINDS),
        fc.integer({ min: 1, max: 10 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 32 }),
        fc.string({ minLength: 1, maxLength: 20 }),
        (jurisdictions, network, half, rewire, suppliers, seed) => {
          const options = {
            ...{ jurisdictions, network, degree: 2 * half, rewire, seed },
            suppliers: Math.min(suppliers, jurisdictions),
          };
          const made = generateWorld(options);
          const read = checkWorld(tablesOf(options), made.name);
          expect(read.problems).toEqual([]);
          const { digest, ...rest } = worldOf(read);
          expect({ ...rest, digest: made.digest }).toEqual(made);
          expect(digest).not.toBe(made.digest);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("is spread as the shipped world is: logarithms of income and size, democracy", () => {
    const { countries, covariates } = generateWorld({ jurisdictions: 20_000 });
    const { gdp_usd_2019: gdp, population_2019: people } = countries.columns;
    const income = moments([...gdp].map((usd, i) => Math.log(usd / (people[i] ?? 1))));
    expect(Math.abs(income.mean - 8.7)).toBeLessThan(4 * income.error);
    expect(Math.sqrt(income.variance)).toBeCloseTo(1.4, 1);
    const democracy = moments([...covariates.values.democracy]);
    // Clipped to [0.01, 0.95], which takes little from either side.
    expect(democracy.mean).toBeCloseTo(0.52, 1);
    expect(Math.sqrt(democracy.variance)).toBeCloseTo(0.25, 1);
  });

  test("puts each supplier's home into another of the largest economies", () => {
    const { countries, suppliers } = generateWorld({ jurisdictions: 50, suppliers: 4 });
    const gdp = countries.columns.gdp_usd_2019;
    const ranked = [...countries.ids.keys()].sort((a, b) => (gdp[b] ?? 0) - (gdp[a] ?? 0));
    expect(suppliers.homes.flat()).toEqual(ranked.slice(0, 4).map((i) => countries.ids[i]));
    expect(suppliers.rivals).toEqual([["s2"], ["s1"], [], []]);
  });
});

describe("a recipe", () => {
  test("tells every fault at once, with value and range", () => {
    expect(() =>
      worldRecipe({
        jurisdictions: 1,
        network: "rings" as NetworkKind,
        degree: 7,
        rewire: 2,
        suppliers: 40,
        seed: "",
      }),
    ).toThrow(
      'network is "rings" and should be one of scale-free, small-world, spatial; ' +
        "jurisdictions is 1 and should be a whole number from 2 to 1,000,000; " +
        "degree is 7 and should be an even number from 2 to 64; " +
        "rewire is 2 and should be from 0 to 1; " +
        'seed is "" and should be a text of 1 to 200 characters; ' +
        "suppliers is 40 and should be a whole number from 1 to 32",
    );
    expect(() => worldRecipe({ jurisdictions: 2, suppliers: 3 })).toThrow(
      "suppliers is 3 and should be at most 2",
    );
    expect(worldRecipe({ jurisdictions: 9, network: "spatial", degree: 3.5 }).degree).toBe(3.5);
  });

  test("in world.json stands for the whole world, with the digest of its text", () => {
    const recipe = worldRecipe({ jurisdictions: 40, seed: "x" });
    const read = worldOf(checkWorld(new Map([["world.json", recipeText(recipe)]]), "mine"));
    expect(read).toEqual({ ...generateWorld(recipe), name: "mine" });
  });

  test("beyond 100,000 jurisdictions is all that is written", () => {
    const recipe = worldRecipe({ jurisdictions: 100_001 });
    const world = generateWorld({ jurisdictions: 10 });
    expect(worldFiles(world, recipe).map(({ name }) => name)).toEqual(["world.json"]);
  });

  test("in world.json is refused with tables beside it, unknown keys and wrong values", () => {
    const good = recipeText(worldRecipe({ jurisdictions: 40 }));
    expect(
      told(
        checkWorld(
          new Map([
            ["world.json", good],
            ["ties.csv", "source,target,kind\n"],
          ]),
          "w",
        ),
      ),
    ).toEqual(["E426 ties.csv:-:-"]);
    const bad = good.replace('"seed"', '"sede"').replace("40", "4000000");
    const checked = checkWorld(new Map([["world.json", bad]]), "w");
    expect(checked.problems.map(({ code, line, message }) => [code, line, message])).toEqual([
      ["E426", 10, expect.stringContaining('no key "sede"')],
      ["E426", 6, expect.stringContaining("jurisdictions is 4000000 and should be")],
      ["E426", 1, expect.stringContaining("seed is missing")],
    ]);
  });
});
