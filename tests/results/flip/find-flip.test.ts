import { describe, expect, test, vi } from "vitest";
import { countryLedgers } from "../../../src/experiments/explain/country-ledgers.ts";
import { leverOf } from "../../../src/experiments/flip/lever.ts";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { type FlipInput, findFlip } from "../../../src/results/flip/find-flip.ts";
import { seriesColumns } from "../../../src/results/series-columns.ts";
import { compileScenario } from "../../../src/scenario/compile.ts";
import { loadScenario } from "../../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";
import { resolvedDocument } from "../../../src/scenario/resolved-document.ts";
import type { Scenario } from "../../../src/scenario/scenario.ts";

vi.setConfig({ testTimeout: 60_000 });

const loaded = await builtinWorld();
if (!loaded.ok) throw new Error("the shipped world has problems");
const world = loaded.value;

async function parse(input: string): Promise<Scenario> {
  const read = await loadScenario("-", { input, world: async () => loaded });
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("; "));
  return read.value;
}

const scenario = await parse(`
schema: panoptes/scenario@1
id: short
title: Short
extends: baseline
time: { start: 2011Q1, end: 2016Q4 }
parameter_sets: { from: single }
uncertainty:
  gift: { uniform: [0, 0.9] }
  start: { integer: [2012, 2014] }
interventions:
  - { id: sponsor, at: $start, who: all, do: { subsidise: { supplier: usa, share: $gift } } }
`);
const compiled = compileScenario(scenario, world);
const { labels, frame } = compiled;
const step = frame.steps - 1;
const column = seriesColumns(frame, labels).findIndex(({ name }) => name === "adoption.share.usa");

function input(lever: string, rest: Pick<FlipInput, "question"> & Partial<FlipInput>): FlipInput {
  const found = leverOf(scenario, world, lever);
  if (found === null) throw new Error(`no lever ${lever}`);
  return { scenario, compiled, world, ensemble: null, lever: found, count: 3, seed: "1", ...rest };
}

/** Runs in which the written scenario has the outcome above a limit. */
async function above(text: string, limit: number): Promise<number> {
  const its = compileScenario(await parse(text), world);
  const design = makeDesign(its, { count: 3, seed: "1", recordHolders: false });
  let yes = 0;
  await inlineExecutor().run({ ...design, picks: [{ column, step }] }, (chunk) => {
    yes += chunk.columns.filter((value) => value > limit).length;
  });
  return yes;
}

describe("the least change of a lever", () => {
  test.each([
    ["choice.none", 0.08],
    ["suppliers.usa.price", 0.3],
    ["gift", 0.3],
  ])(
    "%s turns an outcome round in most runs, and so does the scenario that is written",
    async (lever, limit) => {
      const question = { kind: "outcome", reading: { column, step }, limit } as const;
      const found = await findFlip(input(lever, { question }), inlineExecutor(), { grid: 6 });
      const flip = found?.flip ?? null;
      if (found === null || flip === null || found.scenario === null) throw new Error("no flip");
      const most = (yes: number) => 2 * yes >= 3;
      expect(most(flip.after.yes)).not.toBe(most(found.before.yes));
      expect(await above(resolvedDocument(found.scenario), limit)).toBe(flip.after.yes);
      const unflipped = found.tried.find(({ value }) => value === flip.unflipped);
      expect(most(unflipped?.yes ?? 0)).toBe(most(found.before.yes));
      const { low, high } = found.lever;
      expect(Math.abs(flip.value - flip.unflipped)).toBeLessThanOrEqual((high - low) / 4096);
    },
  );

  test("of a mechanism is to switch it, and the scenario that is written has it switched", async () => {
    const values = async (on: boolean) => {
      const mechanisms = { ...scenario.mechanisms, alignment: on };
      const its = compileScenario({ ...scenario, mechanisms }, world);
      const design = makeDesign(its, { count: 3, seed: "1", recordHolders: false });
      const all: number[] = [];
      await inlineExecutor().run({ ...design, picks: [{ column, step }] }, (chunk) => {
        all.push(...chunk.columns);
      });
      return all.sort((a, b) => a - b);
    };
    const [on, off] = [await values(true), await values(false)];
    const limit = ((on[1] ?? 0) + (off[1] ?? 0)) / 2;
    const question = { kind: "outcome", reading: { column, step }, limit } as const;
    const found = await findFlip(input("mechanisms.alignment", { question }), inlineExecutor());
    expect(found?.tried.map(({ value }) => value)).toEqual([0, 1]);
    expect(found?.flip).toMatchObject({ value: 0, unflipped: 1 });
    if (!found?.scenario) throw new Error("no scenario");
    const text = resolvedDocument(found.scenario);
    expect(text).toContain("alignment: false");
    expect(await above(text, limit)).toBe(found.flip?.after.yes);
  });

  test("of a country's value turns an outcome round, each value on a frame of its own", async () => {
    const unrest = seriesColumns(frame, labels).findIndex(({ name }) => name === "unrest.mean");
    const reading = { column: unrest, step };
    const asked = (limit: number) =>
      input("countries.KEN.political_stability", {
        question: { kind: "outcome", reading, limit },
        count: 1,
      });
    const { lever } = asked(0);
    const at = async (value: number) => {
      const countries = { KEN: { political_stability: value } };
      const its = compileScenario({ ...scenario, countries }, world);
      const design = makeDesign(its, { count: 1, seed: "1", recordHolders: false });
      let found = Number.NaN;
      await inlineExecutor().run({ ...design, picks: [reading] }, ({ columns }) => {
        found = columns[0] ?? Number.NaN;
      });
      return found;
    };
    const [base, high] = [await at(lever.base), await at(lever.high)];
    const limit = (base + high) / 2;
    expect(base).not.toBe(high);
    const found = await findFlip(asked(limit), inlineExecutor(), { grid: 6 });
    const yes = (value: number) => (value > limit ? 1 : 0);
    expect(found?.before.yes).toBe(yes(base));
    expect(found?.flip?.after.yes).toBe(1 - yes(base));
    expect(yes(await at(found?.flip?.value ?? 0))).toBe(1 - yes(base));
    expect(yes(await at(found?.flip?.unflipped ?? 0))).toBe(yes(base));
    if (!found?.scenario) throw new Error("no scenario");
    const again = await parse(resolvedDocument(found.scenario));
    expect(again.countries.KEN).toEqual({ political_stability: found.flip?.value });
  });

  test("turns the decision of a country in one run round, on the same luck", async () => {
    const design = makeDesign(compiled, { count: 3, seed: "1" });
    let country = 0;
    let supplier = -1;
    for (; supplier < 0 && country < frame.countries; country++) {
      const ledgers = await countryLedgers({ ...design, first: 1, count: 1 }, country, step);
      supplier = Math.max(...(ledgers[0]?.holders ?? [])) - 1;
    }
    const question = {
      kind: "holder",
      country: country - 1,
      supplier,
      segment: null,
      step,
    } as const;
    const asked = input("choice.none", { question, run: 1 });
    const found = await findFlip(asked, inlineExecutor(), { grid: 10 });
    expect(found?.before).toEqual({ yes: 1, runs: 1 });
    expect(found?.flip?.after).toEqual({ yes: 0, runs: 1 });
  });

  test("asks for countries without any contract, too", async () => {
    const country = labels.countries.indexOf("KEN");
    const question = { kind: "holder", country, supplier: -1, segment: null, step } as const;
    const found = await findFlip(input("choice.none", { question }), inlineExecutor(), { grid: 4 });
    if (found === null) throw new Error("stopped");
    // Nothing is the more attractive the higher its constant.
    const [low, high] = [found.tried.at(0), found.tried.at(-1)];
    expect(low?.yes).toBeLessThan(high?.yes ?? 0);
    const design = makeDesign(compiled, { count: 3, seed: "1" });
    const ledgers = await countryLedgers(design, country, step);
    const without = ledgers.filter(({ holders }) => holders.every((one) => one === 0));
    expect(found.before).toEqual({ yes: without.length, runs: 3 });
  });

  test("stops when it is told to", async () => {
    const signal = { aborted: true, addEventListener() {}, removeEventListener() {} };
    const question = { kind: "outcome", reading: { column, step }, limit: 0.1 } as const;
    const asked = input("choice.none", { question });
    expect(await findFlip(asked, inlineExecutor(), { signal })).toBeNull();
  });
});

describe("a lever", () => {
  test("stands where the scenario has it, within the values worth trying", () => {
    for (const id of ["choice.price", "suppliers.usa.price", "gift"]) {
      const lever = leverOf(scenario, world, id);
      expect(lever?.base).toBeGreaterThanOrEqual(lever?.low ?? Number.NaN);
      expect(lever?.base).toBeLessThanOrEqual(lever?.high ?? Number.NaN);
    }
    expect(leverOf(scenario, world, "gift")).toMatchObject({ base: 0.45, low: 0, high: 0.9 });
  });

  test("is a switch, a whole number or a value of a country, too", () => {
    const peers = { base: 1, low: 0, high: 1, whole: true };
    expect(leverOf(scenario, world, "mechanisms.peers")).toMatchObject(peers);
    expect(leverOf(scenario, world, "start")).toMatchObject({
      base: 2013,
      low: 2012,
      high: 2014,
      whole: true,
    });
    const lever = leverOf(scenario, world, "countries.KEN.democracy");
    const kenya = world.countries.ids.indexOf("KEN");
    const { democracy } = world.covariates.values;
    const last = democracy[democracy.length - world.countries.ids.length + kenya];
    expect(lever).toMatchObject({ base: last, whole: false });
    expect(lever?.high).toBe(Math.max(...democracy.filter(Number.isFinite)));
  });

  test.each([
    "choice.prise",
    "suppliers.nobody.price",
    "suppliers.usa.name",
    "mechanisms.friends",
    "countries.XXX.democracy",
    "countries.KEN.mood",
    "countries.KEN",
  ])("is not %s", (id) => {
    expect(leverOf(scenario, world, id)).toBeNull();
  });
});
