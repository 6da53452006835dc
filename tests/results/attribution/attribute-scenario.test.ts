import { describe, expect, test, vi } from "vitest";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import {
  attributeScenario,
  planAttribution,
} from "../../../src/results/attribution/attribute-scenario.ts";
import { interval } from "../../../src/results/attribution/attribution.ts";
import { seriesColumns } from "../../../src/results/series-columns.ts";
import { compileScenario } from "../../../src/scenario/compile.ts";
import { loadScenario } from "../../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";
import type { Scenario } from "../../../src/scenario/scenario.ts";

vi.setConfig({ testTimeout: 60_000 });

const loaded = await builtinWorld();
if (!loaded.ok) throw new Error("the shipped world has problems");
const world = loaded.value;
const RUNS = 4;

/** A scenario to 2016 that extends the baseline on one parameter set, from lines of YAML. */
async function scenarioOf(lines: readonly string[]): Promise<Scenario> {
  const input = [
    "schema: panoptes/scenario@1",
    "id: changed",
    "title: Changed",
    "extends: baseline",
    "time: { start: 2011Q1, end: 2016Q4 }",
    "parameter_sets: { from: single }",
    ...lines,
    "",
  ].join("\n");
  const read = await loadScenario("-", { input, world: async () => loaded });
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join("; "));
  return read.value;
}

const root = await scenarioOf([]);
const loan = (id: string, at: string) =>
  `  - { id: ${id}, at: ${at}, who: all, do: { subsidise: { supplier: usa, share: 0.6 } } }`;

async function share(lines: readonly string[], mechanisms = false) {
  const to = await scenarioOf(lines);
  const compiled = compileScenario(to, world);
  const columns = seriesColumns(compiled.frame, compiled.labels);
  const column = columns.findIndex(({ name }) => name === "adoption.share.usa");
  const reading = { column, step: compiled.frame.steps - 1 };
  const input = { from: root, to, compiled, world, ensemble: null, reading };
  const executor = inlineExecutor();
  const attribution = await attributeScenario(input, executor, {
    count: RUNS,
    seed: "1",
    mechanisms,
  });
  /** Mean of the outcome in a plain ensemble. */
  const plain = async (scenario: Scenario) => {
    const its = compileScenario(scenario, world);
    const values: number[] = [];
    await executor.run(makeDesign(its, { count: RUNS, seed: "1" }), (chunk) => {
      const steps = its.frame.steps;
      for (let r = 0; r < chunk.count; r++) {
        values.push(
          chunk.columns[(r * columns.length + column) * steps + reading.step] ?? Number.NaN,
        );
      }
    });
    return interval(values).mean;
  };
  return { attribution, before: await plain(root), after: await plain(to) };
}

describe("a scenario's difference from another", () => {
  test("is between their plain ensembles, and all of it is its only measure's", async () => {
    const { attribution, before, after } = await share(["interventions:", loan("one", "2012Q1")]);
    expect(attribution.before).toBeCloseTo(before, 14);
    expect(attribution.after).toBeCloseTo(after, 14);
    expect(after - before).toBeGreaterThan(0.01);
    const [only] = attribution.measures;
    expect(only?.id).toBe("one");
    expect(only?.mean).toBeCloseTo(after - before, 14);
    expect(only?.low).toBeLessThan(only?.mean ?? 0);
  });

  test("is shared by measures that sum to it; one after the horizon gets nothing", async () => {
    const { attribution, after } = await share([
      "parameters: { choice.none: -1 }",
      "mechanisms: { peers: false }",
      "suppliers: { usa: { price: 0.8 } }",
      "interventions:",
      loan("early", "2012Q1"),
      loan("late", "2016Q4").replace("2016Q4", "2020Q1"),
    ]);
    const { measures, interactions, total, coalitions } = attribution;
    expect(measures.map(({ id }) => id).sort()).toEqual([
      "early",
      "late",
      "mechanisms.peers",
      "parameters.choice.none",
      "suppliers.usa",
    ]);
    expect(coalitions).toBe(32);
    expect(interactions).toHaveLength(10);
    expect(measures.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(total.mean, 12);
    expect(attribution.after).toBeCloseTo(after, 14);
    expect(measures.find(({ id }) => id === "late")?.mean).toBe(0);
  });

  test("is shared equally by two measures that do the same and stand in for each other", async () => {
    const twin = (id: string) => `  - { id: ${id}, at: 2012Q1, who: all, do: { moratorium: {} } }`;
    const { attribution } = await share(["interventions:", twin("here"), twin("there")]);
    const [a, b] = attribution.measures;
    expect(a?.mean).toBeCloseTo(b?.mean ?? Number.NaN, 14);
    expect(a?.mean).toBeLessThan(0);
    expect(attribution.interactions[0]?.mean).toBeCloseTo(-attribution.total.mean, 12);
  });

  test("is what mechanisms lose one by one, and what they carry only together", async () => {
    const { attribution } = await share(["interventions:", loan("one", "2012Q1")], true);
    const { mechanisms, interplay, total } = attribution;
    expect(mechanisms.length).toBeGreaterThan(10);
    const carried = mechanisms.reduce((sum, { mean }) => sum + mean, 0);
    expect(carried + (interplay ?? Number.NaN)).toBeCloseTo(total.mean, 12);
    // No treaty is open: with or without the mechanism the runs are the same.
    expect(mechanisms.find(({ mechanism }) => mechanism === "treaties")?.mean).toBe(0);
  });

  test("is refused where there is none, or where it cannot be taken in parts", async () => {
    const refuse = (to: Scenario) => () => planAttribution({ from: root, to }, { seed: "1" });
    expect(refuse(root)).toThrow(/differ in nothing/);
    expect(refuse({ ...root, time: { ...root.time, end: 2018 } })).toThrow(/time, countries/);
    expect(refuse({ ...root, world: "other" })).toThrow(/their world/);
  });

  test("takes orders by chance beyond ten measures, with far fewer coalitions than there are", async () => {
    const to = await scenarioOf([
      "interventions:",
      ...Array.from({ length: 14 }, (_, k) => loan(`m${k}`, "2012Q1")),
    ]);
    const plan = planAttribution({ from: root, to }, { seed: "1" });
    expect(plan.orders).toHaveLength(64);
    expect(plan.points).toBeLessThan(64 * 13 + 3);
  });
});
