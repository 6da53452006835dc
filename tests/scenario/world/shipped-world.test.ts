import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { builtinWorld, packageRoot } from "../../../src/scenario/node/world.ts";
import { readCsv } from "../../../src/scenario/world/csv.ts";
import { worldFacts } from "../../../src/scenario/world/facts.ts";
import type { ObservedTable, World } from "../../../src/scenario/world/world.ts";
import { worldOf } from "./small-world.ts";

const FOLDER = join(packageRoot(), "scenarios", "world");
const TABLES = [
  "countries.csv",
  "covariates.csv",
  "suppliers.csv",
  "ties.csv",
  "observed.csv",
  "imputed.csv",
];
let world: World;

beforeAll(async () => {
  world = worldOf(await builtinWorld());
});

const at = (id: string): number => world.countries.ids.indexOf(id);
const supplier = (id: string): number => world.suppliers.ids.indexOf(id);

function usersOf(table: ObservedTable, ...ids: string[]): number {
  const width = world.suppliers.ids.length;
  return world.countries.ids.filter((_, i) =>
    ids.every((id) => table.suppliers[i * width + supplier(id)] === 1),
  ).length;
}

test("there are 197 countries, 176 of them in the reference set, and 6 suppliers", () => {
  const facts = worldFacts(world);
  expect([facts.countries, facts.reference, facts.version]).toEqual([197, 176, "2026.2"]);
  expect(world.suppliers.ids).toEqual([
    "china",
    "europe",
    "israel",
    "japan-korea",
    "russia",
    "usa",
  ]);
  expect([facts.firstYear, facts.lastYear]).toEqual([2010, 2024]);
});

test("the 2019 index has its published totals", () => {
  const [first, second] = world.observed;
  if (first === undefined || second === undefined) throw new Error("two vintages expected");
  expect([first.vintage, first.date, second.vintage, second.date]).toEqual([
    "aigs-2019",
    2019.75,
    "aigs-2020",
    2020.75,
  ]);
  const adopters = world.countries.ids.filter((_, i) => first.adopter[i] === 1);
  expect(adopters).toHaveLength(75);
  expect(usersOf(first, "china")).toBe(63);
  expect(usersOf(first, "usa")).toBe(32);
  expect(usersOf(first, "china", "usa")).toBe(27);
  // 17 with technology from Japan, and one more with technology from Korea alone.
  expect(usersOf(first, "japan-korea")).toBe(18);
  expect(second.adopter.filter((value) => value === 1)).toHaveLength(77);
  // Smart city 56, facial recognition 64, smart policing 53.
  expect(first.categories.reduce((sum, n) => sum + (n > 0 ? n : 0), 0)).toBe(56 + 64 + 53);
});

test("the index covers the reference set and nothing else", () => {
  for (const { adopter } of world.observed) {
    expect([...adopter].map((value) => (Number.isNaN(value) ? 0 : 1))).toEqual([
      ...world.countries.columns.reference,
    ]);
  }
});

test("log income spreads by 1.44 and log population by 1.67 in the reference set, median income is 5,747", () => {
  const { gdp_usd_2019: gdp, population_2019: people, reference } = world.countries.columns;
  const inside = world.countries.ids.map((_, i) => i).filter((i) => reference[i] === 1);
  const incomes = inside.map((i) => (gdp[i] ?? 0) / (people[i] ?? 1)).sort((a, b) => a - b);
  expect(sd(incomes.map(Math.log))).toBeCloseTo(1.438, 3);
  expect(sd(inside.map((i) => Math.log(people[i] ?? 1)))).toBeCloseTo(1.67, 2);
  expect(Math.round(((incomes[87] ?? 0) + (incomes[88] ?? 0)) / 2)).toBe(5747);
});

test("every needed cell is filled and every filled cell lies in its column's range", () => {
  for (const values of Object.values(world.covariates.values))
    expect(values.every(Number.isFinite)).toBe(true);
  const open = ["military_usd_2019", "bri_from", "bri_to", "data_protection_law"];
  for (const [name, values] of Object.entries(world.countries.columns)) {
    if (!open.includes(name)) expect(values.every(Number.isFinite), name).toBe(true);
  }
  for (const { sd: spread, rule } of world.imputed) expect(spread, rule).toBeGreaterThan(0);
});

test("homes, rivals and allies follow the stated rules", () => {
  const { homes, rivals } = world.suppliers;
  expect(homes[supplier("china")]).toEqual(["CHN", "HKG"]);
  expect(homes[supplier("europe")]?.[0]).toBe("DEU");
  expect(homes[supplier("europe")]).toHaveLength(30);
  expect(homes[supplier("europe")]).toEqual(expect.arrayContaining(["GBR", "CHE", "NOR"]));
  expect(rivals).toEqual([["usa"], [], [], [], ["usa"], ["china", "russia"]]);
  const allies = (id: string) => world.countries.allies[at(id)];
  expect(allies("PRK")).toEqual(["china"]);
  expect(allies("KAZ")).toEqual(["russia"]);
  expect(allies("TUR")).toEqual(["usa"]);
  expect(allies("JPN")).toEqual(["usa"]);
  expect(allies("BRA")).toEqual([]);
  expect([allies("USA"), allies("RUS"), allies("CHN")]).toEqual([[], [], []]);
});

test("suppliers start with the values of parameter set C", () => {
  const { columns } = world.suppliers;
  expect([...(columns.constant ?? [])]).toEqual([-0.7, -1.65, -3.3, -1.5, -3.7, -0.17]);
  expect([...(columns.price ?? [])]).toEqual([1, 1.5, 1.4, 1.4, 1.15, 1.5]);
  expect([...(columns.grant_element ?? [])]).toEqual([0.27, 0, 0, 0, 0, 0]);
  expect([...(columns.loan_income_ceiling ?? [])]).toEqual([13000, 0, 0, 0, 0, 0]);
  expect([...(columns.subsidy ?? [])]).toEqual([0.15, 0, 0, 0, 0, 0]);
});

test("states without a vote take the ideal point of their stand-in", () => {
  const { values, firstYear } = world.covariates;
  const n = world.countries.ids.length;
  const point = (id: string, year: number) => values.ideal_point[(year - firstYear) * n + at(id)];
  for (const [id, other] of [
    ["HKG", "CHN"],
    ["TWN", "JPN"],
    ["XKX", "ALB"],
    ["PSE", "JOR"],
  ] as const) {
    for (const year of [2010, 2019, 2024]) expect(point(id, year)).toBe(point(other, year));
  }
});

test("nothing comes from sources whose terms forbid it", () => {
  const headers = TABLES.map(
    (file) => readFileSync(join(FOLDER, file), "utf8").split("\n", 1)[0],
  ).join(",");
  expect(headers).not.toMatch(/eiu|ihme|fh_|freedom_house|rsf|sipri|regime_score|_tiv/);
});

test("the README describes every column of every table, with its true coverage", () => {
  const text = readFileSync(join(FOLDER, "README.md"), "utf8");
  for (const file of TABLES) {
    const section = text.split(`### ${file}\n`)[1]?.split("\n### ")[0] ?? "";
    const described = [...section.matchAll(/^\| (\w+) \|.*\| (\d+) \|$/gm)].map(
      ([, name, n]) => `${name} ${n}`,
    );
    expect(described, file).toEqual(coverage(file));
  }
});

test("the README prints an error below the spread for every rule", () => {
  const text = readFileSync(join(FOLDER, "README.md"), "utf8");
  const rules = new Set(
    world.imputed
      .filter(({ rule }) => !/carried|linear/.test(rule))
      .map(({ column, rule }) => `${column}: ${rule}`),
  );
  const printed = [
    ...text.matchAll(
      /^\| (\w+) \| ([^|]+) \| (\d+) \| \d+ \| \d+ \| ([\d.]+) \| [\d.]+ \| ([\d.]+) \| (?:ln|value) \|$/gm,
    ),
  ];
  expect(printed.map(([, column, rule]) => `${column}: ${rule}`).sort()).toEqual([...rules].sort());
  for (const [, column, , , error, spread] of printed)
    expect(Number(error), column).toBeLessThan(Number(spread));
});

/** Columns of a table with the number of countries (or rows) that have a value, counted here anew. */
function coverage(file: string): string[] {
  const rows: string[][] = [];
  readCsv(readFileSync(join(FOLDER, file), "utf8"), (fields) => rows.push([...fields]) > 0);
  const [header = [], ...body] = rows;
  const byRow = ["suppliers.csv", "ties.csv", "imputed.csv"].includes(file);
  const id = header.indexOf("iso3");
  return header.map((name, k) => {
    const present = body
      .map((row, line) => [row[k], byRow ? line : row[id]] as const)
      .filter(([value]) => value !== "");
    return `${name} ${new Set(present.map(([, key]) => key)).size}`;
  });
}

function sd(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
