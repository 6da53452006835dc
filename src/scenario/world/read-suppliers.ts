import { hintOf, suggester } from "./nearest-name.ts";
import type { CountryDraft } from "./read-countries.ts";
import { readId, splitList } from "./read-countries.ts";
import { clip, readTable } from "./read-table.ts";
import type { Place, Report } from "./report.ts";
import { MOST_SUPPLIERS, SUPPLIER_COLUMNS, SUPPLIER_TEXTS } from "./tables.ts";
import type { SupplierTable } from "./world.ts";

const FILE = "suppliers.csv";
const RULES = [...SUPPLIER_TEXTS, ...SUPPLIER_COLUMNS];
const TEXTS = SUPPLIER_TEXTS.length;
const [ID, NAME, HOMES, RIVALS] = [0, 1, 2, 3] as const;

/** Suppliers, and the id nearest to a wrong one. */
export interface SupplierDraft {
  readonly table: SupplierTable;
  readonly index: ReadonlyMap<string, number>;
  readonly suggest: (wrong: string) => string | null;
}

/** Reads suppliers.csv; null if its header is unusable. `countries` is null if that table was. */
export function readSuppliers(
  text: string,
  countries: CountryDraft | null,
  report: Report,
): SupplierDraft | null {
  const found: { id: string; name: string; homes: string[]; rivals: string[]; values: number[] }[] =
    [];
  const lines = new Map<string, number>();
  const named: { rival: string; supplier: string; place: Place }[] = [];
  const head = readTable(FILE, text, RULES, report, (row) => {
    const id = readId(row, lines, "supplier");
    const homes = splitList(row.text(HOMES));
    const rivals = splitList(row.text(RIVALS));
    if (homes.length === 0)
      row.problem("E414", HOMES, `supplier "${id ?? row.text(ID)}" has no home country`);
    for (const home of homes) {
      if (countries !== null && !countries.index.has(home)) {
        row.problem(
          "E416",
          HOMES,
          `home "${clip(home)}" of supplier "${id ?? ""}" is not in countries.csv`,
          hintOf(countries.suggest(home)),
        );
      }
    }
    const values = SUPPLIER_COLUMNS.map((rule, k) => {
      if (row.text(TEXTS + k) === "")
        row.problem("E414", TEXTS + k, `supplier "${id ?? ""}" has no "${rule.name}"`);
      return row.value(TEXTS + k);
    });
    // Rivals may stand further down, so they are looked up at the end.
    for (const rival of rivals) named.push({ rival, supplier: id ?? "", place: row.place(RIVALS) });
    if (id !== null) found.push({ id, name: row.text(NAME) || id, homes, rivals, values });
  });
  if (head === null) return null;
  if (found.length > MOST_SUPPLIERS) {
    report.add(
      "E419",
      FILE,
      { line: 1, column: 1, length: 1 },
      `${found.length} suppliers are more than ${MOST_SUPPLIERS}`,
    );
  }
  found.sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = found.map(({ id }) => id);
  const suggest = suggester(ids);
  const index = new Map(ids.map((id, k) => [id, k]));
  for (const { rival, supplier, place } of named) {
    if (rival === supplier) {
      report.add("E417", FILE, place, `supplier "${supplier}" is its own rival`, {
        path: ["rivals"],
      });
    } else if (!index.has(rival)) {
      report.add(
        "E417",
        FILE,
        place,
        `rival "${clip(rival)}" of supplier "${supplier}" is not in suppliers.csv`,
        {
          path: ["rivals"],
          ...hintOf(suggest(rival)),
        },
      );
    }
  }
  return {
    table: {
      ids,
      names: found.map(({ name }) => name),
      homes: found.map(({ homes }) => [...new Set(homes)]),
      rivals: found.map(({ rivals }) => [...new Set(rivals)]),
      columns: Object.fromEntries(
        SUPPLIER_COLUMNS.map((rule, k) => [
          rule.name,
          Float64Array.from(found, ({ values }) => values[k] ?? Number.NaN),
        ]),
      ),
    },
    index,
    suggest,
  };
}
