import { describe, expect, test } from "vitest";
import { WORLD_PROBLEM_CODES } from "../../../src/scenario/world/problem-codes.ts";
import { changed, checkSmall, SMALL, told, worldOf } from "./small-world.ts";

/** Every way to break the small world that one code stands for, with the place it is told at. */
const BROKEN: readonly (readonly [string, Record<string, string | null>, string])[] = [
  ["countries.csv is missing", { "countries.csv": null }, "E401 countries.csv:-:-"],
  ["suppliers.csv is missing", { "suppliers.csv": null }, "E401 suppliers.csv:-:-"],
  ["vintages are without world.json", { "world.json": null }, "E401 world.json:-:-"],
  [
    "a needed country column is missing",
    changed("countries.csv", "urban_2019", "latitude_2"),
    "E402 countries.csv:1:1",
  ],
  [
    "a needed covariate is missing",
    changed("covariates.csv", ",democracy,", ",civil_society,"),
    "E402 covariates.csv:1:1",
  ],
  [
    "a country column is unknown",
    changed("countries.csv", "subregion", "sub_region"),
    "E403 countries.csv:1:11",
  ],
  ["a tie column is unknown", changed("ties.csv", "weight", "strength"), "E403 ties.csv:1:20"],
  [
    "a country column is there twice",
    changed("countries.csv", "longitude", "latitude"),
    "E404 countries.csv:1:77",
  ],
  [
    "an observed column is there twice",
    changed("observed.csv", "categories", "adopter"),
    "E404 observed.csv:1:22",
  ],
  [
    "a row is too long",
    changed("countries.csv", '"Bland, the"', "Bland, the"),
    "E405 countries.csv:3:1",
  ],
  ["a row is too short", changed("ties.csv", "AAA,BBB,border,1", "AAA,BBB"), "E405 ties.csv:2:1"],
  ["a quote stays open", changed("countries.csv", 'the"', "the"), "E406 countries.csv:3:5"],
  [
    "a quote stands inside a value",
    changed("suppliers.csv", "east", 'ea"st'),
    "E406 suppliers.csv:2:3",
  ],
  ["bytes are no UTF-8", changed("countries.csv", "Aland", "\ufffdland"), "E407 countries.csv:2:5"],
  [
    "a control character is in a table",
    changed("ties.csv", "border", "bor\u0000der"),
    "E407 ties.csv:2:12",
  ],
  [
    "a table has a header only",
    { "covariates.csv": "iso3,year,democracy,ideal_point\n" },
    "E408 covariates.csv:1:1",
  ],
  ["a table is empty", { "ties.csv": "" }, "E408 ties.csv:1:1"],
  [
    "a number has a thousands separator",
    changed("countries.csv", "2000000000,2000000", "2000000000,2'000'000"),
    "E410 countries.csv:3:36",
  ],
  [
    "a word stands for a number",
    changed("covariates.csv", "0.9", "n/a"),
    "E410 covariates.csv:5:10",
  ],
  ["a number is infinite", changed("suppliers.csv", "1.5", "1e999"), "E410 suppliers.csv:3:13"],
  ["a share is in percent", changed("countries.csv", "0.5", "50"), "E411 countries.csv:2:41"],
  ["a price is negative", changed("suppliers.csv", "1.5", "-1.5"), "E411 suppliers.csv:3:13"],
  ["a kind of tie is unknown", changed("ties.csv", "trade", "trades"), "E412 ties.csv:3:9"],
  [
    "a flag is neither 0 nor 1",
    changed("observed.csv", "AAA,1", "AAA,2"),
    "E412 observed.csv:2:11",
  ],
  ["a country id has a space", changed("countries.csv", "CCC", "C C"), "E413 countries.csv:4:1"],
  ["a supplier has no id", changed("suppliers.csv", "west,CCC", ",CCC"), "E413 suppliers.csv:3:1"],
  [
    "a needed country value is empty",
    changed("countries.csv", "1000000000,", ","),
    "E414 countries.csv:2:22",
  ],
  [
    "a country has no covariates",
    changed("covariates.csv", "BBB,2019,0.5,0\n", ""),
    "E414 countries.csv:3:1",
  ],
  [
    "a covariate is empty in every year",
    changed("covariates.csv", "0.5,0", "0.5,"),
    "E414 covariates.csv:4:1",
  ],
  [
    "a supplier has no home",
    changed("suppliers.csv", "west,CCC", "west,"),
    "E414 suppliers.csv:3:6",
  ],
  ["a country is there twice", changed("countries.csv", "CCC", "AAA"), "E415 countries.csv:4:1"],
  [
    "a year of a country is there twice",
    changed("covariates.csv", "AAA,2018", "AAA,2019"),
    "E415 covariates.csv:3:1",
  ],
  [
    "a tie is there in both orders",
    changed("ties.csv", "AAA,CCC,trade,0.25", "BBB,AAA,border,1"),
    "E415 ties.csv:3:1",
  ],
  [
    "a country of a vintage is there twice",
    changed("observed.csv", "first,BBB", "first,AAA"),
    "E415 observed.csv:3:7",
  ],
  [
    "a tie names an unknown country",
    changed("ties.csv", "AAA,CCC", "AAA,CCD"),
    "E416 ties.csv:3:5",
  ],
  [
    "a home is an unknown country",
    changed("suppliers.csv", "west,CCC", "west,CC"),
    "E416 suppliers.csv:3:6",
  ],
  [
    "an ally of an unknown supplier",
    changed("countries.csv", "west", "wets"),
    "E417 countries.csv:2:17",
  ],
  [
    "a rival is an unknown supplier",
    changed("suppliers.csv", "AAA,west", "AAA,wst"),
    "E417 suppliers.csv:2:10",
  ],
  [
    "an observed supplier is unknown",
    changed("observed.csv", "east;west", "east;wes"),
    "E417 observed.csv:2:15",
  ],
  [
    "there is one country",
    { "countries.csv": (SMALL["countries.csv"] ?? "").split("\n").slice(0, 2).join("\n") },
    "E418 countries.csv:1:1",
  ],
  [
    "there is one country with a proper id",
    changed("countries.csv", "BBB", "B B"),
    "E413 countries.csv:3:1",
  ],
  ["a country is tied to itself", changed("ties.csv", "AAA,BBB", "BBB,BBB"), "E420 ties.csv:2:5"],
  ["a country trades with itself", changed("ties.csv", "AAA,CCC", "CCC,CCC"), "E420 ties.csv:3:5"],
  [
    "a year is no whole number",
    changed("covariates.csv", "2018", "2018.5"),
    "E421 covariates.csv:2:5",
  ],
  [
    "a year is outside those of world.json",
    changed("world.json", '"version": "7"', '"years": [2019, 2020]'),
    "E421 covariates.csv:2:5",
  ],
  ["world.json is no JSON", changed("world.json", "{ ", "{\n , "), "E422 world.json:2:2"],
  [
    "world.json has a wrong date",
    changed("world.json", "2019.75", '"2019"'),
    "E422 world.json:1:33",
  ],
  [
    "world.json has an unknown key",
    changed("world.json", "version", "verzion"),
    "E422 world.json:1:3",
  ],
  [
    "a vintage has no date",
    changed("observed.csv", "first,BBB", "frist,BBB"),
    "E423 observed.csv:3:1",
  ],
  ["a vintage has another name", changed("world.json", "first", "second"), "E423 observed.csv:2:1"],
  [
    "an imputed cell has a value",
    { "imputed.csv": "iso3,column,from,to,value,sd,rule\nAAA,urban_2019,,,0.5,0.1,guess\n" },
    "E424 imputed.csv:2:5",
  ],
  [
    "an imputed column is unknown",
    { "imputed.csv": "iso3,column,from,to,value,sd,rule\nAAA,urban,,,0.5,0.1,guess\n" },
    "E424 imputed.csv:2:5",
  ],
  ["a file is no table of a world", { "tie.csv": "a,b\n" }, "W401 tie.csv:-:-"],
  ["a table is misspelt", { "country.csv": "a,b\n" }, "W401 country.csv:-:-"],
];

describe("a problem is told with its code, file, line and column:", () => {
  test.each(BROKEN)("%s", (_, changes, expected) => {
    const checked = checkSmall(changes);
    expect(told(checked)).toContain(expected);
    expect(checked.ok).toBe(expected.startsWith("W"));
  });
});

test("too many suppliers are refused", () => {
  const [header, row = ""] = (SMALL["suppliers.csv"] ?? "").split("\n");
  const rows = Array.from({ length: 31 }, (_, k) =>
    row.replace("east", `s${k}`).replace("west", ""),
  );
  const text = (extra: string[]) =>
    `${header}\n${[...rows, ...extra].join("\n")}\n${row}\nwest${row.slice(4).replace("west", "")}\n`;
  expect(told(checkSmall({ "suppliers.csv": text([]) }))).toEqual(["E419 suppliers.csv:1:1"]);
  expect(
    told(checkSmall({ "suppliers.csv": text([row.replace("east", "more").replace("west", "")]) })),
  ).toEqual(["E419 suppliers.csv:1:1"]);
});

test("too many countries and too many years are refused", () => {
  const head = "iso3,gdp_usd_2019,population_2019,urban_2019\n";
  const many = head + Array.from({ length: 100_002 }, (_, k) => `C${k},1,1,0\n`).join("");
  expect(told(checkSmall({ "countries.csv": many }))).toContain("E409 countries.csv:100002:1");
  const most =
    head +
    ["AAA", "BBB", "CCC"]
      .concat(Array.from({ length: 99_997 }, (_, k) => `C${k}`))
      .map((id) => `${id},1,1,0\n`)
      .join("");
  const years = "iso3,year,democracy,ideal_point\nAAA,1800,1,1\nAAA,1900,1,1\nAAA,2100,1,1\n";
  expect(told(checkSmall({ "countries.csv": most, "covariates.csv": years }))).toContain(
    "E409 covariates.csv:1:1",
  );
});

test("problems of several tables are told together, none hides another", () => {
  const checked = checkSmall({
    ...changed("countries.csv", "0.5", "50"),
    ...changed("ties.csv", "AAA,CCC,trade,0.25", "AAA,XXX,trad,25"),
    ...changed("suppliers.csv", "1.5", "cheap"),
    ...changed("observed.csv", "first,AAA", "last,AAB"),
  });
  expect(told(checked).sort()).toEqual([
    "E410 suppliers.csv:3:13",
    "E411 countries.csv:2:41",
    "E411 ties.csv:3:14",
    "E412 ties.csv:3:9",
    "E416 observed.csv:2:6",
    "E416 ties.csv:3:5",
    "E423 observed.csv:2:1",
  ]);
});

test("a problem names the value, the column and the nearest right name", () => {
  const [problem] = checkSmall(changed("ties.csv", "AAA,CCC", "AAA,CCD")).problems;
  expect(problem).toMatchObject({
    severity: "error",
    message: '"CCD" is not in countries.csv',
    path: ["target"],
    length: 3,
    hint: 'did you mean "CCC"?',
  });
});

test("every code of the catalogue is broken by some test here, in load.test.ts, segments.test.ts or in generate", () => {
  const tested = new Set(BROKEN.map(([, , expected]) => expected.slice(0, 4)));
  const elsewhere = ["E409", "E419", "E425", "E426", "E427"];
  expect([...tested, ...elsewhere].sort()).toEqual(Object.keys(WORLD_PROBLEM_CODES).sort());
});

test("beyond ten thousand problems of a file the rest are counted", () => {
  const ties = `source,target,kind\n${"AAA,XXX,border\n".repeat(12_000)}`;
  const { problems } = checkSmall({ "ties.csv": ties });
  expect(problems).toHaveLength(10_000);
  expect(problems.at(-1)?.note).toBe("2000 more problems in this file are not listed");
});

test("a world without any optional table or column is complete", () => {
  const world = worldOf(checkSmall({ "ties.csv": null, "observed.csv": null, "world.json": null }));
  expect(world.version).toBe("unversioned");
  expect(world.ties.map(({ sources }) => sources.length)).toEqual([0, 0, 0, 0, 0]);
  expect([...world.countries.columns.reference]).toEqual([1, 1, 1]);
  expect([...world.covariates.values.population]).toEqual([1e6, 2e6, 4e6, 1e6, 2e6, 4e6]);
});
