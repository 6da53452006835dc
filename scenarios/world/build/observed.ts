import { cell, type Raw, type RawRow } from "./raw.ts";
import { type Bloc, blocOf } from "./suppliers.ts";
import type { Table } from "./write.ts";

/** A vintage of the index: its date and how the raw table marks it. */
interface Vintage {
  readonly name: string;
  readonly year: string;
  readonly prefix: string;
  readonly categories: readonly string[];
}

const VINTAGES: readonly Vintage[] = [
  {
    name: "aigs-2019",
    year: "2019",
    prefix: "aigs2019",
    categories: ["smart_city", "facial_recognition", "smart_policing"],
  },
  {
    name: "aigs-2020",
    year: "2020",
    prefix: "aigs2020",
    categories: ["smart_city", "facial_recognition", "smart_policing", "social_media"],
  },
];

/**
 * Decimal dates of the vintages. The 2019 table is of mid-September, the end of the third quarter. The
 * month of the 2020 revision is not documented in our copy; its evidence ends within 2020, so the same
 * quarter one year on is taken.
 */
export const VINTAGE_DATES: Readonly<Record<string, number>> = {
  "aigs-2019": 2019.75,
  "aigs-2020": 2020.75,
};

/** observed.csv: the countries of the index with their documented categories and the blocs of the firms named. */
export function observedTable(raw: Raw, all: readonly Bloc[]): Table {
  const rows: (string | number)[][] = [];
  for (const vintage of VINTAGES) {
    const used = originsByCountry(raw, vintage, all);
    for (const country of raw.countries) {
      if (cell(country, "aigs2019_universe") !== "1") continue;
      const id = cell(country, "iso3");
      rows.push([
        vintage.name,
        id,
        cell(country, `${vintage.prefix}_adopter`),
        countCategories(country, vintage),
        [...(used.get(id) ?? [])].sort().join(";"),
      ]);
    }
  }
  return { header: ["vintage", "iso3", "adopter", "categories", "suppliers"], rows };
}

function countCategories(country: RawRow, vintage: Vintage): number {
  return vintage.categories.filter(
    (category) => cell(country, `${vintage.prefix}_${category}`) === "1",
  ).length;
}

/** Blocs per country: the index's own origins and, for firms it names without one, those of our map of firms. */
function originsByCountry(
  raw: Raw,
  vintage: Vintage,
  all: readonly Bloc[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const row of raw.adoption) {
    const source = cell(row, "source");
    const own = source === vintage.prefix || source === `${vintage.prefix}+company_origins`;
    if (!own || cell(row, "year") !== vintage.year || cell(row, "technology") !== "any") continue;
    const bloc = blocOf(all, cell(row, "supplier_origin"));
    if (bloc === null) continue;
    const id = cell(row, "iso3");
    found.set(id, (found.get(id) ?? new Set()).add(bloc));
  }
  return found;
}
