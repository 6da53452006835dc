import { RECIPE_KEYS, recipeFaults, type WorldRecipe } from "./generate/recipe.ts";
import { clip } from "./read-table.ts";
import type { Place, Report } from "./report.ts";

/** What world.json says about the tables beside it. */
export interface WorldSettings {
  /** Data version; "unversioned" without the file. */
  readonly version: string;
  /** First and last year of the covariates, or null: the years that the table has. */
  readonly span: readonly [number, number] | null;
  /** Date of each vintage of the observed index, decimal year. */
  readonly vintages: ReadonlyMap<string, number>;
  /** What the whole world is made by, instead of tables; null where there are tables. */
  readonly recipe: WorldRecipe | null;
}

const FILE = "world.json";
const TOP: Place = { line: 1, column: 1, length: 1 };
const KEYS = ["version", "years", "vintages", "notes", "generate"];

/** Reads world.json; the neutral settings if there is none or it is wrong. */
export function readSettings(text: string | undefined, report: Report): WorldSettings {
  const neutral: WorldSettings = {
    version: "unversioned",
    span: null,
    vintages: new Map(),
    recipe: null,
  };
  if (text === undefined) return neutral;
  const wrong = (message: string, key?: string): void =>
    report.add(
      "E422",
      FILE,
      key === undefined ? TOP : placeOf(text, key),
      message,
      key === undefined ? {} : { path: [key] },
    );

  const document = parse(text, report);
  if (document === undefined) return neutral;
  if (!isRecord(document)) {
    wrong("world.json is not an object");
    return neutral;
  }
  for (const key of Object.keys(document)) {
    if (!KEYS.includes(key)) wrong(`world.json has no key "${clip(key)}": ${KEYS.join(", ")}`, key);
  }
  const { version = "unversioned", years, vintages = {} } = document;
  if (typeof version !== "string" || version === "") wrong("version is not a text", "version");
  const span = readSpan(years);
  if (span === undefined)
    wrong("years is not a pair of years from 1900 to 2100, the earlier first", "years");
  const dates = new Map<string, number>();
  if (!isRecord(vintages)) wrong("vintages is not an object of names and dates", "vintages");
  for (const [name, date] of isRecord(vintages) ? Object.entries(vintages) : []) {
    if (typeof date === "number" && date >= 1900 && date <= 2100) dates.set(name, date);
    else wrong(`the date of vintage "${clip(name)}" is not a decimal year from 1900 to 2100`, name);
  }
  return {
    version: typeof version === "string" && version !== "" ? version : "unversioned",
    span: span ?? null,
    vintages: dates,
    recipe: document.generate === undefined ? null : readRecipe(document.generate, text, report),
  };
}

/** The recipe of a synthetic world; null, with every fault told, if it is wrong. */
function readRecipe(written: unknown, text: string, report: Report): WorldRecipe | null {
  const wrong = (key: string, message: string): void =>
    report.add("E426", FILE, placeOf(text, key), `generate: ${message}`, {
      path: ["generate", key],
    });
  if (!isRecord(written)) {
    wrong("generate", `it is no object of ${RECIPE_KEYS.join(", ")}`);
    return null;
  }
  const unknown = Object.keys(written).filter((key) => !RECIPE_KEYS.some((known) => known === key));
  for (const key of unknown) wrong(key, `no key "${clip(key)}": ${RECIPE_KEYS.join(", ")}`);
  const recipe = Object.fromEntries(RECIPE_KEYS.map((key) => [key, written[key]]));
  const faults = recipeFaults(recipe as Record<keyof WorldRecipe, unknown>);
  for (const { key, message } of faults) wrong(key, message);
  return faults.length + unknown.length > 0 ? null : (recipe as unknown as WorldRecipe);
}

function parse(text: string, report: Report): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(reason)?.[1];
    const place = position === undefined ? TOP : placeAt(text, Number(position));
    report.add("E422", FILE, place, `world.json is not JSON: ${clip(reason)}`);
    return undefined;
  }
}

function readSpan(years: unknown): readonly [number, number] | null | undefined {
  if (years === undefined) return null;
  if (!Array.isArray(years) || years.length !== 2) return undefined;
  const [from, to]: unknown[] = years;
  const isYear = (year: unknown): year is number =>
    typeof year === "number" && Number.isInteger(year) && year >= 1900 && year <= 2100;
  return isYear(from) && isYear(to) && from <= to ? [from, to] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function placeOf(text: string, key: string): Place {
  const written = JSON.stringify(key);
  const at = text.indexOf(written);
  return at < 0 ? TOP : { ...placeAt(text, at), length: written.length };
}

function placeAt(text: string, at: number): Place {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, length: 1 };
}
