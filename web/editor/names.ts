import { outcomeDefinitions } from "../../src/core/outcomes.ts";
import type { World } from "../../src/scenario/world/world.ts";
import type { ShippedScenario } from "../explore/scenarios.ts";
import type { Names } from "./completions.ts";

/** The names that a scenario may use here. */
export function namesOf(
  { suppliers, countries }: Pick<World, "suppliers" | "countries">,
  shipped: readonly ShippedScenario[],
): Names {
  const named = ({ ids, names }: { ids: readonly string[]; names: readonly string[] }) =>
    ids.map((word, k) => ({ word, note: names[k] ?? "" }));
  return {
    suppliers: named(suppliers),
    countries: named(countries),
    outcomes: outcomeDefinitions.map(({ id, definition }) => ({ word: id, note: definition })),
    scenarios: shipped.map(({ id, title }) => ({ word: id, note: title })),
  };
}
