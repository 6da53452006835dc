import { describe, expect, test } from "vitest";
import { buildModel } from "../../src/core/build-model.ts";
import { saveRun } from "../../src/core/checkpoint.ts";
import {
  type Definition,
  defineIntervention,
  defineOutcome,
  defineProcess,
} from "../../src/core/definitions.ts";
import { Purpose } from "../../src/core/draws.ts";
import { extensionOf, noExtension, scheduleWith } from "../../src/core/extension.ts";
import type { Intervention } from "../../src/core/intervention.ts";
import { columnLayout, outcomeDefinitions } from "../../src/core/outcomes.ts";
import { ownPurpose } from "../../src/core/own-purpose.ts";
import { schedule } from "../../src/core/schedule.ts";
import { closeRun, continueRun, openRun, resumeRun, simulate } from "../../src/core/simulate.ts";
import { createState } from "../../src/core/state.ts";
import { series } from "../support/columns.ts";
import { key, laboratory, runs } from "../support/laboratory.ts";
import { wholeWorld } from "../verification/whole-world.ts";

const idle = (id: string, place: object): Definition =>
  defineProcess({ id, definition: "Does nothing.", ...place, run() {} });

const ids = (definitions: readonly Definition[]): string[] =>
  scheduleWith(extensionOf(definitions)).map(({ id }) => id);

describe("a process", () => {
  test("stands before, after or instead of the built-in one that it names", () => {
    const builtIn = schedule.map(({ id }) => id);
    const at = builtIn.indexOf("choose");
    expect(ids([idle("a", { before: "choose" }), idle("b", { before: "choose" })])).toEqual(
      builtIn.toSpliced(at, 0, "a", "b"),
    );
    expect(ids([idle("a", { after: "choose" })])).toEqual(builtIn.toSpliced(at + 1, 0, "a"));
    expect(ids([idle("a", { instead: "choose" })])).toEqual(builtIn.toSpliced(at, 1, "a"));
    expect(scheduleWith(noExtension)).toBe(schedule);
  });

  test("that draws and decides nothing moves no number of any run", () => {
    const drawing = defineProcess({
      id: "idle",
      definition: "Draws and does nothing.",
      before: "open-procurement",
      arrays: { sum: { per: "world", initial: 0 } },
      run({ frame }, _state, { draws, arrays }) {
        for (let i = 0; i < frame.countries; i++) {
          arrays.sum[0] = (arrays.sum[0] ?? 0) + draws.uniform(frame.countryKeys[i] ?? 0, i);
        }
      },
    });
    const hashes = (definitions: readonly Definition[]): string[] =>
      runs(laboratory({ ...wholeWorld(), definitions }), 3).map((run) => run.resultHash);
    expect(hashes([drawing])).toEqual(hashes([]));
  });

  test("draws what depends on seed, step, country and slot, and differs from other processes' draws", () => {
    const draw = (id: string, seen: number[][]): Definition =>
      defineProcess({
        id,
        definition: "Keeps what it draws.",
        after: "react",
        run({ frame }, _state, { draws }) {
          seen.push([...frame.countryKeys].map((unit) => draws.uniform(unit, 7)));
        },
      });
    const [a, b]: [number[][], number[][]] = [[], []];
    const setup = { countries: 5, steps: 3 };
    const both = laboratory({ ...setup, definitions: [draw("a", a), draw("b", b)] });
    simulate(both, createState(both), key(0), { holders: false });
    const again: number[][] = [];
    const one = laboratory({ ...setup, definitions: [draw("b", again)] });
    simulate(one, createState(one), key(0), { holders: false });
    expect(again).toEqual(b);
    expect(new Set([...a, ...b].flat()).size).toBe(30);
  });

  test("has draws that are none of the built-in ones", () => {
    for (const id of ["a", "choose", "media-campaign", "x".repeat(40)]) {
      expect(Object.values(Purpose)).not.toContain(ownPurpose(id));
      expect(ownPurpose(id)).toBeLessThan(0);
    }
  });

  test("reads its parameters and keeps arrays that each run finds as they were", () => {
    const found: number[][] = [];
    const counter = defineProcess({
      id: "counter",
      definition: "Counts steps.",
      after: "commit",
      parameters: { by: { label: "by", unit: "1", default: 2, range: [0, 9] } },
      arrays: {
        world: { per: "world", initial: 5 },
        country: { per: "country", initial: 0 },
        supplier: { per: "supplier", initial: 0 },
        deployment: { per: "deployment", initial: 0 },
        cell: { per: "cell", initial: 0 },
      },
      run(_model, { step }, { parameters, arrays }) {
        arrays.world[0] = (arrays.world[0] ?? 0) + (parameters.by ?? 0);
        if (step === 3)
          found.push(
            Object.values(arrays).map(({ length }) => length),
            [arrays.world[0]],
          );
      },
    });
    const plain = laboratory({
      countries: 6,
      suppliers: 2,
      segments: 3,
      steps: 4,
      definitions: [counter],
    });
    const { frame, settings, extension } = plain;
    const other = { ...settings.parameters, "counter.by": 3 };
    const changed = buildModel(frame, { ...settings, parameters: other }, extension);
    const state = createState(plain);
    for (const model of [plain, changed, plain]) simulate(model, state, key(0), { holders: false });
    expect(found).toEqual([
      [1, 6, 2, 18, 12],
      [13],
      [1, 6, 2, 18, 12],
      [17],
      [1, 6, 2, 18, 12],
      [13],
    ]);
  });
});

const stir = defineIntervention({
  id: "stir",
  definition: "Something is stirred.",
  fields: {
    size: { type: "number", definition: "Size", low: 0, high: 9 },
    loud: { type: "flag", definition: "Loud", default: false },
  },
  arrays: { level: { per: "country", initial: 0 } },
  apply(_model, state, { arrays }, { numbers, countries, growth, first }) {
    for (const i of countries) {
      arrays.level[i] = (arrays.level[i] ?? 0) + (numbers.size ?? 0) * growth;
      state.policy.unrest[i] = (state.policy.unrest[i] ?? 0) + (numbers.size ?? 0) * growth;
      if (first && numbers.loud === 1) state.backlash[i] = 10;
    }
  },
});
const level = defineOutcome({
  id: "stir.level",
  definition: "What is in force, summed over countries.",
  unit: "index",
  read: ({ state }) => state.own.stir?.arrays.level?.reduce((a, b) => a + b) ?? Number.NaN,
});
const bySupplier = defineOutcome({
  id: "stir.supplier",
  definition: "The supplier's index.",
  unit: "index",
  by: "supplier",
  read: (_sight, j) => j,
});
const measure = (over: Partial<Extract<Intervention, { kind: "own" }>> = {}): Intervention => ({
  id: "x",
  kind: "own",
  verb: "stir",
  when: null,
  start: 2,
  end: 6,
  ramp: 2,
  countries: Int32Array.of(0, 2),
  numbers: { size: 3, loud: 0 },
  indices: {},
  ...over,
});

describe("an intervention", () => {
  const run = (interventions: Intervention[]) => {
    const model = laboratory({ countries: 4, steps: 9, definitions: [stir, level], interventions });
    const trajectory = simulate(model, createState(model), key(0), { holders: false });
    return { model, trajectory, level: [...series(model, trajectory, "stir.level")] };
  };

  test("acts from its start to its end, growing over its ramp, on those it covers", () => {
    expect(run([measure()]).level).toEqual([0, 0, 3, 6, 6, 6, 0, 0, 0]);
  });

  test("adds up with others of its kind", () => {
    expect(run([measure(), measure({ id: "y", start: 4, ramp: 0 })]).level).toEqual([
      0, 0, 3, 6, 12, 12, 0, 0, 0,
    ]);
  });

  test("acts on the model, and does what happens once only once", () => {
    const unrest = (interventions: Intervention[]) => {
      const { model, trajectory } = run(interventions);
      return [...series(model, trajectory, "backlash.mean")];
    };
    const once = unrest([measure({ numbers: { size: 0, loud: 1 } })]);
    expect(once.slice(0, 2)).toEqual([0, 0]);
    expect(once[2]).toBeGreaterThan(0);
    expect(once[3]).toBeLessThan(once[2] ?? 0);
    expect(unrest([measure({ numbers: { size: 0, loud: 0 } })])).toEqual(unrest([]));
  });

  test("is refused where nobody defines it", () => {
    const model = laboratory({ countries: 3, steps: 3, interventions: [measure({ start: 0 })] });
    expect(() => simulate(model, createState(model), key(0), { holders: false })).toThrow(
      /no plugin defines the intervention "stir"/,
    );
  });
});

test("demand that an intervention raises acts in full, however large", () => {
  const lift = defineIntervention({
    id: "lift",
    definition: "Demand is raised.",
    apply(_model, { demand }, _own, { countries }) {
      for (const i of countries) demand[i] = (demand[i] ?? 0) + 3;
    },
  });
  const countries = Int32Array.from({ length: 200 }, (_, i) => i);
  const setup = { countries: 200, steps: 12, definitions: [lift] };
  const lifted = laboratory({
    ...setup,
    parameters: { "opportunity.base_hazard": 0.01, "choice.none": -1e6 },
    interventions: [measure({ verb: "lift", start: 0, ramp: 0, end: 12, countries })],
  });
  const alike = laboratory({
    ...setup,
    parameters: { "opportunity.base_hazard": 0.01 * Math.exp(3), "choice.none": -1e6 },
  });
  const adopters = (model: typeof lifted) =>
    runs(model, 3).map((run) => [...series(model, run, "adoption.countries")]);
  expect(adopters(lifted)).toEqual(adopters(alike));
});

describe("an outcome", () => {
  test("has its columns behind the built-in ones, in order", () => {
    const model = laboratory({
      countries: 3,
      suppliers: 2,
      steps: 2,
      definitions: [stir, level, bySupplier],
    });
    const layout = columnLayout(model.frame).slice(-3);
    expect(layout.map(({ outcome, index }) => [outcome.id, index])).toEqual([
      ["stir.level", 0],
      ["stir.supplier", 0],
      ["stir.supplier", 1],
    ]);
    const run = simulate(model, createState(model), key(0), { holders: false });
    expect([...series(model, run, "stir.supplier", 1)]).toEqual([1, 1]);
    expect(run.columns).toHaveLength(columnLayout(model.frame).length * 2);
  });

  test("must be the frame's", () => {
    const { frame, settings } = laboratory({ definitions: [stir, level] });
    expect(() => buildModel(frame, settings)).toThrow(/made for \[stir\.level\]/);
  });
});

test("M14: what is one's own is saved and resumed too", () => {
  const noisy = defineProcess({
    id: "noisy",
    definition: "A random walk that feeds unrest.",
    before: "stir-unrest",
    arrays: { walk: { per: "country", initial: 0 } },
    run({ frame }, state, { arrays, draws }) {
      for (let i = 0; i < frame.countries; i++) {
        const moved = (arrays.walk[i] ?? 0) + draws.uniform(frame.countryKeys[i] ?? 0, 0) - 0.5;
        arrays.walk[i] = moved;
        state.backlash[i] = Math.max(0, (state.backlash[i] ?? 0) + moved);
      }
    },
  });
  const definitions = [noisy, stir, level];
  const countries = Int32Array.from({ length: 20 }, (_, i) => i);
  const interventions = [measure({ start: 4, end: 25, ramp: 16, countries })];
  const model = laboratory({ ...wholeWorld({ interventions }), definitions });
  const whole = simulate(model, createState(model), key(2), { holders: true });
  for (const step of [1, 11, 19]) {
    const half = openRun(model, createState(model), key(2), { holders: true });
    continueRun(half, step);
    const saved = structuredClone(saveRun(half));
    const rest = resumeRun(model, createState(model), saved, { holders: true });
    continueRun(rest, 30);
    expect(closeRun(rest)).toEqual(whole);
  }
});

test("without plugins a state has nothing of its own and the schedule is the built-in one", () => {
  const model = laboratory();
  expect(createState(model).own).toEqual({});
  expect(model.schedule).toBe(schedule);
  expect(model.outcomes).toHaveLength(outcomeDefinitions.length);
});

describe("definitions are refused, all faults at once", () => {
  const run = () => {};
  const refused = (...definitions: unknown[]): string => {
    try {
      extensionOf(definitions as Definition[]);
      return "";
    } catch (error) {
      return error instanceof RangeError ? error.message : "no RangeError";
    }
  };
  const process = { kind: "process", definition: "x", after: "react", run };
  const parameter = { label: "x", unit: "1", default: 1, range: [0, 2] };

  test.each([
    [{ ...process, id: "Upper" }, /its id must be small letters/],
    [{ ...process, id: "a", definition: " " }, /`definition` must say/],
    [{ ...process, id: "a", after: undefined }, /exactly one of `before`, `after` and `instead`/],
    [{ ...process, id: "a", before: "react" }, /exactly one of `before`/],
    [{ ...process, id: "a", after: "reakt" }, /there is no process "reakt"; there are intervene/],
    [{ ...process, id: "a", run: undefined }, /`run` must be a function/],
    [{ ...process, id: "choose" }, /process "choose" is built in/],
    [{ ...process, id: "a", parameters: { "b.c": parameter } }, /no proper name of a parameter/],
    [
      { ...process, id: "a", parameters: { b: { ...parameter, default: 3 } } },
      /3 lies outside 0 to 2/,
    ],
    [{ ...process, id: "a", parameters: { b: { ...parameter, range: [2, 0] } } }, /low below high/],
    [
      { ...process, id: "a", parameters: { b: { ...parameter, limits: [1, 2] } } },
      /around the range/,
    ],
    [{ ...process, id: "a", parameters: { b: { ...parameter, unit: 1 } } }, /must be texts/],
    [{ ...process, id: "a", arrays: { b: { per: "city", initial: 0 } } }, /`per` must be one of/],
    [{ ...process, id: "a", arrays: { b: { per: "world" } } }, /`initial` must be a finite number/],
    [{ kind: "outcome", id: "nodot", definition: "x", unit: "1", read: run }, /with a dot/],
    [{ kind: "outcome", id: "a.b", definition: "x", read: run }, /`unit` must be a text/],
    [{ kind: "outcome", id: "a.b", definition: "x", unit: "1" }, /`read` must be a function/],
    [
      { kind: "outcome", id: "a.b", definition: "x", unit: "1", by: "city", read: run },
      /`by` must/,
    ],
    [{ kind: "outcome", id: "market.hhi", definition: "x", unit: "1", read: run }, /is built in/],
    [{ kind: "intervention", id: "a-b", definition: "x", apply: run }, /digits and _/],
    [{ kind: "intervention", id: "a", definition: "x" }, /`apply` must be a function/],
    [
      {
        kind: "intervention",
        id: "a",
        definition: "x",
        apply: run,
        fields: { verb: { type: "flag", definition: "x" } },
      },
      /"verb" is no proper name of a field/,
    ],
    [
      {
        kind: "intervention",
        id: "a",
        definition: "x",
        apply: run,
        fields: { b: { type: "text" } },
      },
      /`type` must be one of number, flag/,
    ],
    [
      {
        kind: "intervention",
        id: "a",
        definition: "x",
        apply: run,
        fields: { b: { type: "number", definition: "x", low: 0, high: 1, default: 2 } },
      },
      /its default 2 lies outside/,
    ],
  ])("%j", (definition, message) => {
    expect(refused(definition)).toMatch(message);
  });

  test("if two have the same id, replace the same process, or share a name with an intervention", () => {
    const other = { kind: "intervention", id: "a", definition: "x", apply: run };
    const message = refused(
      { ...process, id: "a" },
      other,
      { ...process, id: "b", after: undefined, instead: "choose" },
      { ...process, id: "c", after: undefined, instead: "choose" },
      { ...process, id: "b" },
    );
    expect(message.split("\n")).toEqual([
      'intervention "a" is defined twice',
      'processes "b" and "c" both run instead of "choose"',
      'process "b" is defined twice',
    ]);
  });
});
