import { OWN_PREFIX, ownRules } from "./own-columns.ts";
import { type CountryDraft, countryOf } from "./read-countries.ts";
import { clip, readTable } from "./read-table.ts";
import type { Place, Report } from "./report.ts";
import { COVARIATE_COLUMNS, type ColumnRule } from "./tables.ts";
import type { Covariate } from "./world.ts";

/** Covariates before gaps are filled. */
export interface CovariateDraft {
  readonly firstYear: number;
  readonly years: number;
  /** Columns as read, NaN where empty, [year × country]; columns left out are absent. */
  readonly columns: ReadonlyMap<Covariate, Float64Array<ArrayBuffer>>;
  /** Columns of the world's own, by their names without the prefix, [year × country]. */
  readonly own: ReadonlyMap<string, Float64Array<ArrayBuffer>>;
  /** Where a country first stands in the file, by its index. */
  readonly places: ReadonlyMap<number, Place>;
}

const FILE = "covariates.csv";
const RULES: readonly ColumnRule[] = [
  { name: "iso3", kind: "text", needed: true },
  { name: "year", kind: "year", needed: true, low: 1900, high: 2100 },
  ...COVARIATE_COLUMNS,
];

/** Cells of one column beyond which a span of years is refused, before memory is asked for. */
const MOST_CELLS = 20_000_000;

/**
 * Reads covariates.csv; null if its header is unusable or no row can be used.
 *
 * @param span first and last year that world.json allows, or null.
 */
export function readCovariates(
  text: string,
  countries: CountryDraft,
  span: readonly [number, number] | null,
  report: Report,
): CovariateDraft | null {
  const rowCountries: number[] = [];
  const rowYears: number[] = [];
  const own = ownRules(text);
  const read: readonly ColumnRule[] = [...COVARIATE_COLUMNS, ...own];
  const rowValues: number[][] = read.map(() => []);
  const places = new Map<number, Place>();
  const lines = new Map<number, number>();

  const head = readTable(FILE, text, [...RULES, ...own], report, (row) => {
    const id = row.text(0);
    const country = countryOf(row, 0, countries);
    let year = row.value(1);
    if (row.text(1) === "") row.problem("E414", 1, `a row of "${clip(id)}" has no year`);
    if (span !== null && (year < span[0] || year > span[1])) {
      row.problem("E421", 1, `${year} is outside the years ${span[0]} to ${span[1]} of world.json`);
      year = Number.NaN;
    }
    const values = read.map((_, k) => row.value(2 + k));
    if (country === undefined || Number.isNaN(year)) return;
    const key = country * 201 + (year - 1900);
    const first = lines.get(key);
    if (first !== undefined) {
      row.problem("E415", 0, `${id} in ${year} is there twice`, { note: `first on line ${first}` });
      return;
    }
    lines.set(key, row.line());
    if (!places.has(country)) places.set(country, row.place(0));
    rowCountries.push(country);
    rowYears.push(year);
    for (const [k, value] of values.entries()) rowValues[k]?.push(value);
  });
  if (head === null || rowYears.length === 0) return null;

  let firstYear = 2100;
  let lastYear = 1900;
  for (const year of rowYears) {
    if (year < firstYear) firstYear = year;
    if (year > lastYear) lastYear = year;
  }
  if (span !== null) [firstYear, lastYear] = span;
  const n = countries.ids.length;
  const years = lastYear - firstYear + 1;
  if (years * n > MOST_CELLS) {
    report.add(
      "E409",
      FILE,
      { line: 1, column: 1, length: 1 },
      `${years} years of ${n} countries are more than ${MOST_CELLS.toLocaleString("en-US")} cells a column`,
    );
    return null;
  }
  const table = (k: number): Float64Array<ArrayBuffer> => {
    const values = new Float64Array(years * n).fill(Number.NaN);
    for (let row = 0; row < rowYears.length; row++) {
      const at = ((rowYears[row] ?? 0) - firstYear) * n + (rowCountries[row] ?? 0);
      values[at] = rowValues[k]?.[row] ?? Number.NaN;
    }
    return values;
  };
  const columns = new Map<Covariate, Float64Array<ArrayBuffer>>();
  for (const [k, rule] of COVARIATE_COLUMNS.entries()) {
    if (head.has(2 + k)) columns.set(rule.name, table(k));
  }
  const ownColumns = own.map(
    ({ name }, k) => [name.slice(OWN_PREFIX.length), table(COVARIATE_COLUMNS.length + k)] as const,
  );
  return { firstYear, years, columns, own: new Map(ownColumns), places };
}
