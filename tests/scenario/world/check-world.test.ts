import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { builtinWorld } from "../../../src/scenario/node/world.ts";
import { digestOf } from "../../../src/scenario/world/digest.ts";
import { fillYears } from "../../../src/scenario/world/fill-years.ts";
import { WORLD_FILES } from "../../../src/scenario/world/tables.ts";
import { changed, checkSmall, SMALL, worldOf } from "./small-world.ts";

test("tables become columns in the order of ids, whatever their order in the file", () => {
  const lines = (SMALL["countries.csv"] ?? "").trimEnd().split("\n");
  const turned = [lines[0], lines[3], lines[1], lines[2]].join("\r\n");
  const [a, b] = [worldOf(checkSmall()), worldOf(checkSmall({ "countries.csv": turned }))];
  expect(a.countries.ids).toEqual(["AAA", "BBB", "CCC"]);
  expect(a.countries.names).toEqual(["Aland", "Bland, the", "Cland"]);
  expect({ ...b, digest: "" }).toEqual({ ...a, digest: "" });
  expect(b.digest).not.toBe(a.digest);
});

test("observed countries have their suppliers by column, others are unknown", () => {
  const [table] = worldOf(checkSmall()).observed;
  expect(table?.date).toBe(2019.75);
  expect([...(table?.adopter ?? [])]).toEqual([1, 0, Number.NaN]);
  expect([...(table?.categories ?? [])]).toEqual([2, 0, Number.NaN]);
  expect([...(table?.suppliers ?? [])]).toEqual([1, 1, 0, 0, Number.NaN, Number.NaN]);
});

test("years that a country lacks are filled and listed with the rule", () => {
  const world = worldOf(checkSmall());
  expect([...world.covariates.values.democracy]).toEqual([0.2, 0.5, 0.9, 0.3, 0.5, 0.9]);
  const filled = world.imputed.filter(({ column }) => column === "democracy");
  expect(filled).toEqual([
    {
      country: 1,
      column: "democracy",
      year: 2018,
      lastYear: 2018,
      sd: expect.closeTo(0.1, 12),
      scale: "value",
      rule: "nearest year carried",
    },
    {
      country: 2,
      column: "democracy",
      year: 2018,
      lastYear: 2018,
      sd: expect.closeTo(0.1, 12),
      scale: "value",
      rule: "nearest year carried",
    },
  ]);
});

test("a value of imputed.csv fills its empty cell and is listed", () => {
  const world = worldOf(
    checkSmall({
      ...changed("countries.csv", "1000000000,", ","),
      "imputed.csv":
        "iso3,column,from,to,value,sd,scale,rule\nAAA,gdp_usd_2019,,,5000000,0.4,ln,a guess\n",
    }),
  );
  expect(world.countries.columns.gdp_usd_2019[0]).toBe(5e6);
  expect(world.imputed[0]).toEqual({
    country: 0,
    column: "gdp_usd_2019",
    year: null,
    lastYear: null,
    sd: 0.4,
    scale: "ln",
    rule: "a guess",
  });
});

test("the digest of a folder, made by the platform, is the one that the pure layer makes", async () => {
  const folder = new URL("../../../scenarios/world/", import.meta.url);
  const files = new Map(
    WORLD_FILES.flatMap((file) => {
      const path = new URL(file, folder);
      return existsSync(path) ? [[file, readFileSync(path, "utf8")] as const] : [];
    }),
  );
  expect(worldOf(await builtinWorld()).digest).toBe(digestOf(files));
});

test("the digest changes with any byte and when text moves between files", () => {
  const digests = new Set(
    [
      checkSmall(),
      checkSmall(changed("countries.csv", "Aland", "Alund")),
      checkSmall({ "ties.csv": "source,target,kind,weight\nAAA,BBB,border,1\n" }),
    ].map((checked) => worldOf(checked).digest),
  );
  expect(digests.size).toBe(3);
  for (const digest of digests) expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
});

describe("filling years", () => {
  const nan = Number.NaN;
  test("gaps are linear and ends carried", () => {
    const values = Float64Array.from([nan, 2, nan, nan, 8, nan]);
    const runs = fillYears(values, 6, 1, "value");
    expect([...values]).toEqual([2, 2, 4, 6, 8, 8]);
    expect(runs.map(({ first, last, rule }) => [first, last, rule])).toEqual([
      [0, 0, "nearest year carried"],
      [2, 3, "linear between years"],
      [5, 5, "nearest year carried"],
    ]);
  });
  test("the error of a carried year is that of carrying known years", () => {
    const values = Float64Array.from([1, 3, 6, nan]);
    const [run] = fillYears(values, 4, 1, "value");
    expect(run?.sd).toBeCloseTo(Math.sqrt((4 + 9) / 2), 12);
  });
  test("a series without any value stays unknown", () => {
    const values = Float64Array.from([nan, 1, nan, 2]);
    expect(fillYears(values, 2, 2, "value")).toEqual([]);
    expect([...values]).toEqual([nan, 1, nan, 2]);
  });
});
