import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { seriesColumns } from "../../src/results/series-columns.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { Labels } from "../../src/scenario/compiled.ts";
import { loadScenario } from "../../src/scenario/node/scenario.ts";
import { loadWorld } from "../../src/scenario/node/world.ts";
import { packageFolder } from "../support/cli.ts";
import { worldOf } from "./world/small-world.ts";

// scenarios/examples/cities: nine cities in three countries, and the rules of these for their cities.

const COUNT = 20;
const folder = join(packageFolder, "scenarios", "examples", "cities");

interface Ran {
  readonly labels: Labels;
  /** Bits of suppliers held; [run × step × city] */
  readonly holders: Uint32Array;
  /** A column of a run. */
  readonly column: (run: number, name: string) => readonly number[];
}

let alone: Ran;
let bound: Ran;

async function run(file: string): Promise<Ran> {
  const world = worldOf(await loadWorld(join(folder, "world")));
  const read = await loadScenario(join(folder, file), { world });
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("\n"));
  const compiled = compileScenario(read.value, world);
  const { labels, frame } = compiled;
  const design = makeDesign(compiled, { count: COUNT, seed: "1", keepHolders: COUNT });
  const holders: number[] = [];
  const columns: number[] = [];
  await inlineExecutor().run(design, (chunk) => {
    expect(chunk.failures).toEqual([]);
    holders.push(...chunk.holders);
    columns.push(...chunk.columns);
  });
  const names = seriesColumns(frame, labels).map(({ name }) => name);
  const width = names.length * frame.steps;
  return {
    labels,
    holders: Uint32Array.from(holders),
    column: (k, name) => {
      const from = k * width + names.indexOf(name) * frame.steps;
      return columns.slice(from, from + frame.steps);
    },
  };
}

beforeAll(async () => {
  alone = await run("cities.yaml");
  bound = await run("national-rules.yaml");
});

/** Bits held by a city from a period on, in a run. */
function heldFrom({ labels, holders }: Ran, k: number, city: string, period: string): number[] {
  const [steps, cities] = [labels.periods.length, labels.countries.length];
  const from = labels.periods.indexOf(period);
  const i = labels.countries.indexOf(city);
  return Array.from(
    { length: steps - from },
    (_, s) => holders[(k * steps + from + s) * cities + i] ?? 0,
  );
}

const runs = Array.from({ length: COUNT }, (_, k) => k);
const cityOf = (country: string) => alone.labels.countries.filter((id) => id.startsWith(country));

test("regions are the countries that the cities lie in", () => {
  expect(alone.labels.groups.region).toEqual(["astra", "bereg", "corvo"]);
  expect(alone.labels.countries).toHaveLength(9);
});

test("no city of Astra falls below its country's floor, which most would without it", () => {
  const from = alone.labels.periods.indexOf("2018Q1");
  const least = (ran: Ran) =>
    runs.map((k) => Math.min(...ran.column(k, "rules.safeguards.region.astra").slice(from)));
  // Tiers are thirds: a mean of at least 2/3 over cities of which one has less would need a 1.
  for (const mean of least(bound)) expect(mean).toBeGreaterThanOrEqual(2 / 3 - 1e-9);
  expect(least(alone).filter((mean) => mean < 2 / 3).length).toBeGreaterThan(COUNT / 2);
});

test("no city of Bereg holds a contract with the supplier that its country bans, some do without", () => {
  const bit = 1 << alone.labels.suppliers.indexOf("budget");
  const holding = (ran: Ran) =>
    runs
      .flatMap((k) => cityOf("bereg").flatMap((city) => heldFrom(ran, k, city, "2020Q2")))
      .filter((bits) => (bits & bit) !== 0).length;
  expect(holding(bound)).toBe(0);
  expect(holding(alone)).toBeGreaterThan(0);
});

test("no city of Corvo takes on a supplier during its country's pause, some do without and after it", () => {
  const taken = (ran: Ran, from: string, to: string) => {
    const length = ran.labels.periods.indexOf(to) - ran.labels.periods.indexOf(from) + 1;
    return runs
      .flatMap((k) => cityOf("corvo").map((city) => heldFrom(ran, k, city, from).slice(0, length)))
      .reduce(
        (sum, held) =>
          sum + held.filter((bits, s) => s > 0 && (bits & ~(held[s - 1] ?? 0)) !== 0).length,
        0,
      );
  };
  expect(taken(bound, "2020Q1", "2024Q4")).toBe(0);
  expect(taken(alone, "2020Q1", "2024Q4")).toBeGreaterThan(0);
  expect(taken(bound, "2025Q1", "2034Q4")).toBeGreaterThan(0);
});

test("until the first rule both worlds are the same, city by city", () => {
  const steps = alone.labels.periods.indexOf("2018Q1") * alone.labels.countries.length;
  const all = alone.labels.periods.length * alone.labels.countries.length;
  for (const k of runs) {
    expect(bound.holders.slice(k * all, k * all + steps)).toEqual(
      alone.holders.slice(k * all, k * all + steps),
    );
  }
});
