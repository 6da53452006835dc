import type { Grouping, Groups } from "../core/frame.ts";
import type { GroupSplit } from "../core/trajectory.ts";
import { incomeBandOf, incomeBands } from "./income-bands.ts";
import { slug } from "./select-countries.ts";
import { REGIMES } from "./world/regimes.ts";
import type { World } from "./world/world.ts";

/** Ids of the groups of each split, in the order of their columns. */
export type GroupNames = Readonly<Record<GroupSplit, readonly string[]>>;

/**
 * Sorts the countries of a world into groups: its regions, regimes, and bands of GDP per head in 2019.
 * A country whose region or regime is not known is in none of them.
 */
export function countryGroups(world: World): { groups: Groups; names: GroupNames } {
  const names = groupNames(world);
  const { regions, regimes, columns } = world.countries;
  const sort = (split: GroupSplit, of: readonly string[]): Grouping => ({
    count: names[split].length,
    of: Int32Array.from(of, (id) => names[split].indexOf(id)),
  });
  const { gdp_usd_2019, population_2019 } = columns;
  const bands = Int32Array.from(gdp_usd_2019, (gdp, i) =>
    incomeBandOf(gdp / (population_2019[i] ?? 1)),
  );
  return {
    groups: {
      region: sort("region", regions.map(slug)),
      regime: sort("regime", regimes),
      income: { count: names.income.length, of: bands },
    },
    names,
  };
}

/** Ids of the groups that a world has. */
export function groupNames({ countries }: World): GroupNames {
  return {
    region: [...new Set(countries.regions.map(slug))].filter((id) => id !== "").sort(),
    regime: REGIMES,
    income: incomeBands.map(({ id }) => id),
  };
}
