import type { Vector } from "../../../core/arrays.ts";
import { digestOf } from "../digest.ts";
import { COUNTRY_COLUMNS, COVARIATE_COLUMNS, TIE_KINDS } from "../tables.ts";
import type { CountryColumn, Covariate, World } from "../world.ts";
import { makeSuppliers } from "./make-suppliers.ts";
import type { Pairs } from "./pairs.ts";
import {
  DEFAULT_RECIPE,
  GENERATOR,
  RECIPE_KEYS,
  recipeFaults,
  type WorldRecipe,
} from "./recipe.ts";
import { makeRegions } from "./regions.ts";
import { scaleFree } from "./scale-free.ts";
import { smallWorld } from "./small-world.ts";
import { type Places, scatter, spatial } from "./spatial.ts";
import { type Uniform, uniformOf } from "./uniform.ts";
import { type MadeValues, makeValues } from "./values.ts";

/** What may be said about a synthetic world; the number of jurisdictions has to be. */
export type RecipeOptions = Partial<WorldRecipe> & Pick<WorldRecipe, "jurisdictions">;

/** Parts of the work, in order, as `onPart` tells them. */
export const GENERATION_PARTS = ["values", "network", "tables"] as const;

/** One part of the work. */
export type GenerationPart = (typeof GENERATION_PARTS)[number];

/** Data version of what this generator makes; the digest tells recipes apart. */
const VERSION = `synthetic-${GENERATOR}`;

/** Year of all made values. */
const YEAR = 2019;

/**
 * A whole recipe: what was left out is filled in.
 * @throws RangeError with every fault, if there is one
 */
export function worldRecipe(options: RecipeOptions): WorldRecipe {
  const recipe = { ...DEFAULT_RECIPE, ...options };
  const faults = recipeFaults(recipe);
  if (faults.length > 0) throw new RangeError(faults.map(({ message }) => message).join("; "));
  return Object.fromEntries(RECIPE_KEYS.map((key) => [key, recipe[key]])) as unknown as WorldRecipe;
}

/** The text of world.json for a world that is made anew each time it is read. */
export function recipeText(recipe: WorldRecipe): string {
  return `${JSON.stringify({ version: VERSION, generate: recipe }, null, 2)}\n`;
}

/**
 * Makes a synthetic world: jurisdictions tied by a network of the kind asked for, with values spread as
 * those of the shipped world are. The same recipe gives the same world on every machine. Time and
 * memory grow with jurisdictions and ties: see docs/worlds.md.
 *
 * @param options what differs from `DEFAULT_RECIPE`
 * @param onPart called before each part of the work
 * @throws RangeError if the recipe is wrong
 * @example
 * const world = generateWorld({ jurisdictions: 5000, network: "scale-free", seed: "7" });
 */
export function generateWorld(
  options: RecipeOptions,
  onPart: (part: GenerationPart) => void = () => {},
): World {
  const recipe = worldRecipe(options);
  const { seed, jurisdictions: n } = recipe;
  onPart("values");
  const values = makeValues(n, uniformOf(seed, "values"));
  const places = recipe.network === "spatial" ? scatter(n, uniformOf(seed, "places")) : null;
  onPart("network");
  const pairs = makePairs(recipe, places, uniformOf(seed, "network"));
  onPart("tables");
  const ids = idsOf(n);
  const { regions, subregions } = makeRegions(recipe, places, uniformOf(seed, "regions"));
  const none: readonly string[] = [];
  return {
    name: `${recipe.network}-${n}`,
    version: VERSION,
    digest: digestOf(new Map([["world.json", recipeText(recipe)]])),
    countries: {
      ids,
      names: ids,
      regions,
      subregions,
      indexRegions: new Array<string>(n).fill(""),
      regimes: new Array<string>(n).fill(""),
      allies: new Array<readonly string[]>(n).fill(none),
      columns: countryColumns(n, values, places),
    },
    covariates: { firstYear: YEAR, years: 1, values: covariates(n, values) },
    suppliers: makeSuppliers(
      largest(values.gdp_usd_2019, recipe.suppliers).map((i) => ids[i] ?? ""),
    ),
    ties: TIE_KINDS.map(({ kind }) => {
      const { sources, targets } = kind === "border" ? pairs : NO_PAIRS;
      return { kind, sources, targets, weights: new Float64Array(sources.length).fill(1) };
    }),
    observed: [],
    imputed: [],
  };
}

const NO_PAIRS: Pairs = { sources: new Int32Array(0), targets: new Int32Array(0) };

function makePairs(recipe: WorldRecipe, places: Places | null, uniform: Uniform): Pairs {
  const { jurisdictions, degree, rewire } = recipe;
  if (places !== null) return spatial(places, degree, uniform);
  return recipe.network === "scale-free"
    ? scaleFree(jurisdictions, degree, uniform)
    : smallWorld(jurisdictions, degree, rewire, uniform);
}

/** "J001", "J002" …: as many digits as needed, so that ids are in the order of indices. */
function idsOf(n: number): readonly string[] {
  const digits = String(n).length;
  return Array.from({ length: n }, (_, i) => `J${String(i + 1).padStart(digits, "0")}`);
}

function countryColumns(
  n: number,
  values: MadeValues,
  places: Places | null,
): Record<CountryColumn, Vector> {
  const made: Partial<Record<string, Vector>> = { ...values, ...places };
  return Object.fromEntries(
    COUNTRY_COLUMNS.map(({ name, absent }) => [
      name,
      made[name] ?? new Float64Array(n).fill(absent),
    ]),
  ) as Record<CountryColumn, Vector>;
}

function covariates(n: number, values: MadeValues): Record<Covariate, Vector> {
  const made: Partial<Record<string, Vector>> = { ...values, population: values.population_2019 };
  return Object.fromEntries(
    COVARIATE_COLUMNS.map(({ name, absent }) => [
      name,
      made[name] ?? new Float64Array(n).fill(absent),
    ]),
  ) as Record<Covariate, Vector>;
}

/** Indices of the largest values, the largest first, ties by the lower index. */
function largest(values: Vector, count: number): number[] {
  const order = Uint32Array.from(values, (_, i) => i);
  order.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
  return [...order.subarray(0, count)];
}
