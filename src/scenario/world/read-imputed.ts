import { hintOf, nearestName } from "./nearest-name.ts";
import { type CountryDraft, countryOf } from "./read-countries.ts";
import type { CovariateDraft } from "./read-covariates.ts";
import { clip, readTable, type TableRow } from "./read-table.ts";
import type { Report } from "./report.ts";
import { COUNTRY_COLUMNS, COVARIATE_COLUMNS, IMPUTED_COLUMNS, type ValueRule } from "./tables.ts";
import type { ImputedCell } from "./world.ts";

const FILE = "imputed.csv";
const [ISO3, COLUMN, FROM, TO, VALUE, SD, SCALE, RULE] = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** Columns that have a cell to fill, by name; a name in both tables is told apart by its years. */
const NAMES = [...COUNTRY_COLUMNS, ...COVARIATE_COLUMNS].map((rule) => rule.name);

/** Reads imputed.csv and writes its values into the empty cells of the two drafts. */
export function readImputed(
  text: string | undefined,
  countries: CountryDraft,
  covariates: CovariateDraft | null,
  report: Report,
): ImputedCell[] {
  const cells: ImputedCell[] = [];
  if (text === undefined) return cells;
  readTable(FILE, text, IMPUTED_COLUMNS, report, (row) => {
    const id = row.text(ISO3);
    const country = countryOf(row, ISO3, countries);
    const column = row.text(COLUMN);
    const years = readYears(row);
    const value = row.value(VALUE);
    const sd = row.value(SD);
    for (const needed of [VALUE, SD, RULE]) {
      if (row.text(needed) === "")
        row.problem(
          "E414",
          needed,
          `"${clip(id)}" has no "${IMPUTED_COLUMNS[needed]?.name}" for "${clip(column)}"`,
        );
    }
    const scale = row.text(SCALE) || "value";
    if (scale !== "value" && scale !== "ln")
      row.problem("E412", SCALE, `"${clip(scale)}" is neither value nor ln`);
    const rule = ruleOf(column, years !== null);
    if (rule === undefined) {
      row.problem(
        "E424",
        COLUMN,
        `"${clip(column)}" is no column ${years === null ? "of countries.csv" : "of covariates.csv"} that can be imputed`,
        hintOf(nearestName(column, NAMES)),
      );
      return;
    }
    if (value < (rule.low ?? -Infinity) || value > (rule.high ?? Infinity)) {
      row.problem("E411", VALUE, `${value} for "${column}" is outside ${rule.low} to ${rule.high}`);
      return;
    }
    if (country === undefined || Number.isNaN(value) || years === "wrong") return;
    if (!fill(row, { country, column, years, value }, countries, covariates)) return;
    cells.push({
      country,
      column,
      year: years?.[0] ?? null,
      lastYear: years?.[1] ?? null,
      sd: Number.isNaN(sd) ? 0 : sd,
      scale: scale === "ln" ? "ln" : "value",
      rule: row.text(RULE),
    });
  });
  return cells;
}

/** First and last year of a run of cells; null for a column of countries. */
function readYears(row: TableRow): readonly [number, number] | null | "wrong" {
  if (row.text(FROM) === "" && row.text(TO) === "") return null;
  for (const end of [FROM, TO]) {
    if (row.text(end) === "") row.problem("E414", end, "a run of years has no end");
  }
  const [from, to] = [row.value(FROM), row.value(TO)];
  if (from > to)
    row.problem("E421", TO, `the run of years ends in ${to}, before it starts in ${from}`);
  return from <= to ? [from, to] : "wrong";
}

function ruleOf(column: string, byYear: boolean): ValueRule | undefined {
  const rules: readonly ValueRule[] = byYear ? COVARIATE_COLUMNS : COUNTRY_COLUMNS;
  return rules.find((rule) => rule.name === column && rule.empty === "fill");
}

/** Writes a value into its cells; false, with a problem, if one of them is no empty cell. */
function fill(
  row: TableRow,
  cell: { country: number; column: string; years: readonly [number, number] | null; value: number },
  countries: CountryDraft,
  covariates: CovariateDraft | null,
): boolean {
  const { country, column, years, value } = cell;
  const file = years === null ? "countries.csv" : "covariates.csv";
  const values = valuesOf(column, years !== null, countries, covariates);
  if (values === undefined) {
    row.problem("E424", COLUMN, `${file} has no column "${column}", so none of its cells is empty`);
    return false;
  }
  const n = countries.ids.length;
  const firstYear = covariates?.firstYear ?? 0;
  const [from, to] = years === null ? [0, 0] : [years[0] - firstYear, years[1] - firstYear];
  if (years !== null && (from < 0 || to >= (covariates?.years ?? 0))) {
    row.problem(
      "E421",
      FROM,
      `${years[0]} to ${years[1]} reaches beyond the years of covariates.csv`,
    );
    return false;
  }
  for (let year = from; year <= to; year++) {
    const at = year * n + country;
    if (!Number.isNaN(values[at])) {
      row.problem(
        "E424",
        COLUMN,
        `"${column}" of "${countries.ids[country]}"${years === null ? "" : ` in ${firstYear + year}`} is not empty`,
      );
      return false;
    }
    values[at] = value;
  }
  return true;
}

function valuesOf(
  column: string,
  byYear: boolean,
  countries: CountryDraft,
  covariates: CovariateDraft | null,
): Float64Array<ArrayBuffer> | undefined {
  const columns: ReadonlyMap<string, Float64Array<ArrayBuffer>> | undefined = byYear
    ? covariates?.columns
    : countries.columns;
  return columns?.get(column);
}
