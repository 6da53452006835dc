import type { Integers } from "../core/arrays.ts";
import { incomeBandOf, incomeBands } from "./income-bands.ts";
import type { Who } from "./scenario.ts";
import type { World } from "./world/world.ts";

/** A region's name as filters write it: "Sub-Saharan Africa" is `sub-saharan-africa`. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/**
 * Indices of the countries that `who` covers, ascending. Filters combine: a country must pass each.
 * `region` takes regions and subregions; `bloc` a supplier's homes and allies; `alliance` its allies.
 */
export function selectCountries(who: Who, world: World): Integers {
  const { countries, suppliers } = world;
  const all = countries.ids.map((_, i) => i);
  if (who === "all") return Int32Array.from(all);
  if (isList(who)) {
    const wanted = new Set(who);
    return Int32Array.from(all.filter((i) => wanted.has(countries.ids[i] ?? "")));
  }
  const { gdp_usd_2019, population_2019 } = countries.columns;
  const homes = new Map(suppliers.ids.map((id, j) => [id, new Set(suppliers.homes[j])]));
  return Int32Array.from(
    all.filter((i) => {
      const id = countries.ids[i] ?? "";
      const allies = countries.allies[i] ?? [];
      const income = (gdp_usd_2019[i] ?? 0) / (population_2019[i] ?? 1);
      const band = incomeBands[incomeBandOf(income)]?.id ?? "";
      const places = [slug(countries.regions[i] ?? ""), slug(countries.subregions[i] ?? "")];
      return (
        (who.region?.some((r) => places.includes(slug(r))) ?? true) &&
        (who.regime?.includes(countries.regimes[i] ?? "") ?? true) &&
        (who.income?.includes(band) ?? true) &&
        (who.alliance?.some((j) => allies.includes(j)) ?? true) &&
        (who.bloc?.some((j) => allies.includes(j) || homes.get(j)?.has(id) === true) ?? true)
      );
    }),
  );
}

function isList(who: Who): who is readonly string[] {
  return Array.isArray(who);
}
