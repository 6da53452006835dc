import { beforeAll, describe, expect, test } from "vitest";
import { buildModel } from "../../../src/core/build-model.ts";
import { simulate } from "../../../src/core/simulate.ts";
import { createState } from "../../../src/core/state.ts";
import { marketLooks, watchMarket } from "../../../src/experiments/calibration/market.ts";
import { valueAt, withValues } from "../../../src/experiments/calibration/parameter-set.ts";
import { makePrior, type PriorDimension } from "../../../src/experiments/calibration/prior.ts";
import { type Experiment, openSimulator } from "../../../src/experiments/calibration/simulator.ts";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { openKernel } from "../../../src/experiments/kernel.ts";
import { kernelDesignOf } from "../../../src/experiments/kernel-design.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { runKey } from "../../../src/experiments/run-key.ts";
import { setOfRun, setsUsed, spreadOver } from "../../../src/experiments/spread.ts";
import { seriesColumns } from "../../../src/results/series-columns.ts";
import { compileScenario } from "../../../src/scenario/compile.ts";
import type { Compiled } from "../../../src/scenario/compiled.ts";
import { type Imputation, imputationOf, redrawFrame } from "../../../src/scenario/imputation.ts";
import { loadScenario } from "../../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";
import type { Scenario } from "../../../src/scenario/scenario.ts";
import type { World } from "../../../src/scenario/world/world.ts";
import { threeSets } from "../../scenario/parse-text.ts";

let world: World;
let scenario: Scenario;
let compiled: Compiled;
let imputation: Imputation;

beforeAll(async () => {
  const loaded = await builtinWorld();
  if (!loaded.ok) throw new Error("no world");
  world = loaded.value;
  const parsed = await loadScenario("baseline", { world });
  if (!parsed.ok) throw new Error("no scenario");
  scenario = { ...parsed.value, time: { ...parsed.value.time, end: 2021 } };
  compiled = compileScenario(scenario, world);
  imputation = imputationOf(world, scenario);
});

const range = (ids: readonly string[]) => ids.map((id) => ({ id, range: null }));
const experimentOf = (prior: readonly PriorDimension[]): Experiment => ({
  frame: compiled.frame,
  settings: compiled.settings,
  suppliers: compiled.labels.suppliers,
  imputation,
  prior,
  lawStates: [32],
  marketStates: [20, 32],
  seed: "x",
});

describe("short runs", () => {
  test("show what a recorded run of the same settings, world and seed shows", () => {
    const prior = makePrior(
      range(["choice.price", "opportunity.size"]),
      compiled.settings,
      compiled.labels,
    );
    const simulator = openSimulator(experimentOf(prior));
    const seen = simulator.run(Float64Array.of(0.3, 0.7), 4);
    const values = simulator.valuesAt([0.3, 0.7]);
    const settings = withValues(compiled.settings, compiled.labels, values);
    const model = buildModel(redrawFrame(compiled.frame, imputation, 5), settings);
    const whole = simulate(model, createState(model), runKey("x/4"), { holders: false });
    expect(seen.suppliers).toEqual(whole.seenSuppliers);
    expect(seen.segments).toEqual(whole.seenSegments);
    expect(seen.suppliers.some((bits) => bits !== 0)).toBe(true);
  });

  test("have their own luck and their own world for each set, whatever is run beside them", () => {
    const prior = makePrior(range(["choice.price"]), compiled.settings, compiled.labels);
    const simulator = openSimulator(experimentOf(prior));
    const both = simulator.run(Float64Array.of(0.5, 0.5), 7);
    const size = both.suppliers.length / 2;
    const second = simulator.run(Float64Array.of(0.5), 8);
    expect(both.suppliers.slice(size)).toEqual(second.suppliers);
    expect(both.suppliers.slice(0, size)).not.toEqual(second.suppliers);
  });
});

describe("contracts and bans", () => {
  test("are those that a recorded run signs, renewals apart, and the same in a short run", () => {
    const design = makeDesign(compiled, { count: 1, seed: "m", recordHolders: false });
    const kernel = openKernel(kernelDesignOf(design));
    const model = kernel.model(0);
    const state = createState(model);
    const room = marketLooks(1, 2, compiled.frame);
    expect(watchMarket(model, state, runKey("m"), [20, 32], room)).toBe(true);

    const { columns } = simulate(model, createState(model), runKey("m"), { holders: false });
    const names = seriesColumns(compiled.frame, compiled.labels).map(({ name }) => name);
    const { steps, countries: n, suppliers: J } = compiled.frame;
    const until = (name: string, state: number): number =>
      columns
        .subarray(names.indexOf(name) * steps)
        .slice(0, state)
        .reduce((a, b) => a + b, 0);
    const signed = (look: number): number =>
      room.signings.subarray(look * n * J, (look + 1) * n * J).reduce((a, b) => a + b, 0);
    for (const [look, state] of [20, 32].entries()) {
      const fresh = until("contracts.signed", state) - until("contracts.renewed", state);
      expect(signed(look)).toBe(fresh);
    }
    expect(signed(1)).toBeGreaterThan(signed(0));

    const prior = makePrior(range(["choice.price"]), compiled.settings, compiled.labels);
    const { market } = openSimulator(experimentOf(prior)).run(Float64Array.of(0.5), 0);
    expect(market.signings.length).toBe(2 * n * J);
    expect(market.signings.some((count) => count > 0)).toBe(true);
  });
});

describe("the share of openings without a buyer", () => {
  test("moves hazard and all constants together: differences between suppliers stay", () => {
    const prior = makePrior(
      range(["none_share", "buying_rate"]),
      compiled.settings,
      compiled.labels,
    );
    const simulator = openSimulator(experimentOf(prior));
    const [few, many] = [0, 1].map((u) => simulator.valuesAt([u, 0.5]));
    const gap = (values: typeof few, id: string) =>
      (values?.[`suppliers.${id}.constant`] ?? 0) - (values?.["suppliers.china.constant"] ?? 0);
    for (const id of compiled.labels.suppliers) expect(gap(few, id)).toBeCloseTo(gap(many, id), 9);
    expect(few?.["suppliers.china.constant"]).toBeGreaterThan(
      (many?.["suppliers.china.constant"] ?? 0) + 3,
    );
    // 2% and 60% of openings end with nobody; as many end with a buyer.
    const buying = (values: typeof few, none: number) =>
      (values?.["opportunity.base_hazard"] ?? 0) * (1 - none);
    expect(buying(few, 0.02)).toBeCloseTo(buying(many, 0.6), 9);
  });

  test("leaves the number of adopters about where it was", () => {
    const prior = makePrior(
      range(["none_share", "buying_rate"]),
      compiled.settings,
      compiled.labels,
    );
    const simulator = openSimulator(experimentOf(prior));
    const adopters = (u: number): number => {
      const runs = 60;
      const places = Float64Array.from({ length: 2 * runs }, (_, k) => (k % 2 === 0 ? u : 0.6));
      const { suppliers } = simulator.run(places, 0);
      return suppliers.filter((bits) => bits !== 0).length / runs / compiled.frame.vintages.length;
    };
    expect(Math.abs(adopters(0.05) / adopters(0.95) - 1)).toBeLessThan(0.2);
  });
});

describe("imputed values", () => {
  test("key 0 is the table, another key moves only what was imputed", () => {
    const { frame } = compiled;
    expect(redrawFrame(frame, imputation, 0)).toBe(frame);
    const moved = redrawFrame(frame, imputation, 3);
    const guessed = new Set(
      imputation.cells.filter(({ column }) => column === "democracy").map(({ country }) => country),
    );
    expect(guessed.size).toBe(21);
    moved.democracy.values.forEach((value, at) => {
      const i = at % frame.countries;
      expect(value !== frame.democracy.values[at], `${i}`).toBe(guessed.has(i));
      expect(value >= 0 && value <= 1).toBe(true);
    });
    expect(redrawFrame(frame, imputation, 3)).toEqual(moved);
    expect(moved.zCrime).not.toEqual(redrawFrame(frame, imputation, 4).zCrime);
  });

  test("are spread as their rule's error says, and about the rule's value", () => {
    const cell = imputation.cells.find(({ column }) => column === "homicide");
    if (!cell) throw new Error("no homicide is imputed");
    const { sd: unit } = imputation.scales.homicide;
    const off = Array.from({ length: 400 }, (_, k) => {
      const value = redrawFrame(compiled.frame, imputation, k + 1).zCrime[cell.country] ?? 0;
      return (value - (compiled.frame.zCrime[cell.country] ?? 0)) * unit;
    });
    const mean = off.reduce((a, b) => a + b, 0) / off.length;
    const sd = Math.sqrt(off.reduce((a, b) => a + (b - mean) ** 2, 0) / off.length);
    expect(Math.abs(mean)).toBeLessThan((4 * cell.sd) / Math.sqrt(400));
    expect(Math.abs(sd / cell.sd - 1)).toBeLessThan(4 / Math.sqrt(800));
  });

  test("a value that the scenario gives is no guess", () => {
    const id = world.countries.ids[imputation.cells[0]?.country ?? 0] ?? "";
    const column = imputation.cells[0]?.column ?? "democracy";
    const given = { ...scenario, countries: { [id]: { [column]: 0.5 } } };
    const left = imputationOf(world, given).cells;
    expect(left.length).toBeLessThan(imputation.cells.length);
  });
});

describe("runs spread over sets", () => {
  test("use each set twice in a row, with the values of the set but for what is pinned", () => {
    const chosen = {
      ...scenario,
      parameterSets: { from: "three", only: null, pinned: ["choice.price"] },
    };
    const { settings, spread } = spreadOver(threeSets, chosen, world, compiled);
    expect(settings).toHaveLength(6);
    expect(settings[0]).toBe(settings[1]);
    const prices = settings.map((one) => valueAt(one, compiled.labels, "choice.price"));
    expect(new Set(prices)).toEqual(new Set([compiled.settings.parameters["choice.price"]]));
    const constants = settings.map((one) =>
      valueAt(one, compiled.labels, "suppliers.china.constant"),
    );
    expect(constants).toEqual([-0.5, -0.5, 0, 0, 0.5, 0.5]);
    const design = { settings, spread };
    expect([0, 1, 2, 5, 6, 7].map((run) => setOfRun(design, run))).toEqual([0, 0, 1, 2, 0, 0]);
    expect([1, 2, 3, 6, 100].map((count) => setsUsed(design, 0, count))).toEqual([1, 1, 2, 3, 3]);
    const alone = { ...chosen, parameterSets: { from: "three", only: 2, pinned: [] } };
    const one = spreadOver(threeSets, alone, world, compiled);
    expect(setOfRun({ settings: one.settings, spread: one.spread }, 0)).toBe(2);
  });

  test("run k is the same whatever the count, and a set alone with its seed repeats it", async () => {
    const all = { ...scenario, parameterSets: { from: "three", only: null, pinned: [] } };
    const hashesOf = async (one: Scenario, count: number, seed: string): Promise<string[]> => {
      const spreading = spreadOver(threeSets, one, world, compiled);
      const design = makeDesign(compiled, { count, seed, recordHolders: false, ...spreading });
      const hashes: string[] = [];
      await inlineExecutor({ chunk: 3 }).run(design, (chunk) => {
        hashes.push(...chunk.hashes);
      });
      return hashes;
    };
    const eight = await hashesOf(all, 8, "1");
    expect(await hashesOf(all, 5, "1")).toEqual(eight.slice(0, 5));
    expect(new Set(eight).size).toBe(8);
    const third = { ...all, parameterSets: { ...all.parameterSets, only: 2 } };
    expect(await hashesOf(third, 1, "6")).toEqual([eight[5]]);
  });
});
