import fc from "fast-check";
import { expect, test } from "vitest";
import { checkWorld } from "../../../src/scenario/world/check-world.ts";
import { checkSmall, SMALL, worldOf } from "./small-world.ts";

const WATCHDOG = 10_000;

test("any text in any file is answered with a world or with problems", {
  timeout: WATCHDOG,
}, () => {
  const file = fc.constantFrom(...Object.keys(SMALL), "imputed.csv", "x.csv");
  const piece = fc.oneof(
    fc.string({ maxLength: 30, unit: "binary" }),
    fc.constantFrom(",", "\n", '"', "\r", "AAA", "2019", "1e308", "-0", ";", "{", "}", "\ufeff"),
  );
  fc.assert(
    fc.property(
      fc.dictionary(
        file,
        fc.array(piece, { maxLength: 40 }).map((all) => all.join("")),
      ),
      (files) => {
        const checked = checkSmall(files);
        expect(checked.ok || checked.problems.length > 0).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test("any cut or changed character in a good world is answered", { timeout: WATCHDOG }, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(SMALL)),
      fc.nat(600),
      fc.nat(5),
      fc.string({ maxLength: 4, unit: "binary" }),
      (file, at, cut, put) => {
        const text = SMALL[file] ?? "";
        const where = at % text.length;
        const checked = checkSmall({
          [file]: text.slice(0, where) + put + text.slice(where + cut),
        });
        for (const problem of checked.problems) {
          expect(problem.code).toMatch(/^[EW]4\d\d$/);
          expect(problem.line ?? 1).toBeGreaterThan(0);
          expect(problem.column ?? 1).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("texts made to be slow are answered in time", { timeout: WATCHDOG }, () => {
  const slow = [
    '"'.repeat(2_000_001),
    ",".repeat(2_000_000),
    "\n".repeat(2_000_000),
    `a${"\r".repeat(1_000_000)}"`,
    `"${"a\n".repeat(500_000)}`,
  ];
  for (const text of slow) {
    for (const file of ["countries.csv", "ties.csv"])
      expect(checkSmall({ [file]: text }).ok).toBe(false);
  }
});

test("a world of 100,000 countries is read", () => {
  const ids = Array.from({ length: 100_000 }, (_, k) => `C${k}`);
  const countries = ids
    .map((id, k) => `${id},${1e9 + k},1000,0.5,${(k % 180) - 90},${(k % 360) - 180}\n`)
    .join("");
  const files = new Map([
    [
      "countries.csv",
      `iso3,gdp_usd_2019,population_2019,urban_2019,latitude,longitude\n${countries}`,
    ],
    [
      "covariates.csv",
      `iso3,year,democracy,ideal_point\n${ids.map((id, k) => `${id},2019,0.5,${k / 1e5}\n`).join("")}`,
    ],
    ["suppliers.csv", (SMALL["suppliers.csv"] ?? "").replace("AAA", "C1").replace("CCC", "C2")],
    [
      "ties.csv",
      `source,target,kind\n${ids
        .slice(1)
        .map((id, k) => `${ids[k]},${id},border\n`)
        .join("")}`,
    ],
  ]);
  const world = worldOf(checkWorld(files, "large"));
  expect(world.countries.ids).toHaveLength(100_000);
  expect(world.ties[0]?.sources).toHaveLength(99_999);
});

test("100,000 rows of unknown countries are told without hanging over suggestions", {
  timeout: WATCHDOG,
}, () => {
  const ties = Array.from({ length: 100_000 }, (_, k) => `Q${k},Z${k},border,x\n`).join("");
  expect(checkSmall({ "ties.csv": `source,target,kind,weight\n${ties}` }).problems.length).toBe(
    10_000,
  );
});
