import { COUNTRY_COLUMNS, COUNTRY_TEXTS } from "../../../src/scenario/world/tables.ts";
import type { CountryColumn } from "../../../src/scenario/world/world.ts";
import { cell, numeric, type Raw, type RawRow } from "./raw.ts";
import { type Bloc, blocOf, euMembers } from "./suppliers.ts";
import { type Table, tidy } from "./write.ts";

/** Year taken for a Belt and Road member whose year of joining is not known. */
const UNDATED_BRI_YEAR = 2018;

/** countries.csv: observed values only, empty where a source has none. */
export function countryTable(raw: Raw, all: readonly Bloc[]): Table {
  const eu = new Set(euMembers(raw));
  const bri = new Map(
    raw.memberships
      .filter((row) => cell(row, "organisation") === "BRI")
      .map((row) => [cell(row, "iso3"), row]),
  );
  const allies = allyRules(raw, all);
  return {
    header: [...COUNTRY_TEXTS, ...COUNTRY_COLUMNS].map((rule) => rule.name),
    rows: raw.countries.map((row) => {
      const id = cell(row, "iso3");
      const values = valuesOf(row, eu.has(id), bri.get(id));
      return [
        id,
        cell(row, "name"),
        cell(row, "region"),
        cell(row, "subregion"),
        cell(row, "aigs_region"),
        cell(row, "vdem_row_2021"),
        allies(row).join(";"),
        ...COUNTRY_COLUMNS.map((rule) => values[rule.name]),
      ];
    }),
  };
}

function valuesOf(
  row: RawRow,
  eu: boolean,
  bri: RawRow | undefined,
): Record<CountryColumn, number> {
  return {
    latitude: numeric(row, "lat"),
    longitude: numeric(row, "lon"),
    reference: numeric(row, "aigs2019_universe"),
    gdp_usd_2019: numeric(row, "gdp_usd_2019"),
    population_2019: numeric(row, "population_2019"),
    gdp_pc_ppp_2019: hasPurchasingPower(row) ? numeric(row, "gdp_pc_ppp_2019") : Number.NaN,
    urban_2019: tidy(numeric(row, "urban_pct_2019") / 100),
    homicide: numeric(row, "homicide_unodc_qog"),
    media_freedom_2019: numeric(row, "vdem_freexp_2019"),
    military_usd_2019: numeric(row, "milex_usd_2019_k") * 1000,
    conflict_years: numeric(row, "ucdp_conflict_years_2010_2019"),
    // The United Kingdom was on its way out: trade with it carries no rules of the EU.
    eu_2019: eu && cell(row, "iso3") !== "GBR" ? 1 : 0,
    bri_from: bri === undefined ? Number.NaN : Number(cell(bri, "year_from") || UNDATED_BRI_YEAR),
    bri_to: bri === undefined ? Number.NaN : numeric(bri, "year_to"),
    data_protection_law: numeric(row, "dp_law_first_year"),
  };
}

/** Gap-fills by others than the World Bank and the CIA are left out: their source is not one of ours. */
function hasPurchasingPower(row: RawRow): boolean {
  const source = cell(row, "gdp_pc_ppp_source");
  return source === "wb" || source.startsWith("cia_factbook");
}

/**
 * Blocs of which a country is an ally, not a home. United States: NATO, Five Eyes, or a defence pact
 * in East Asia and the Pacific (pacts of the Americas bind nearly all and say little). Russia: CSTO.
 * China: a defence pact. The other blocs have none.
 */
function allyRules(raw: Raw, all: readonly Bloc[]): (row: RawRow) => string[] {
  const pacts = new Set(
    raw.ties
      .filter((row) => cell(row, "kind") === "alliance")
      .flatMap((row) => {
        const [a, b] = [cell(row, "source_iso3"), cell(row, "target_iso3")];
        return [`${a} ${b}`, `${b} ${a}`];
      }),
  );
  return (row) => {
    const id = cell(row, "iso3");
    const is = (flag: string): boolean => cell(row, flag) === "1";
    const pact = (other: string): boolean => pacts.has(`${id} ${other}`);
    const allies: string[] = [];
    if (pact("CHN")) allies.push("china");
    if (is("csto_2019")) allies.push("russia");
    if (is("nato_2019") || is("five_eyes") || (pact("USA") && cell(row, "aigs_region") === "EAP"))
      allies.push("usa");
    return allies.filter((bloc) => blocOf(all, id) !== bloc);
  };
}
