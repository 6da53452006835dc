import fc from "fast-check";
import { expect, test } from "vitest";
import { diffScenarios } from "../../src/scenario/diff.ts";
import { resolvedDocument } from "../../src/scenario/resolved-document.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { endLabel, parsePeriod, startLabel } from "../../src/scenario/time.ts";
import { HEAD, parseText, scenarioOf } from "./parse-text.ts";
import { smallWorld } from "./small-world.ts";

const full = `${HEAD}summary: >
  A story
  in two lines
extends: base
time: { end: 2030Q2 }
parameters:
  choice.price: { value: 2, was: 3, because: Cheaper, source: A study }
mechanisms: { peers: { value: false, because: A check } }
suppliers:
  china: { price: { value: 0.9, because: Discount } }
  firm: { name: A firm, homes: [KEN], rivals: [china], constant: 0, price: 1, markup: 0, subsidy: 0, experience: 5e7, norm: 0, grant_element: 0, financed_share: 0, loan_income_ceiling: 0, compliance: 0.5, knowledge: 0, research: 0.5 }
countries: { KEN: { democracy: { value: 0.3, because: An election } } }
interventions:
  - { id: gone, remove: true }
  - id: loans
    at: 2026-02
    until: 2028-04
    ramp: 1.5
    who: { income: [low, lower-middle], region: africa }
    do: { finance: { supplier: firm, grant_element: 0.4 } }
    because: >
      To see
  - { id: cut, at: 2027, who: [KEN, FRA], do: { subsidise: { supplier: china, share: 0.2 } } }
outcomes:
  mine: { metric: adoption.share, supplier: firm, at: 2029 }
  street: { metric: contracts.count, segment: residential }
  all: { metric: market.share }
`;
const base = `schema: panoptes/scenario@1
id: base
title: Base
time: { start: 2012Q1, end: 2035 }
parameters: { choice.price: 3, choice.none: 1 }
runs: { count: 50, seed: 0x10 }
interventions:
  - { id: gone, at: 2020, who: all, do: { cut_price: { supplier: usa, share: 0.1 } } }
`;

test("a scenario holds what it and its parents say, defaults elsewhere", async () => {
  const scenario = await scenarioOf(full, { base });
  expect(scenario.time).toEqual({ start: 2012, end: 2030.5, dt: 0.25 });
  expect(scenario.runs).toEqual({ count: 50, seed: "16" });
  expect(scenario.parameters["choice.price"]).toBe(2);
  expect(scenario.parameters["choice.none"]).toBe(1);
  expect(scenario.parameters["choice.quality"]).toBe(1);
  expect(scenario.mechanisms.peers).toBe(false);
  expect(scenario.suppliers.china?.attributes).toEqual({ price: 0.9 });
  expect(scenario.suppliers.firm?.homes).toEqual(["KEN"]);
  expect(scenario.countries).toEqual({ KEN: { democracy: 0.3 } });
  expect(scenario.interventions).toEqual([
    {
      id: "loans",
      when: null,
      from: 2026 + 1 / 12,
      to: 2028 + 4 / 12,
      ramp: 1.5,
      who: { income: ["low", "lower-middle"], region: ["africa"] },
      action: { kind: "finance", supplier: "firm", grant_element: 0.4, extra_demand: 0 },
      because: "To see",
    },
    {
      id: "cut",
      when: null,
      from: 2027,
      to: null,
      ramp: 0,
      who: ["KEN", "FRA"],
      action: { kind: "subsidise", supplier: "china", share: 0.2 },
      because: null,
    },
  ]);
  expect(scenario.outcomes).toEqual([
    { name: "mine", metric: "adoption.share", by: "supplier", of: "firm", at: 2030 },
    { name: "street", metric: "contracts.count", by: "segment", of: "residential", at: null },
    { name: "all", metric: "market.share", by: "supplier", of: null, at: null },
  ]);
});

test("changes are told against the parent, with their reasons", async () => {
  const { changes } = await scenarioOf(full, { base });
  const told = new Map(changes.map(({ path, ...rest }) => [path, rest]));
  expect(told.get("parameters.choice.price")).toEqual({
    from: 3,
    to: 2,
    because: "Cheaper",
    source: "A study",
  });
  expect(told.get("suppliers.china.price")).toMatchObject({ from: 1, to: 0.9 });
  expect(told.get("countries.KEN.democracy")).toMatchObject({ from: null, because: "An election" });
  expect(told.get("mechanisms.peers")).toMatchObject({ from: true, to: false });
  expect(told.get("time.end")).toMatchObject({ from: "2035Q4", to: "2030Q2" });
  expect(told.get("interventions.loans")).toMatchObject({ from: null, because: "To see" });
  expect(told.get("interventions.gone")).toMatchObject({ to: null });
  expect(told.has("parameters.choice.none")).toBe(false);
  expect(told.has("runs.count")).toBe(false);
});

/** What must be the same when a scenario is written out and read again. */
const meaning = ({ parents, changes, ...rest }: Scenario): unknown => rest;

test("a scenario written out whole reads as the same scenario", async () => {
  const scenario = await scenarioOf(full, { base });
  const again = await scenarioOf(resolvedDocument(scenario));
  expect(meaning(again)).toEqual(meaning(scenario));
  expect(again.parents).toEqual([]);
  expect(resolvedDocument(scenario)).toContain("because: Cheaper");
  expect(resolvedDocument(again)).toBe(resolvedDocument(scenario).replace(/^#.*\n/, ""));
});

test("a scenario does not differ from itself, and differences turn round with the order", async () => {
  const a = await scenarioOf(full, { base });
  const b = await scenarioOf(base);
  expect(diffScenarios(a, a, smallWorld)).toEqual([]);
  const turned = diffScenarios(b, a, smallWorld).map((one) => ({
    ...one,
    from: one.to,
    to: one.from,
  }));
  const byPath = (x: { path: string }, y: { path: string }): number => (x.path < y.path ? -1 : 1);
  expect([...diffScenarios(a, b, smallWorld)].sort(byPath)).toEqual(turned.sort(byPath));
});

test("a changed intervention is told field by field", async () => {
  const one = (share: number): string =>
    `${HEAD}interventions:\n  - { id: x, at: 2027, who: all, do: { cut_price: { supplier: usa, share: ${share} } } }`;
  const [a, b] = [await scenarioOf(one(0.1)), await scenarioOf(one(0.2))];
  expect(diffScenarios(a, b)).toEqual([
    { path: "interventions.x.share", from: 0.1, to: 0.2, because: null, source: null },
  ]);
});

test("JSON is read like YAML, tabs and all", async () => {
  const text = JSON.stringify(
    { schema: "panoptes/scenario@1", id: "mine", title: "Mine", runs: { count: 7 } },
    null,
    "\t",
  );
  expect((await scenarioOf(text)).runs.count).toBe(7);
  expect((await scenarioOf(`\ufeff${HEAD}runs: { count: 8 }\r\n`)).runs.count).toBe(8);
});

test("words that are truth values elsewhere are text here", async () => {
  const scenario = await scenarioOf(`${HEAD.replace("Mine", "no")}runs: { seed: NO }`);
  expect([scenario.title, scenario.runs.seed]).toEqual(["no", "NO"]);
});

test("settings win over the file, the last over the first, and are told as changes", async () => {
  const settings = [
    "choice.price=1",
    "choice.price=1.5",
    "suppliers.china.price=0.8",
    "countries.KEN.urban_2019=0.9",
    "mechanisms.failure=false",
    "time.end=2020",
    "runs.seed=12345678901234567890",
    "runs.count=9",
  ];
  const scenario = await scenarioOf(base, {}, { settings });
  expect(scenario.parameters["choice.price"]).toBe(1.5);
  expect(scenario.suppliers.china?.attributes.price).toBe(0.8);
  expect(scenario.countries.KEN).toEqual({ urban_2019: 0.9 });
  expect(scenario.mechanisms.failure).toBe(false);
  expect(scenario.time.end).toBe(2021);
  expect(scenario.runs).toEqual({ count: 9, seed: "12345678901234567890" });
  expect(scenario.changes).toContainEqual({
    path: "countries.KEN.urban_2019",
    from: 0.5,
    to: 0.9,
    because: null,
    source: null,
  });
});

test("the path of a problem counts the file's own interventions", async () => {
  const text = `${HEAD}extends: base\ninterventions:\n  - { id: new, at: 2027, who: [XXX], do: { cut_price: { supplier: usa, share: 0.1 } } }`;
  const parsed = await parseText(text, { base });
  expect(parsed.problems[0]?.path).toEqual(["interventions", 0, "who", 0]);
});

test("a world that cannot be read is reported with the scenario's own problems", async () => {
  const parsed = await parseText(
    `${HEAD}world: ./mine\nruns: 3`,
    {},
    {
      world: async (name, from) => ({
        ok: false,
        problems: [
          { code: "E425", severity: "error", message: `no ${name} beside ${from}`, path: [] },
        ],
      }),
    },
  );
  expect(parsed.problems.map(({ message }) => message)).toContain("no ./mine beside mine.yaml");
  expect(parsed.problems.map(({ code }) => code)).toContain("E111");
});

test("without a world, names of countries and suppliers are left unchecked", async () => {
  const text = `${HEAD}countries: { XXX: { democracy: 1 } }\nsuppliers: { any: { price: 1 } }`;
  const { world: _world, ...rest } = { world: smallWorld };
  const parsed = await parseText(
    text,
    {},
    { ...rest, world: async () => ({ ok: false, problems: [] }) },
  );
  expect(parsed.problems).toEqual([]);
});

test("the end of a period is the start of the next, to the bit", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1900, max: 2199 }),
      fc.integer({ min: 1, max: 12 }),
      (year, month) => {
        const text = (y: number, m: number): string => `${y}-${String(m).padStart(2, "0")}`;
        const next = month === 12 ? text(year + 1, 1) : text(year, month + 1);
        const here = parsePeriod(text(year, month));
        expect(here?.end).toBe(parsePeriod(next)?.start);
        expect(parsePeriod(startLabel(here?.start ?? 0))?.start).toBe(here?.start);
        expect(parsePeriod(endLabel(here?.end ?? 0))?.end).toBe(here?.end);
      },
    ),
  );
});

test("dates are quarters, months and years, both ends included", () => {
  expect(parsePeriod("2027Q3")).toEqual({ start: 2027.5, end: 2027.75 });
  expect(parsePeriod("2027-12")).toEqual({ start: 2027 + 11 / 12, end: 2028 });
  expect(parsePeriod(2031)).toEqual({ start: 2031, end: 2032 });
  for (const wrong of ["2027Q5", "2027-13", "27", "1899", "2027.5", "2027-1", " 2027", "2201"]) {
    expect(parsePeriod(wrong), wrong).toBeNull();
  }
});
