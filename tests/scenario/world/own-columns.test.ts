import { expect, test } from "vitest";
import { defineOutcome } from "../../../src/core/definitions.ts";
import { rowOffset } from "../../../src/core/series.ts";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { compileScenario } from "../../../src/scenario/compile.ts";
import { parseScenario } from "../../../src/scenario/parse.ts";
import { inlinePlugin } from "../../../src/scenario/plugin.ts";
import { worldFacts } from "../../../src/scenario/world/facts.ts";
import { checkSmall, SMALL, told, worldOf } from "./small-world.ts";

/** The small world with a column of one's own in each of the two tables. */
function owned(constant = ["1", "2", "4"], yearly = ["10", "", "30", "40"]) {
  const withColumn = (file: string, name: string, cells: readonly string[]) =>
    (SMALL[file] ?? "")
      .trim()
      .split("\n")
      .map((line, k) => `${line},${k === 0 ? name : cells[k - 1]}\n`)
      .join("");
  return {
    "countries.csv": withColumn("countries.csv", "own.unions", constant),
    "covariates.csv": withColumn("covariates.csv", "own.strikes", yearly),
  };
}

test("columns of one's own are read, years filled as in any other, and counted", () => {
  const world = worldOf(checkSmall(owned()));
  expect([...(world.own?.constant.unions ?? [])]).toEqual([1, 2, 4]);
  // A: 10 in 2018, carried to 2019; B and C of 2019 carried back.
  expect([...(world.own?.yearly.strikes ?? [])]).toEqual([10, 30, 40, 10, 30, 40]);
  expect(
    worldFacts(world)
      .columns.slice(-2)
      .map(({ column }) => column),
  ).toEqual(["own.unions", "own.strikes"]);
  expect(worldOf(checkSmall()).own).toBeUndefined();
});

test("a plugin reads them by name, the year's row of the one that changes", async () => {
  const sum = defineOutcome({
    id: "own.sum",
    definition: "Unions times strikes, over countries.",
    unit: "index",
    read: ({ model: { frame }, state }) => {
      const { unions, strikes } = frame.own ?? {};
      if (unions === undefined || strikes === undefined) return Number.NaN;
      const row = rowOffset(strikes, frame.yearOfStep[state.step] ?? 0, frame.countries);
      let total = 0;
      for (let i = 0; i < frame.countries; i++) {
        total += (unions.values[i] ?? 0) * (strikes.values[row + i] ?? 0);
      }
      return total;
    },
  });
  const plugins = [inlinePlugin("sum", [sum])];
  const world = worldOf(checkSmall(owned(undefined, ["10", "20", "30", "40"])));
  const text =
    "schema: panoptes/scenario@1\nid: own\ntitle: Own\ntime: { start: 2018Q1, end: 2019Q4 }\n";
  const parsed = await parseScenario(text, { world, plugins });
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  const compiled = compileScenario(parsed.value, world, plugins);
  await inlineExecutor().run(
    makeDesign(compiled, { count: 1, seed: "1" }),
    ({ columns, failures }) => {
      expect(failures).toEqual([]);
      // 1 × 10 + 2 × 30 + 4 × 40 in 2018, 1 × 20 + … in 2019; seven steps, then the eighth's year.
      expect([...columns.slice(-8)].at(0)).toBe(230);
      expect(columns.at(-1)).toBe(240);
    },
  );
});

test("without a plugin they change no run", async () => {
  const hashes = await Promise.all(
    [checkSmall(), checkSmall(owned())].map(async (checked) => {
      const world = worldOf(checked);
      const parsed = await parseScenario("schema: panoptes/scenario@1\nid: own\ntitle: Own\n", {
        world,
      });
      if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
      const found: string[] = [];
      const design = makeDesign(compileScenario(parsed.value, world), { count: 2, seed: "1" });
      await inlineExecutor().run(design, (chunk) => {
        found.push(...chunk.hashes);
      });
      return found;
    }),
  );
  expect(hashes[0]).toEqual(hashes[1]);
});

test("empty cells, words and names that are none are told with their places", () => {
  expect(told(checkSmall(owned(["1", "", "x"], ["", "", "3", ""])))).toEqual([
    "E414 countries.csv:3:53",
    "E410 countries.csv:4:46",
    "E414 covariates.csv:2:1",
    "E414 covariates.csv:5:1",
  ]);
  const [problem] = checkSmall({
    "countries.csv": owned()["countries.csv"].replace("own.unions", "Unions"),
  }).problems;
  expect(problem?.hint).toContain("one of your own begins with own.");
  const twice = {
    ...owned(),
    "covariates.csv": owned()["covariates.csv"].replace("own.strikes", "own.unions"),
  };
  expect(told(checkSmall(twice))).toEqual(["E404 covariates.csv:1:1"]);
});

test("columns that were left out count as unknown, not as observed", () => {
  const facts = worldFacts(worldOf(checkSmall())).columns;
  const of = (name: string) => facts.find(({ column }) => column === name);
  expect(of("homicide")).toMatchObject({ observed: 0, unknown: 3 });
  expect(of("urban_2019")).toMatchObject({ observed: 3, unknown: 0 });
  expect(of("civil_society")).toMatchObject({ observed: 0, imputed: 0 });
});
