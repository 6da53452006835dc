import type { Problem } from "../problem.ts";
import type { Scenario } from "../scenario.ts";
import { selectCountries } from "../select-countries.ts";
import { quote } from "../source/limits.ts";
import { problem } from "../source/problems.ts";
import { find, type Mapping, placeOf, scalarAt } from "../source/tree.ts";
import type { World } from "../world/world.ts";

/** Warns of interventions whose filters no country of the world passes (W302). */
export function checkReach({ interventions }: Scenario, tree: Mapping, world: World): Problem[] {
  const section = find(tree, ["interventions"]);
  const items = section?.kind === "list" ? section.items : [];
  return interventions
    .filter(({ who }) => selectCountries(who, world).length === 0)
    .map(({ id }) => {
      const k = items.findIndex((item) => scalarAt(item, ["id"]) === id);
      const path = ["interventions", k, "who"];
      const message = `intervention ${quote(id)} covers no country`;
      return problem("W302", message, path, placeOf(tree, path));
    });
}
