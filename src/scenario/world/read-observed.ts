import { hintOf, nearestName } from "./nearest-name.ts";
import { type CountryDraft, countryOf, splitList } from "./read-countries.ts";
import type { SupplierDraft } from "./read-suppliers.ts";
import { clip, readTable } from "./read-table.ts";
import type { Report } from "./report.ts";
import { OBSERVED_COLUMNS } from "./tables.ts";
import type { ObservedTable } from "./world.ts";

const FILE = "observed.csv";
const [VINTAGE, ISO3, ADOPTER, CATEGORIES, SUPPLIERS] = [0, 1, 2, 3, 4] as const;

/** Reads observed.csv into one table per vintage of world.json, by date; none without the file. */
export function readObserved(
  text: string | undefined,
  countries: CountryDraft,
  suppliers: SupplierDraft,
  vintages: ReadonlyMap<string, number>,
  report: Report,
): readonly ObservedTable[] {
  if (text === undefined) return [];
  const n = countries.ids.length;
  const width = suppliers.table.ids.length;
  const tables = new Map<string, ObservedTable>();
  for (const [vintage, date] of [...vintages].sort(
    (a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1),
  )) {
    tables.set(vintage, {
      vintage,
      date,
      adopter: new Float64Array(n).fill(Number.NaN),
      categories: new Float64Array(n).fill(Number.NaN),
      suppliers: new Float64Array(n * width).fill(Number.NaN),
    });
  }
  const seen = new Map<string, number>();
  readTable(FILE, text, OBSERVED_COLUMNS, report, (row) => {
    const vintage = row.text(VINTAGE);
    const table = tables.get(vintage);
    if (table === undefined) {
      row.problem(
        "E423",
        VINTAGE,
        `world.json gives no date for the vintage "${clip(vintage)}"`,
        hintOf(nearestName(vintage, tables.keys())),
      );
    }
    const id = row.text(ISO3);
    const country = countryOf(row, ISO3, countries);
    if (row.text(ADOPTER) === "")
      row.problem("E414", ADOPTER, `"${clip(id)}" has no value in the column "adopter"`);
    const adopter = row.value(ADOPTER);
    const categories = row.text(CATEGORIES) === "" ? adopter : row.value(CATEGORIES);
    const used: number[] = [];
    for (const supplier of splitList(row.text(SUPPLIERS))) {
      const index = suppliers.index.get(supplier);
      if (index === undefined) {
        row.problem(
          "E417",
          SUPPLIERS,
          `"${clip(supplier)}" is not in suppliers.csv`,
          hintOf(suppliers.suggest(supplier)),
        );
      } else {
        used.push(index);
      }
    }
    if (table === undefined || country === undefined) return;
    const key = `${vintage} ${country}`;
    const first = seen.get(key);
    if (first !== undefined) {
      row.problem("E415", ISO3, `"${id}" is there twice in "${vintage}"`, {
        note: `first on line ${first}`,
      });
      return;
    }
    seen.set(key, row.line());
    table.adopter[country] = adopter;
    table.categories[country] = categories;
    table.suppliers.fill(0, country * width, (country + 1) * width);
    for (const index of used) table.suppliers[country * width + index] = 1;
  });
  return [...tables.values()];
}
