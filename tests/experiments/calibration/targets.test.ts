import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type PlacedTargets,
  placeTargets,
} from "../../../src/experiments/calibration/place-targets.ts";
import { readTargets } from "../../../src/experiments/calibration/read-targets.ts";
import { loadTargets } from "../../../src/experiments/node/calibration/load-targets.ts";
import { compileScenario } from "../../../src/scenario/compile.ts";
import type { Compiled } from "../../../src/scenario/compiled.ts";
import { loadScenario } from "../../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";
import type { World } from "../../../src/scenario/world/world.ts";

let world: World;
let compiled: Compiled;

beforeAll(async () => {
  const loaded = await builtinWorld();
  if (!loaded.ok) throw new Error("no world");
  const targets = await loadTargets("aigs-2019", loaded.value);
  if (!targets.ok) throw new Error(targets.problems[0]?.message);
  world = targets.value.world;
  const parsed = await loadScenario("baseline", { world });
  if (!parsed.ok) throw new Error("no scenario");
  compiled = compileScenario(parsed.value, world);
});

const HEAD =
  "schema: panoptes/targets@1\nid: mine\ntitle: Mine\nvintage: aigs-2019\nparameters: { choice.price: registry }\ntargets:\n";
const item = (fields: string): string =>
  `${HEAD}  - { id: T1, label: "x", ${fields}, source: me }\n`;

/** Problems of a file of targets: code, line and column of each. */
function problemsOf(text: string): string[] {
  const read = readTargets(text, "mine.yaml");
  const problems = read.ok
    ? placeTargets(read.value, world, compiled.frame, compiled.labels).problems
    : read.problems;
  return problems.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`);
}

describe("a problem is found at its place", () => {
  test.each([
    ["unknown statistic", item("statistic: adopter, tolerance: 1, role: C"), "E503 mine.yaml:7:38"],
    [
      "unknown key",
      item("statistic: adopters, sort: x, tolerance: 1, role: C"),
      "E502 mine.yaml:7:48",
    ],
    ["wrong role", item("statistic: adopters, tolerance: 1, role: D"), "E502 mine.yaml:7:68"],
    ["no tolerance", item("statistic: adopters, tolerance: 0, role: C"), "E502 mine.yaml:7:59"],
    [
      "unknown supplier",
      item("statistic: adopters, suppliers: [chyna], tolerance: 1, role: C"),
      "E504 mine.yaml:7:48",
    ],
    [
      "unknown group among several",
      item("statistic: adoption_share, among: { income: [low, rich] }, tolerance: 1, role: C"),
      "E504 mine.yaml:7:54",
    ],
    [
      "a lower bound to fit to",
      item("statistic: adopters, tolerance: 1, at_least: true, role: C"),
      "E502 mine.yaml:7:72",
    ],
    [
      "no value of what the index does not hold",
      item("statistic: bans, supplier: china, date: 2024, tolerance: 1, role: V"),
      "E502 mine.yaml:7:5",
    ],
    [
      "a supplier to compare with that is not there",
      item(
        "statistic: link_ratio, supplier: china, against: us, date: 2022, value: 1, tolerance: 1, role: V",
      ),
      "E504 mine.yaml:7:76",
    ],
    [
      "unknown group",
      item("statistic: adoption_share, among: { income: rich }, tolerance: 1, role: C"),
      "E504 mine.yaml:7:54",
    ],
    [
      "unknown covariate",
      item("statistic: moment, covariate: wealth, tolerance: 1, role: C"),
      "E504 mine.yaml:7:57",
    ],
    [
      "unreachable value",
      item("statistic: laws, date: 2019, jurisdictions: 215, value: 300, tolerance: 1, role: C"),
      "E505 mine.yaml:7:83",
    ],
    [
      "a value that is not the table's",
      item("statistic: adopters, value: 80, tolerance: 1, role: C"),
      "E506 mine.yaml:7:55",
    ],
    [
      "unknown vintage",
      item("statistic: adopters, vintage: aigs-2031, tolerance: 1, role: C"),
      "E507 mine.yaml:7:57",
    ],
    [
      "nothing to fit to",
      item("statistic: adopters, tolerance: 1, role: V"),
      "E507 mine.yaml:7:68",
    ],
    [
      "empty range",
      `${item("statistic: adopters, tolerance: 1, role: C").replace("choice.price: registry", "choice.price: [2, 1]")}`,
      "E508 mine.yaml:5:15",
    ],
  ])("%s", (_, text, wanted) => {
    expect(problemsOf(text)).toContain(wanted);
  });

  test("a missing file is no crash", async () => {
    const found = await loadTargets("nowhere.yaml", world);
    expect(found.problems[0]?.code).toBe("E501");
  });
});

describe("the shipped targets", () => {
  let placed: PlacedTargets;
  beforeAll(async () => {
    const plain = await builtinWorld();
    if (!plain.ok) throw new Error("no world");
    const loaded = await loadTargets("aigs-2019", plain.value);
    if (!loaded.ok) throw new Error("no targets");
    const done = placeTargets(loaded.value.read, world, compiled.frame, compiled.labels);
    expect(done.problems).toEqual([]);
    placed = done.value;
  });

  const observed = (id: string): number | undefined =>
    placed.targets.find((one) => one.id === id)?.observed;

  test("say what was published", () => {
    expect(["T1", "T3", "T4", "T5", "T6.usa_only", "T13.china"].map(observed)).toEqual([
      75, 63, 32, 27, 5, 45,
    ]);
    // Correlations as computed from the raw tables: MODEL T12.
    expect(observed("T12.china_income")).toBeCloseTo(-0.29, 2);
    expect(observed("T12.usa_income")).toBeCloseTo(0.39, 2);
    expect(observed("T12.china_democracy")).toBeCloseTo(-0.26, 2);
    expect(observed("T12.usa_democracy")).toBeCloseTo(0.15, 2);
    expect(observed("T14.correlation")).toBeCloseTo(0.55, 2);
  });

  test("over parts of the countries add up to the whole: counts and moments are sums", () => {
    const half = placed.reference.filter((_, k) => k % 2 === 0);
    const rest = placed.reference.filter((_, k) => k % 2 === 1);
    for (const { id, statistic, observedOver } of placed.targets) {
      if (statistic.kind !== "adopters" && statistic.kind !== "moment") continue;
      const whole = observedOver(placed.reference);
      expect(observedOver(half) + observedOver(rest), id).toBeCloseTo(whole, 9);
    }
  });

  test("the folds split the reference set into ten parts of 17 or 18, in three ways", async () => {
    const { loadPartitions } = await import(
      "../../../src/experiments/node/calibration/load-targets.ts"
    );
    const partitions = await loadPartitions(world);
    expect(partitions.map(({ name, folds }) => [name, folds])).toEqual([
      ["first", 10],
      ["second", 10],
      ["third", 10],
    ]);
    for (const { of } of partitions) {
      const sizes = Array.from({ length: 10 }, (_, f) => of.filter((part) => part === f).length);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(17);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(18);
      placed.reference.forEach((i) => {
        expect(of[i]).toBeGreaterThanOrEqual(0);
      });
    }
  });

  test("the vintage of 2022 has 97 adopters, 24 of them new", async () => {
    const text = await readFile("scenarios/targets/aigs-2022.csv", "utf8");
    expect(text.split("\n").filter((row) => row.split(",")[2] === "1")).toHaveLength(97);
    const [before, after] = ["aigs-2019", "aigs-2022"].map((name) =>
      world.observed.find(({ vintage }) => vintage === name),
    );
    const fresh = placed.reference.filter(
      (i) => after?.adopter[i] === 1 && before?.adopter[i] === 0,
    );
    expect(fresh).toHaveLength(24);
  });
});
