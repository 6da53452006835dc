import { COUNTRY_COLUMNS, COVARIATE_COLUMNS } from "./tables.ts";
import type { World } from "./world.ts";

/** How complete a numeric column is. */
export interface ColumnFacts {
  readonly table: "countries" | "covariates";
  readonly column: string;
  /** Cells observed. */
  readonly observed: number;
  /** Cells filled by a rule. */
  readonly imputed: number;
  /** Cells without a value, where none is needed; all those of a column that was left out. */
  readonly unknown: number;
  /** Countries of which at least one cell was filled by a rule. */
  readonly countriesImputed: number;
}

/** A vintage of the observed index in numbers. */
export interface ObservedFacts {
  readonly vintage: string;
  readonly date: number;
  /** Countries in the index. */
  readonly countries: number;
  readonly adopters: number;
  /** Countries with technology of each supplier, in the order of the suppliers. */
  readonly bySupplier: readonly { readonly supplier: string; readonly countries: number }[];
}

/** What a world holds, in numbers, for people to read. */
export interface WorldFacts {
  readonly name: string;
  readonly version: string;
  readonly digest: string;
  readonly countries: number;
  /** Countries in the reference set of the index. */
  readonly reference: number;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly suppliers: readonly {
    readonly id: string;
    readonly name: string;
    readonly homes: readonly string[];
  }[];
  readonly ties: readonly { readonly kind: string; readonly ties: number }[];
  readonly observed: readonly ObservedFacts[];
  readonly columns: readonly ColumnFacts[];
  /** Rules that filled cells, with the number of cells, most first. */
  readonly rules: readonly { readonly rule: string; readonly cells: number }[];
}

/** Counts, coverage and imputed cells of a world. */
export function worldFacts(world: World): WorldFacts {
  const { countries, covariates, suppliers } = world;
  const rules = new Map<string, number>();
  for (const { rule, year, lastYear } of world.imputed) {
    rules.set(rule, (rules.get(rule) ?? 0) + yearsOf(year, lastYear));
  }
  return {
    name: world.name,
    version: world.version,
    digest: world.digest,
    countries: countries.ids.length,
    reference: countries.columns.reference.reduce((sum, flag) => sum + flag, 0),
    firstYear: covariates.firstYear,
    lastYear: covariates.firstYear + covariates.years - 1,
    suppliers: suppliers.ids.map((id, j) => ({
      id,
      name: suppliers.names[j] ?? id,
      homes: suppliers.homes[j] ?? [],
    })),
    ties: world.ties.map(({ kind, sources }) => ({ kind, ties: sources.length })),
    observed: world.observed.map((table) => ({
      vintage: table.vintage,
      date: table.date,
      countries: count(table.adopter, (value) => !Number.isNaN(value)),
      adopters: count(table.adopter, (value) => value === 1),
      bySupplier: suppliers.ids.map((supplier, j) => ({
        supplier,
        countries: count(
          table.suppliers,
          (value, k) => value === 1 && k % suppliers.ids.length === j,
        ),
      })),
    })),
    columns: [
      ...COUNTRY_COLUMNS.map(({ name, absent }) =>
        columnFacts(world, "countries", name, countries.columns[name], absent),
      ),
      ...COVARIATE_COLUMNS.map(({ name, absent }) =>
        columnFacts(world, "covariates", name, covariates.values[name], absent),
      ),
      ...Object.entries(world.own?.constant ?? {}).map(([name, values]) =>
        columnFacts(world, "countries", `own.${name}`, values),
      ),
      ...Object.entries(world.own?.yearly ?? {}).map(([name, values]) =>
        columnFacts(world, "covariates", `own.${name}`, values),
      ),
    ],
    rules: [...rules]
      .map(([rule, cells]) => ({ rule, cells }))
      .sort((a, b) => b.cells - a.cells || (a.rule < b.rule ? -1 : 1)),
  };
}

function columnFacts(
  world: World,
  table: ColumnFacts["table"],
  column: string,
  values: Float64Array,
  absent = Number.NaN,
): ColumnFacts {
  let imputed = 0;
  const touched = new Set<number>();
  for (const cell of world.imputed) {
    if (cell.column !== column || (cell.year === null) !== (table === "countries")) continue;
    imputed += yearsOf(cell.year, cell.lastYear);
    touched.add(cell.country);
  }
  // A column that was left out holds its neutral value and nothing that anybody observed.
  const leftOut = values.every((value) => Object.is(value, absent));
  const known = leftOut ? imputed : count(values, (value) => !Number.isNaN(value));
  return {
    table,
    column,
    observed: known - imputed,
    imputed,
    unknown: values.length - known,
    countriesImputed: touched.size,
  };
}

function yearsOf(first: number | null, last: number | null): number {
  return first === null ? 1 : (last ?? first) - first + 1;
}

function count(values: Float64Array, is: (value: number, index: number) => boolean): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) if (is(values[k] ?? Number.NaN, k)) total++;
  return total;
}
