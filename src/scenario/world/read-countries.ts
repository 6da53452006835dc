import { hintOf, suggester } from "./nearest-name.ts";
import { OWN_PREFIX, ownRules, ownValues } from "./own-columns.ts";
import { clip, readTable, type TableRow } from "./read-table.ts";
import { REGIMES } from "./regimes.ts";
import type { Place, Report } from "./report.ts";
import { COUNTRY_COLUMNS, COUNTRY_TEXTS } from "./tables.ts";
import type { Column, CountryColumn } from "./world.ts";

/** The country table before suppliers are known and gaps are filled. Rows in the order of ids. */
export interface CountryDraft {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly regions: readonly string[];
  readonly subregions: readonly string[];
  readonly indexRegions: readonly string[];
  readonly regimes: readonly string[];
  /** Cells of the column `allies`, not yet checked. */
  readonly allies: readonly (readonly string[])[];
  /** Columns as read, NaN where empty; columns left out are absent. */
  readonly columns: ReadonlyMap<CountryColumn, Column>;
  /** Columns of the world's own, by their names without the prefix. */
  readonly own: ReadonlyMap<string, Column>;
  /** Where each country stands in its file, for later messages. */
  readonly places: readonly CountryPlaces[];
  /** Index of a country by its id. */
  readonly index: ReadonlyMap<string, number>;
  /** The id nearest to a wrong one. */
  readonly suggest: (wrong: string) => string | null;
}

/** Places of a country's cells that can only be checked once other tables are read. */
export interface CountryPlaces {
  readonly id: Place;
  readonly allies: Place;
  /** Empty cells that need a value, by column. */
  readonly empty: ReadonlyMap<string, Place>;
}

const NOTHING: ReadonlyMap<string, Place> = new Map();
const FILE = "countries.csv";
const IDENTIFIER = /^[A-Za-z0-9_-]{1,64}$/;
const RULES = [...COUNTRY_TEXTS, ...COUNTRY_COLUMNS];
const TEXTS = COUNTRY_TEXTS.length;
const ALLIES = COUNTRY_TEXTS.findIndex((rule) => rule.name === "allies");
const REGIME = COUNTRY_TEXTS.findIndex((rule) => rule.name === "regime");

/** Reads countries.csv; null if its header is unusable. */
export function readCountries(text: string, report: Report): CountryDraft | null {
  const found: {
    id: string;
    texts: string[];
    values: number[];
    own: readonly number[];
    places: CountryPlaces;
  }[] = [];
  const own = ownRules(text);
  const lines = new Map<string, number>();
  const head = readTable(FILE, text, [...RULES, ...own], report, (row) => {
    const id = readId(row, lines, "country");
    const texts = COUNTRY_TEXTS.map((_, k) => row.text(k));
    const values = COUNTRY_COLUMNS.map((_, k) => row.value(TEXTS + k));
    checkRegime(row);
    if (id === null) return;
    const ownRow = ownValues(row, own, RULES.length, id);
    found.push({ id, texts, values, own: ownRow, places: placesOf(row) });
  });
  if (head === null) return null;
  if (head.rows > 0 && found.length < 2) {
    report.add(
      "E418",
      FILE,
      { line: 1, column: 1, length: 1 },
      `a world needs at least 2 countries and this one has ${found.length}`,
    );
  }
  // By code units, not by locale: the order must be the same on every machine.
  found.sort((a, b) => (a.id < b.id ? -1 : 1));

  const columns = new Map<CountryColumn, Column>();
  for (const [k, rule] of COUNTRY_COLUMNS.entries()) {
    if (head.has(TEXTS + k)) {
      columns.set(
        rule.name,
        Float64Array.from(found, ({ values }) => values[k] ?? Number.NaN),
      );
    }
  }
  const ids = found.map(({ id }) => id);
  const column = (name: string): string[] => {
    const k = COUNTRY_TEXTS.findIndex((rule) => rule.name === name);
    return found.map(({ texts }) => texts[k] ?? "");
  };
  return {
    ids,
    names: column("name").map((name, k) => name || (ids[k] ?? "")),
    regions: column("region"),
    subregions: column("subregion"),
    indexRegions: column("index_region"),
    regimes: column("regime"),
    allies: column("allies").map(splitList),
    columns,
    own: new Map(
      own.map(({ name }, k) => [
        name.slice(OWN_PREFIX.length),
        Float64Array.from(found, (row) => row.own[k] ?? Number.NaN),
      ]),
    ),
    places: found.map(({ places }) => places),
    index: new Map(ids.map((id, k) => [id, k])),
    suggest: suggester(ids),
  };
}

/** Checks the id in a row's first column; null if it is wrong or was there before. */
export function readId(row: TableRow, lines: Map<string, number>, what: string): string | null {
  const id = row.text(0);
  if (!IDENTIFIER.test(id)) {
    row.problem(
      "E413",
      0,
      id === "" ? `a ${what} has no id` : `"${clip(id)}" is not a proper id of a ${what}`,
    );
    return null;
  }
  const first = lines.get(id);
  if (first !== undefined) {
    row.problem("E415", 0, `the ${what} "${id}" is there twice`, {
      note: `first on line ${first}`,
    });
    return null;
  }
  lines.set(id, row.line());
  return id;
}

/** Ids separated by ";". */
export function splitList(cell: string): string[] {
  return cell
    .split(";")
    .map((id) => id.trim())
    .filter((id) => id !== "");
}

/** Places are kept only where a later check may need them: a world may have 100,000 rows. */
function placesOf(row: TableRow): CountryPlaces {
  const id = row.place(0);
  let empty: Map<string, Place> | null = null;
  for (const [k, rule] of COUNTRY_COLUMNS.entries()) {
    if (rule.empty !== "fill" || !row.has(TEXTS + k) || row.text(TEXTS + k) !== "") continue;
    empty ??= new Map();
    empty.set(rule.name, row.place(TEXTS + k));
  }
  return { id, allies: row.text(ALLIES) === "" ? id : row.place(ALLIES), empty: empty ?? NOTHING };
}

function checkRegime(row: TableRow): void {
  const regime = row.text(REGIME);
  if (regime === "" || REGIMES.includes(regime)) return;
  row.problem(
    "E412",
    REGIME,
    `"${clip(regime)}" is not a regime class: ${REGIMES.join(", ")} or empty`,
  );
}

/** Index of the country that a cell of another table names; one that is not there is reported. */
export function countryOf(
  row: TableRow,
  column: number,
  countries: CountryDraft,
): number | undefined {
  const id = row.text(column);
  const index = countries.index.get(id);
  if (index === undefined) {
    row.problem(
      "E416",
      column,
      `"${clip(id)}" is not in countries.csv`,
      hintOf(countries.suggest(id)),
    );
  }
  return index;
}
