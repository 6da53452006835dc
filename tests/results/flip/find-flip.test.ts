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
interventions:
  - { id: sponsor, at: 2012Q1, who: all, do: { subsidise: { supplier: usa, share: $gift } } }
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

  test.each(["choice.prise", "suppliers.nobody.price", "suppliers.usa.name", "mechanisms.peers"])(
    "is not %s",
    (id) => {
      expect(leverOf(scenario, world, id)).toBeNull();
    },
  );
});
