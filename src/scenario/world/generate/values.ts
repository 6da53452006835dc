import type { Vector } from "../../../core/arrays.ts";
import { normalQuantile } from "../../../core/distributions.ts";
import { exp } from "../../../core/math.ts";
import type { CountryColumn, Covariate } from "../world.ts";
import type { Uniform } from "./uniform.ts";

/** What is made up for each jurisdiction: constant over the years; [jurisdiction] */
export type MadeValues = Pick<
  Record<CountryColumn | Covariate, Vector>,
  | "gdp_usd_2019"
  | "population_2019"
  | "urban_2019"
  | "homicide"
  | "media_freedom_2019"
  | "democracy"
  | "civil_society"
  | "private_liberties"
  | "ideal_point"
  | "political_stability"
  | "government_effectiveness"
>;

/**
 * A share or score: mean and SD over the shipped world in 2019, and how much of it goes with income and
 * how much with democracy (loadings of a standard normal variable; the rest is its own).
 */
interface Law {
  readonly mean: number;
  readonly sd: number;
  readonly income: number;
  readonly democracy: number;
  readonly low: number;
  readonly high: number;
}

const LAWS: Readonly<Partial<Record<keyof MadeValues, Law>>> = {
  democracy: { mean: 0.52, sd: 0.25, income: 0.5, democracy: 0, low: 0.01, high: 0.95 },
  urban_2019: { mean: 0.6, sd: 0.23, income: 0.65, democracy: 0, low: 0.05, high: 1 },
  media_freedom_2019: { mean: 0.66, sd: 0.28, income: -0.15, democracy: 0.95, low: 0, high: 1 },
  civil_society: { mean: 0.67, sd: 0.28, income: -0.15, democracy: 0.95, low: 0, high: 1 },
  private_liberties: { mean: 0.7, sd: 0.24, income: 0, democracy: 0.85, low: 0, high: 1 },
  ideal_point: { mean: 0, sd: 0.8, income: 0.3, democracy: 0.5, low: -4, high: 4 },
  political_stability: { mean: 0, sd: 1, income: 0.5, democracy: 0.3, low: -3, high: 3 },
  government_effectiveness: { mean: 0, sd: 1, income: 0.7, democracy: 0.25, low: -3, high: 3 },
};

/** Logarithms of GDP per head (USD), population and homicides per 100,000: mean and SD. */
const INCOME = { mean: 8.7, sd: 1.4 } as const;
const SIZE = { mean: 15.6, sd: 1.7 } as const;
const CRIME = { mean: 1, sd: 1.4 } as const;

/**
 * Values spread as those of the shipped world are, without its geography: income and size apart,
 * democracy with income, the rest with both. Rounded, so that tables hold them without loss.
 */
export function makeValues(jurisdictions: number, uniform: Uniform): MadeValues {
  const n = jurisdictions;
  const column = (): Vector => new Float64Array(n);
  // An open interval, since 0 and 1 have no quantile.
  const normal = (): number => normalQuantile((Math.floor(uniform() * 2 ** 52) + 0.5) / 2 ** 52);
  const values = Object.fromEntries(
    ["gdp_usd_2019", "population_2019", "homicide", ...Object.keys(LAWS)].map((name) => [
      name,
      column(),
    ]),
  ) as MadeValues;
  const laws = Object.entries(LAWS) as [keyof MadeValues, Law][];
  for (let i = 0; i < n; i++) {
    const income = normal();
    const people = between(Math.round(exp(SIZE.mean + SIZE.sd * normal())), 1000, 1e11);
    values.population_2019[i] = people;
    values.gdp_usd_2019[i] = between(
      Math.round(people * exp(INCOME.mean + INCOME.sd * income)),
      1000,
      1e15,
    );
    values.homicide[i] = to(exp(CRIME.mean + CRIME.sd * normal()), 3, 0, 500);
    let democracy = 0;
    for (const [name, law] of laws) {
      const z = law.income * income + law.democracy * democracy + ownPart(law) * normal();
      if (name === "democracy") democracy = z;
      values[name][i] = to(law.mean + law.sd * z, 4, law.low, law.high);
    }
  }
  return values;
}

/** Loading of what is a variable's own, such that its variance is 1. */
function ownPart({ income, democracy }: Law): number {
  const shared = 2 * income * democracy * (LAWS.democracy?.income ?? 0);
  return Math.sqrt(1 - income * income - democracy * democracy - shared);
}

function to(value: number, decimals: 3 | 4, low: number, high: number): number {
  const scale = decimals === 3 ? 1000 : 10_000;
  return Math.round(between(value, low, high) * scale) / scale + 0;
}

function between(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
