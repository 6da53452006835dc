import {
  COUNTRY_COLUMNS,
  COVARIATE_COLUMNS,
  MOST_ROWS,
  SUPPLIER_COLUMNS,
  TIE_COLUMNS,
  type ValueRule,
} from "../tables.ts";
import type { World } from "../world.ts";
import { recipeText } from "./generate-world.ts";
import type { WorldRecipe } from "./recipe.ts";

/** Rows that are handed over together: memory does not grow with the table. */
const ROWS = 5000;

/** A file of a world folder, in pieces. */
export interface WorldFile {
  readonly name: string;
  readonly pieces: Iterable<string>;
}

/** Whether a synthetic world is small enough to be written as tables, which people can change. */
export function fitsTables({ jurisdictions }: WorldRecipe): boolean {
  return jurisdictions <= MOST_ROWS["countries.csv"];
}

/**
 * The files of a synthetic world: tables where they hold it, else world.json alone, by which it is made
 * anew each time it is read. Reading the tables gives the same world.
 *
 * @param world what `generateWorld` has made of the recipe
 */
export function worldFiles(world: World, recipe: WorldRecipe): readonly WorldFile[] {
  if (!fitsTables(recipe)) return [{ name: "world.json", pieces: [recipeText(recipe)] }];
  const settings = { version: world.version };
  return [
    { name: "countries.csv", pieces: countriesTable(world) },
    { name: "covariates.csv", pieces: covariatesTable(world) },
    { name: "suppliers.csv", pieces: suppliersTable(world) },
    { name: "ties.csv", pieces: tiesTable(world) },
    { name: "world.json", pieces: [`${JSON.stringify(settings, null, 2)}\n`] },
  ];
}

/** A header and rows, in pieces of a few thousand rows. */
function* table(
  header: readonly string[],
  rows: number,
  row: (index: number) => readonly (string | number)[],
): Generator<string> {
  let text = `${header.join(",")}\n`;
  for (let i = 0; i < rows; i++) {
    text += `${row(i).join(",")}\n`;
    if ((i + 1) % ROWS !== 0) continue;
    yield text;
    text = "";
  }
  yield text;
}

/** Columns that say something: the others are left out and read as what they are without a value. */
function told<Name extends string>(
  rules: readonly (ValueRule & { readonly name: Name })[],
  values: Readonly<Record<Name, Float64Array>>,
): readonly Name[] {
  return rules
    .filter(({ name, absent }) => values[name].some((value) => !Object.is(value, absent)))
    .map(({ name }) => name);
}

function countriesTable({ countries }: World): Iterable<string> {
  const { ids, regions, subregions, columns } = countries;
  const names = told(COUNTRY_COLUMNS, columns);
  return table(["iso3", "region", "subregion", ...names], ids.length, (i) => [
    ids[i] ?? "",
    regions[i] ?? "",
    subregions[i] ?? "",
    ...names.map((name) => columns[name][i] ?? ""),
  ]);
}

function covariatesTable({ countries, covariates }: World): Iterable<string> {
  const { ids } = countries;
  const names = told(COVARIATE_COLUMNS, covariates.values);
  return table(["iso3", "year", ...names], ids.length, (i) => [
    ids[i] ?? "",
    covariates.firstYear,
    ...names.map((name) => covariates.values[name][i] ?? ""),
  ]);
}

function suppliersTable({ suppliers }: World): Iterable<string> {
  const names = SUPPLIER_COLUMNS.map(({ name }) => name);
  return table(["id", "name", "homes", "rivals", ...names], suppliers.ids.length, (j) => [
    suppliers.ids[j] ?? "",
    suppliers.names[j] ?? "",
    suppliers.homes[j]?.join(";") ?? "",
    suppliers.rivals[j]?.join(";") ?? "",
    ...names.map((name) => suppliers.columns[name]?.[j] ?? ""),
  ]);
}

function* tiesTable({ countries, ties }: World): Generator<string> {
  const { ids } = countries;
  let header = TIE_COLUMNS.map(({ name }) => name);
  for (const { kind, sources, targets, weights } of ties) {
    if (sources.length === 0) continue;
    const pieces = table(header, sources.length, (e) => [
      ids[sources[e] ?? 0] ?? "",
      ids[targets[e] ?? 0] ?? "",
      kind,
      weights[e] ?? 1,
    ]);
    for (const piece of pieces) yield header.length > 0 ? piece : piece.slice(1);
    header = [];
  }
}
