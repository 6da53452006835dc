import { MOST_SUPPLIERS } from "../tables.ts";

/** Kinds of networks that synthetic jurisdictions can be tied by. */
export const NETWORK_KINDS = ["scale-free", "small-world", "spatial"] as const;

/** One of the kinds of networks. */
export type NetworkKind = (typeof NETWORK_KINDS)[number];

/** Number of the way in which worlds are made. A change that moves a value of any world raises it. */
export const GENERATOR: number = 1;

/** Everything that makes a synthetic world: the same recipe makes the same world, to the byte. */
export interface WorldRecipe {
  /** Number of the generator: `GENERATOR`. */
  readonly generator: number;
  /** How jurisdictions are tied: see docs/worlds.md. */
  readonly network: NetworkKind;
  /** Number of jurisdictions, 2 to 1,000,000. */
  readonly jurisdictions: number;
  /** Ties per jurisdiction in the mean, 2 to 64; even but in spatial worlds. */
  readonly degree: number;
  /** Share of a small world's ties that are moved to a random end, [0,1]. */
  readonly rewire: number;
  /** Number of suppliers, 1 to 32, each at home in one of the largest economies. */
  readonly suppliers: number;
  /** Any text up to 200 characters. */
  readonly seed: string;
}

/** Most jurisdictions of a synthetic world. */
export const MOST_JURISDICTIONS = 1_000_000;

/** What is taken where nothing is said. */
export const DEFAULT_RECIPE: Omit<WorldRecipe, "jurisdictions"> = {
  generator: GENERATOR,
  network: "small-world",
  degree: 8,
  rewire: 0.1,
  suppliers: 3,
  seed: "1",
};

/** Keys of a recipe as world.json has them. */
export const RECIPE_KEYS: readonly (keyof WorldRecipe)[] = [
  "generator",
  "network",
  "jurisdictions",
  "degree",
  "rewire",
  "suppliers",
  "seed",
];

/** Something that is wrong with a recipe: under which key, and what to do about it. */
export interface RecipeFault {
  readonly key: keyof WorldRecipe;
  readonly message: string;
}

/** What is wrong with a recipe, each with the value and what is allowed; empty if nothing. */
export function recipeFaults(recipe: Readonly<Record<keyof WorldRecipe, unknown>>): RecipeFault[] {
  const faults: RecipeFault[] = [];
  const wrong = (key: keyof WorldRecipe, wanted: string): void => {
    faults.push({ key, message: `${key} is ${shown(recipe[key])} and should be ${wanted}` });
  };
  const whole = (key: "jurisdictions" | "suppliers", low: number, high: number): boolean => {
    const value = recipe[key];
    const fits = Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
    if (!fits) wrong(key, `a whole number from ${low} to ${high.toLocaleString("en-US")}`);
    return fits;
  };
  if (recipe.generator !== GENERATOR) {
    wrong("generator", `${GENERATOR}, the only way in which this version makes worlds`);
  }
  const known = NETWORK_KINDS.find((kind) => kind === recipe.network);
  if (known === undefined) wrong("network", `one of ${NETWORK_KINDS.join(", ")}`);
  const sized = whole("jurisdictions", 2, MOST_JURISDICTIONS);
  const { degree, rewire, seed } = recipe;
  const even = known !== "spatial";
  if (typeof degree !== "number" || !(degree >= 2 && degree <= 64) || (even && degree % 2 !== 0)) {
    wrong("degree", even ? "an even number from 2 to 64" : "a number from 2 to 64");
  }
  if (typeof rewire !== "number" || !(rewire >= 0 && rewire <= 1)) wrong("rewire", "from 0 to 1");
  if (typeof seed !== "string" || seed === "" || seed.length > 200) {
    wrong("seed", "a text of 1 to 200 characters");
  }
  if (whole("suppliers", 1, MOST_SUPPLIERS) && sized) {
    const { suppliers, jurisdictions } = recipe as WorldRecipe;
    if (suppliers > jurisdictions) {
      wrong("suppliers", `at most ${jurisdictions}: each has a home of its own`);
    }
  }
  return faults;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "missing";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
