import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { didYouMean } from "../../../scenario/names.ts";
import { packageRoot } from "../../../scenario/node/world.ts";
import type { Checked, Problem } from "../../../scenario/problem.ts";
import { readCsv } from "../../../scenario/world/csv.ts";
import type { ObservedTable, World } from "../../../scenario/world/world.ts";
import type { Partition } from "../../calibration/cross-validate.ts";
import { type ReadTargets, readTargets } from "../../calibration/read-targets.ts";

/** Targets with the world on which they stand, further vintages included. */
export interface LoadedTargets {
  readonly read: ReadTargets;
  readonly world: World;
  readonly path: string;
  /** Text of the file, for digests. */
  readonly text: string;
  /** Texts of the tables that it names, one after the other, for digests. */
  readonly tables: string;
}

/** Folder of the files of targets that are shipped. */
export function targetsFolder(): string {
  return join(packageRoot(), "scenarios", "targets");
}

/**
 * Reads a file of targets and the further vintages that it names. Never throws for bad input.
 *
 * @param reference a path, or the name of a shipped file: "aigs-2019"
 */
export async function loadTargets(
  reference: string,
  world: World,
): Promise<Checked<LoadedTargets> & { readonly texts: ReadonlyMap<string, string> }> {
  const builtin = extname(reference) === "" && !/[\\/]/.test(reference);
  const path = builtin ? join(targetsFolder(), `${reference}.yaml`) : resolve(reference);
  const file = builtin ? `${reference}.yaml` : reference;
  const texts = new Map<string, string>();
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const message = `targets "${reference}" cannot be read: ${reasonOf(error)}`;
    return { ok: false, problems: [refusal("E501", message, file)], texts };
  }
  texts.set(file, text);
  const read = readTargets(text, file);
  if (!read.ok) return { ...read, texts };
  const observed = [...world.observed];
  let tables = "";
  const problems: Problem[] = [];
  for (const [name, { file: table, date }] of Object.entries(read.value.file.vintages)) {
    const place = join(dirname(path), table);
    const where = ["vintages", name, "file"];
    try {
      const rows = await readFile(place, "utf8");
      tables += rows;
      const found = vintageOf(name, date, rows, world, basename(table));
      if (typeof found === "string") {
        problems.push({
          ...refusal("E504", found, file),
          path: where,
          ...read.value.placeOf(where),
        });
      } else observed.push(found);
    } catch (error) {
      const message = `${table} cannot be read: ${reasonOf(error)}`;
      problems.push({
        ...refusal("E501", message, file),
        path: where,
        ...read.value.placeOf(where),
      });
    }
  }
  if (problems.length > 0) return { ok: false, problems, texts };
  observed.sort((a, b) => a.date - b.date);
  return {
    ok: true,
    value: { read: read.value, world: { ...world, observed }, path, text, tables },
    problems: [],
    texts,
  };
}

/** A vintage from a table with the columns of observed.csv, or what is wrong with it. */
function vintageOf(
  name: string,
  date: number,
  text: string,
  world: World,
  file: string,
): ObservedTable | string {
  const n = world.countries.ids.length;
  const J = world.suppliers.ids.length;
  const index = new Map(world.countries.ids.map((id, i) => [id, i]));
  const table: ObservedTable = {
    vintage: name,
    date,
    adopter: new Float64Array(n).fill(Number.NaN),
    categories: new Float64Array(n).fill(Number.NaN),
    suppliers: new Float64Array(n * J).fill(Number.NaN),
  };
  let wrong: string | null = null;
  let header = true;
  readCsv(text, (fields, { line }) => {
    if (header) {
      header = false;
      if (fields.join() !== "vintage,iso3,adopter,categories,suppliers") {
        wrong = `${file} wants the columns vintage, iso3, adopter, categories, suppliers`;
      }
      return wrong === null;
    }
    const [vintage, id = "", adopter, categories, suppliers = ""] = fields;
    const i = index.get(id);
    if (vintage !== name) wrong = `${file}:${line}: "${vintage}" is not the vintage ${name}`;
    else if (i === undefined) wrong = `${file}:${line}: "${id}" is no country of this world`;
    else if (adopter !== "0" && adopter !== "1") {
      wrong = `${file}:${line}: adopter is "${adopter}", expected 0 or 1`;
    } else {
      table.adopter[i] = Number(adopter);
      table.categories[i] = Number(categories);
      table.suppliers.fill(0, i * J, (i + 1) * J);
      for (const supplier of suppliers.split(";").filter((one) => one !== "")) {
        const j = world.suppliers.ids.indexOf(supplier);
        if (j < 0) {
          const hint = didYouMean(supplier, world.suppliers.ids);
          wrong = `${file}:${line}: "${supplier}" is no supplier of this world${hint ? `; ${hint}` : ""}`;
        } else table.suppliers[i * J + j] = 1;
      }
    }
    return wrong === null;
  });
  return wrong ?? table;
}

/**
 * The partitions of countries into parts that are left out in turn, from a table whose first column is
 * the country and whose others are partitions.
 *
 * @throws Error when it cannot be read, or names a country that the world does not have
 */
export async function loadPartitions(world: World): Promise<readonly Partition[]> {
  const text = await readFile(join(targetsFolder(), "folds.csv"), "utf8");
  const index = new Map(world.countries.ids.map((id, i) => [id, i]));
  const partitions: { name: string; folds: number; of: Int32Array }[] = [];
  let header = true;
  readCsv(text, (fields) => {
    const [id = "", ...parts] = fields;
    if (header) {
      header = false;
      for (const name of parts) {
        const of = new Int32Array(world.countries.ids.length).fill(-1);
        partitions.push({ name, folds: 0, of });
      }
      return true;
    }
    const i = index.get(id);
    if (i === undefined) throw new Error(`folds.csv: "${id}" is no country of this world`);
    parts.forEach((part, k) => {
      const one = partitions[k];
      if (!one) return;
      one.of[i] = Number(part);
      one.folds = Math.max(one.folds, Number(part) + 1);
    });
    return true;
  });
  return partitions;
}

function refusal(code: string, message: string, file: string): Problem {
  return { code, severity: "error", message, path: [], file };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  return error instanceof Error ? error.message : String(error);
}
