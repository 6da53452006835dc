import type { Vector } from "../../core/arrays.ts";
import type { Checked } from "../problem.ts";
import { digestOf } from "./digest.ts";
import { fillYears } from "./fill-years.ts";
import { generateWorld } from "./generate/generate-world.ts";
import type { WorldRecipe } from "./generate/recipe.ts";
import { hintOf, nearestName } from "./nearest-name.ts";
import { type CountryDraft, readCountries } from "./read-countries.ts";
import { type CovariateDraft, readCovariates } from "./read-covariates.ts";
import { readImputed } from "./read-imputed.ts";
import { readObserved } from "./read-observed.ts";
import { readSegments } from "./read-segments.ts";
import { readSettings } from "./read-settings.ts";
import { readSuppliers, type SupplierDraft } from "./read-suppliers.ts";
import { clip } from "./read-table.ts";
import { readTies } from "./read-ties.ts";
import { createReport, type Report } from "./report.ts";
import { COUNTRY_COLUMNS, COVARIATE_COLUMNS, WORLD_FILES } from "./tables.ts";
import type { Column, CountryColumn, Covariate, ImputedCell, OwnColumns, World } from "./world.ts";

/** Most characters of one file; beyond, the file is refused unread. */
const MOST_CHARACTERS = 200_000_000;

/**
 * Checks the tables of a world and puts them together.
 *
 * Every problem of every table is reported, with file, line and column. Filling of gaps that follows
 * from the tables alone happens here: years between and beyond those known. Everything else that was
 * assumed has to stand in imputed.csv, so that the other tables hold observations only.
 *
 * @param files text of each file by its name; which files there may be is told by `WORLD_FILES`.
 * @param name what the world is called: its folder, or "world" for the shipped one.
 * @param digest what to digest the files with, for hosts that do faster than `digestOf` what it does.
 */
export function checkWorld(
  files: ReadonlyMap<string, string>,
  name: string,
  digest: (files: ReadonlyMap<string, string>) => string = digestOf,
): Checked<World> {
  const report = createReport();
  const read = acceptFiles(files, report);
  const settings = readSettings(read.get("world.json"), report);
  if (settings.recipe !== null) {
    return fromRecipe(settings.recipe, settings.version, read, report, { name, digest });
  }
  // What was meant for a recipe has no tables: what is wrong with it has been said.
  if (report.failed() && read.size === 1 && read.has("world.json")) {
    return { ok: false, problems: report.problems() };
  }
  const countries = readNeeded(read, "countries.csv", report, (text) =>
    readCountries(text, report),
  );
  const suppliers = readNeeded(read, "suppliers.csv", report, (text) =>
    readSuppliers(text, countries, report),
  );
  const segmentText = read.get("segments.csv");
  const segments = segmentText === undefined ? null : readSegments(segmentText, report);
  if (countries === null) return { ok: false, problems: report.problems() };
  if (suppliers !== null) checkAllies(countries, suppliers, report);

  const covariates = readNeeded(read, "covariates.csv", report, (text) =>
    readCovariates(text, countries, settings.span, report),
  );
  const ties = readTies(read.get("ties.csv"), countries, report);
  if (read.has("observed.csv") && !read.has("world.json")) {
    report.add(
      "E401",
      "world.json",
      null,
      "world.json is missing: it gives the dates of the vintages in observed.csv",
    );
  }
  const observed =
    suppliers === null
      ? []
      : readObserved(read.get("observed.csv"), countries, suppliers, settings.vintages, report);
  const imputed = readImputed(read.get("imputed.csv"), countries, covariates, report);

  const columns = completeCountries(countries, report);
  const series =
    covariates === null
      ? null
      : completeCovariates(covariates, countries, columns, imputed, report);
  const own = completeOwn(countries, covariates, report);
  if (report.failed() || series === null || suppliers === null || covariates === null) {
    return { ok: false, problems: report.problems() };
  }
  const world: World = {
    name,
    version: settings.version,
    digest: digest(read),
    countries: {
      ids: countries.ids,
      names: countries.names,
      regions: countries.regions,
      subregions: countries.subregions,
      indexRegions: countries.indexRegions,
      regimes: countries.regimes,
      allies: countries.allies,
      columns,
    },
    covariates: { firstYear: covariates.firstYear, years: covariates.years, values: series },
    ...(own === null ? {} : { own }),
    suppliers: suppliers.table,
    ...(segments === null ? {} : { segments }),
    ties,
    observed,
    imputed,
  };
  return { ok: true, value: world, problems: report.problems() };
}

/** Makes the world of a recipe; tables beside it would be read by nobody, so they are errors. */
function fromRecipe(
  recipe: WorldRecipe,
  version: string,
  read: ReadonlyMap<string, string>,
  report: Report,
  known: { readonly name: string; readonly digest: (files: ReadonlyMap<string, string>) => string },
): Checked<World> {
  for (const file of read.keys()) {
    if (file === "world.json") continue;
    report.add(
      "E426",
      file,
      null,
      `${file} stands beside a world.json that makes the whole world`,
      {
        hint: `take "generate" out of world.json, or ${file} out of the folder`,
      },
    );
  }
  if (report.failed()) return { ok: false, problems: report.problems() };
  const world = { ...generateWorld(recipe), version, name: known.name };
  return { ok: true, value: { ...world, digest: known.digest(read) }, problems: report.problems() };
}

/** The files that belong to a world, none of them too large. */
function acceptFiles(files: ReadonlyMap<string, string>, report: Report): Map<string, string> {
  const accepted = new Map<string, string>();
  for (const [file, text] of files) {
    if (!WORLD_FILES.includes(file)) {
      report.add(
        "W401",
        file,
        null,
        `${clip(file)} is no table of a world and is not read`,
        hintOf(nearestName(file, WORLD_FILES)),
      );
    } else if (text.length > MOST_CHARACTERS) {
      report.add("E409", file, null, `${file} is larger than ${MOST_CHARACTERS / 1e6} megabytes`);
      accepted.set(file, "");
    } else {
      accepted.set(file, text);
    }
  }
  return accepted;
}

function readNeeded<T>(
  files: ReadonlyMap<string, string>,
  file: string,
  report: Report,
  read: (text: string) => T | null,
): T | null {
  const text = files.get(file);
  if (text !== undefined) return read(text);
  report.add("E401", file, null, `${file} is missing`);
  return null;
}

function checkAllies(countries: CountryDraft, suppliers: SupplierDraft, report: Report): void {
  for (const [country, allies] of countries.allies.entries()) {
    for (const supplier of allies) {
      if (suppliers.index.has(supplier)) continue;
      const place = countries.places[country]?.allies ?? null;
      report.add(
        "E417",
        "countries.csv",
        place,
        `"${clip(supplier)}", of which "${countries.ids[country]}" is an ally, is not in suppliers.csv`,
        {
          path: ["allies"],
          ...hintOf(suppliers.suggest(supplier)),
        },
      );
    }
  }
}

/** All columns of countries: those left out get their neutral value, empty cells that need one are errors. */
function completeCountries(countries: CountryDraft, report: Report): Record<CountryColumn, Column> {
  const n = countries.ids.length;
  const columns: Partial<Record<CountryColumn, Column>> = {};
  for (const rule of COUNTRY_COLUMNS) {
    const values = countries.columns.get(rule.name);
    columns[rule.name] = values ?? new Float64Array(n).fill(rule.absent);
    if (values === undefined || rule.empty === "open") continue;
    for (const [i, places] of countries.places.entries()) {
      const place = places.empty.get(rule.name);
      if (place === undefined || !Number.isNaN(values[i])) continue;
      report.add(
        "E414",
        "countries.csv",
        place,
        `"${countries.ids[i]}" has no value in the column "${rule.name}"`,
        {
          path: [rule.name],
          hint: "fill it in, or list what you assume in imputed.csv",
        },
      );
    }
  }
  return columns as Record<CountryColumn, Column>;
}

/** All covariates with every year filled; series without any value are errors. */
function completeCovariates(
  covariates: CovariateDraft,
  countries: CountryDraft,
  columns: Readonly<Record<CountryColumn, Column>>,
  imputed: ImputedCell[],
  report: Report,
): Record<Covariate, Vector> {
  const n = countries.ids.length;
  const { firstYear, years } = covariates;
  const series: Partial<Record<Covariate, Vector>> = {};
  for (const rule of COVARIATE_COLUMNS) {
    const values = covariates.columns.get(rule.name);
    if (values === undefined) {
      series[rule.name] =
        rule.name === "population"
          ? repeat(columns.population_2019, years)
          : new Float64Array(years * n).fill(rule.absent);
      continue;
    }
    series[rule.name] = values;
    for (const run of fillYears(values, years, n, rule.scale)) {
      imputed.push({
        country: run.country,
        column: rule.name,
        year: firstYear + run.first,
        lastYear: firstYear + run.last,
        sd: run.sd,
        scale: rule.scale,
        rule: run.rule,
      });
    }
    for (let i = 0; i < n; i++) {
      if (!Number.isNaN(values[i])) continue;
      const place = covariates.places.get(i);
      const file = place === undefined ? "countries.csv" : "covariates.csv";
      report.add(
        "E414",
        file,
        place ?? countries.places[i]?.id ?? null,
        `"${countries.ids[i]}" has no value of "${rule.name}" in any year`,
        {
          path: [rule.name],
          hint: "add a row to covariates.csv, or list what you assume in imputed.csv",
        },
      );
    }
  }
  return series as Record<Covariate, Vector>;
}

/** Columns of the world's own with every year filled; null without any. */
function completeOwn(
  countries: CountryDraft,
  covariates: CovariateDraft | null,
  report: Report,
): OwnColumns | null {
  const n = countries.ids.length;
  for (const [name, values] of covariates?.own ?? []) {
    if (countries.own.has(name)) {
      report.add("E404", "covariates.csv", TOP, `own.${name} is in countries.csv as well`, {
        path: [`own.${name}`],
      });
    }
    fillYears(values, covariates?.years ?? 0, n, "value");
    for (let i = 0; i < n; i++) {
      if (!Number.isNaN(values[i])) continue;
      const place = covariates?.places.get(i) ?? null;
      const message = `"${countries.ids[i]}" has no value of "own.${name}" in any year`;
      report.add("E414", "covariates.csv", place, message, {
        path: [`own.${name}`],
        hint: "add a row to covariates.csv",
      });
    }
  }
  const yearly = covariates?.own ?? new Map<string, Vector>();
  if (countries.own.size + yearly.size === 0) return null;
  return { constant: Object.fromEntries(countries.own), yearly: Object.fromEntries(yearly) };
}

const TOP = { line: 1, column: 1, length: 1 };

function repeat(column: Column, times: number): Vector {
  const values = new Float64Array(column.length * times);
  for (let k = 0; k < times; k++) values.set(column, k * column.length);
  return values;
}
