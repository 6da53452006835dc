import { parse, stringify } from "yaml";
import { uniformDraws } from "../../src/experiments/run-key.ts";
import { parameterIds } from "../../src/scenario/registry/parameters.ts";

/** Random choices that one seed decides. */
export interface Choices {
  /** Whether something with that probability comes to pass. */
  chance(probability: number): boolean;
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  one<T>(items: readonly T[]): T;
}

/** The choices of a seed. */
export function choicesOf(seed: string): Choices {
  const draw = uniformDraws(seed);
  const below = (end: number): number => Math.floor(draw() * end);
  return {
    chance: (probability) => draw() < probability,
    below,
    one: (items) => {
      if (items.length === 0) throw new RangeError("nothing to choose from");
      return items[below(items.length)] as never;
    },
  };
}

/** Values that make readers stumble. */
export const awkward: readonly unknown[] = [
  null,
  true,
  "",
  " ",
  0,
  -0,
  -1,
  1e-320,
  1e308,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  2 ** 53,
  -2147483649,
  "1e999",
  "NaN",
  "0x10",
  "12,5",
  "2027Q5",
  "2031Q2",
  "0000Q1",
  "99999Q4",
  "$x",
  "$",
  "__proto__",
  "constructor",
  "all",
  "KEN",
  "china",
  "baseline",
  "baseline@2026.2",
  "x".repeat(5000),
  "\u0000",
  "\u202egnp",
  "é\u0301\u{1f600}",
  "=1+1",
  "../../etc/passwd",
  [],
  {},
  [[[]]],
  [null],
  { a: { b: { c: {} } } },
];

/** A value as somebody would write it into a text. */
const spelt = (value: unknown): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);

const factors = [-1, 0, 0.5, 0.9, 1.1, 2, 10, 1e6, 1e-9];

type Place = readonly [holder: Record<string, unknown> | unknown[], key: string | number];

/** Every place of a value in a document, depth first. */
function placesOf(value: unknown): Place[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, k): Place[] => [[value, k], ...placesOf(item)]);
  }
  if (typeof value !== "object" || value === null) return [];
  const map = value as Record<string, unknown>;
  return Object.keys(map).flatMap((key): Place[] => [[map, key], ...placesOf(map[key])]);
}

const get = ([holder, key]: Place): unknown => (holder as Record<string, unknown>)[key];
const set = ([holder, key]: Place, value: unknown): void => {
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
};

/** Text of a scenario with some things in it changed, most of them where its format has a place for them. */
export function mutateScenario(choices: Choices, text: string, others: readonly string[]): string {
  const document: unknown = parse(text);
  for (let k = choices.one([1, 1, 1, 2, 4]); k > 0; k--) {
    const places = placesOf(document);
    if (places.length === 0) break;
    const place = choices.one(places);
    const [holder, key] = place;
    const value = get(place);
    const kind = choices.below(8);
    if (typeof value === "number" && choices.chance(0.8)) set(place, value * choices.one(factors));
    else if (kind === 0) set(place, choices.one(awkward));
    else if (kind === 2) {
      if (Array.isArray(holder)) holder.splice(key as number, 1);
      else delete holder[key];
    } else if (kind === 3 && Array.isArray(value)) value.push(...structuredClone(value));
    else if (kind === 4) set(place, structuredClone(get(choices.one(places))));
    else if (kind === 5) {
      const foreign = placesOf(parse(choices.one(others)) as unknown);
      if (foreign.length > 0) set(place, structuredClone(get(choices.one(foreign))));
    } else if (kind === 6 && !Array.isArray(holder)) {
      holder[choices.one(["parameters", "extends", "x", "when", "mechanisms", String(key)])] = {
        [choices.one(parameterIds)]: choices.one(awkward),
      };
    } else if (typeof value === "string") set(place, mutateText(choices, value));
    else set(place, choices.one(awkward));
  }
  const written = stringify(document);
  return choices.chance(0.1) ? mutateText(choices, written) : written;
}

const pieces = [
  ..."{}[]:,-#&*!|>'\"%@`\t\n\0",
  "\r\n",
  "&a ",
  "*a",
  "<<: ",
  "---\n",
  "? ",
  "!!binary ",
  "\ufeff",
  "  ",
];

/** A text with a few pieces of it lost, doubled or put in. */
export function mutateText(choices: Choices, text: string): string {
  let changed = text;
  for (let k = 1 + choices.below(3); k > 0; k--) {
    const at = choices.below(changed.length + 1);
    const length = choices.below(12);
    const piece = choices.one([
      choices.one(pieces),
      "",
      changed.slice(at, at + length),
      spelt(choices.one(awkward)),
    ]);
    changed = changed.slice(0, at) + piece + changed.slice(at + (choices.chance(0.5) ? length : 0));
  }
  return changed;
}

/** A table with rows, columns and cells changed, as spreadsheets and people change them. */
export function mutateTable(choices: Choices, text: string): string {
  const rows = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  for (let k = choices.one([1, 1, 2, 4]); k > 0; k--) {
    const at = choices.below(rows.length);
    const row = rows[at];
    if (row === undefined) break;
    const kind = choices.below(7);
    const column = choices.below(row.length);
    const cell = row[column] ?? "";
    if (cell !== "" && Number.isFinite(Number(cell)) && choices.chance(0.8)) {
      row[column] = String(Number(cell) * choices.one(factors));
    } else if (kind <= 1) row[column] = spelt(choices.one(awkward));
    else if (kind === 2) rows.splice(at, 1);
    else if (kind === 3) rows.splice(at, 0, [...row]);
    else if (kind === 4) for (const own of rows) own.splice(column, 1);
    else if (kind === 5) row.push(spelt(choices.one(awkward)));
    else row[column] = choices.one(["", ...choices.one(rows)]);
  }
  let changed = rows.map((row) => row.join(choices.chance(0.98) ? "," : ";")).join("\n");
  if (choices.chance(0.1)) changed = changed.replaceAll("\n", "\r\n");
  if (choices.chance(0.05)) changed = `\ufeff${changed}`;
  return choices.chance(0.1) ? mutateText(choices, changed) : `${changed}\n`;
}
