// What moments and correlations of targets are taken with.

import type { Vector } from "../../core/arrays.ts";
import type { Frame } from "../../core/frame.ts";
import { log } from "../../core/math.ts";
import type { Labels } from "../../scenario/compiled.ts";
import { BASE_YEAR, baseYearValues, moments } from "../../scenario/covariates.ts";
import type { World } from "../../scenario/world/world.ts";
import type { CovariateName } from "./targets.ts";

/** 1 for members of the Belt and Road Initiative at the end of 2019. */
export function beltAndRoad({ countries }: World): Vector {
  const { bri_from, bri_to } = countries.columns;
  return Float64Array.from(bri_from, (from, i) =>
    from <= BASE_YEAR && !((bri_to[i] as number) <= BASE_YEAR) ? 1 : 0,
  );
}

/** Income below which poverty counts, USD per head: the default of the affordability threshold (E7). */
const POVERTY_LINE = 1630;

/** Covariates of 2019, standardised over the reference set; military spending as its logarithm, NaN where unknown. */
export function covariatesOf(
  world: World,
  frame: Frame,
  labels: Labels,
): (name: CovariateName) => Vector {
  const { columns } = world.countries;
  const usa = labels.suppliers.indexOf("usa");
  const income = columns.gdp_usd_2019.map((gdp, i) => gdp / (columns.population_2019[i] as number));
  const raw = (name: CovariateName): Vector => {
    switch (name) {
      case "income":
        return income.map(log);
      case "poverty":
        return income.map((y) => Math.max(0, log(POVERTY_LINE / y)));
      case "size":
        return columns.population_2019.map(log);
      case "capacity":
        return baseYearValues(world, "government_effectiveness");
      case "unrest":
        return baseYearValues(world, "political_stability").map((x) => -x);
      case "crime":
        return columns.homicide.map((rate) => log(Math.max(0.1, rate)));
      case "democracy":
        return baseYearValues(world, "democracy");
      case "ideal_point":
        return baseYearValues(world, "ideal_point");
      case "belt_and_road":
        return beltAndRoad(world);
      case "us_ally":
        return Float64Array.from(world.countries.allies, (allies, i) =>
          allies.includes("usa") || (usa >= 0 && frame.home[i * frame.suppliers + usa] === 1)
            ? 1
            : 0,
        );
      case "military":
        return columns.military_usd_2019.map((x) => (x > 0 ? log(x) : Number.NaN));
    }
  };
  return (name) => {
    const values = raw(name);
    if (name === "military") return values;
    const { mean, sd } = moments(values, frame.reference);
    return values.map((x) => (sd < 1e-12 ? 0 : (x - mean) / sd));
  };
}
