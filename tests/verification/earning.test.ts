import { beforeAll, describe, expect, test } from "vitest";
import { buildModel } from "../../src/core/build-model.ts";
import type { Model, Settings } from "../../src/core/model.ts";
import type { ParameterId, Parameters } from "../../src/core/parameters.ts";
import { resetState } from "../../src/core/reset-state.ts";
import { schedule } from "../../src/core/schedule.ts";
import { simulate } from "../../src/core/simulate.ts";
import { createState } from "../../src/core/state.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";
import { runKey, runSeed } from "../../src/experiments/run-key.ts";
import { seriesColumns } from "../../src/results/series-columns.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { Compiled } from "../../src/scenario/compiled.ts";
import { loadScenario } from "../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../src/scenario/node/world.ts";
import {
  type Effect,
  type EffectSign,
  mechanismEffects,
  parameterEffects,
} from "../../src/scenario/registry/effects.ts";
import { mechanismIds } from "../../src/scenario/registry/mechanisms.ts";
import { parameterIds, parameterRegistry } from "../../src/scenario/registry/parameters.ts";
import { simplexes } from "../../src/scenario/registry/simplexes.ts";
import type { World } from "../../src/scenario/world/world.ts";
import { key, laboratory } from "../support/laboratory.ts";
import { moments } from "../support/statistics.ts";
import { wholeWorld } from "./whole-world.ts";

// Every parameter and every mechanism earns its keep: moved over its range, or switched, in the scenario
// that the registry names for it, it changes what runs give; and the outcome that the registry names moves
// the way the model says, by 4 standard errors over paired runs or in every pair.

/** Pairs of runs that have to show a way; that something changes one pair can show. */
const RUNS = 6;
/** Where runs end if the registry names no date: late enough for what the scenario does. */
const END = { baseline: "2030Q4", others: "2034Q4" };

let world: World;
const compiled = new Map<string, Promise<Compiled>>();

beforeAll(async () => {
  const loaded = await builtinWorld();
  if (!loaded.ok) throw new Error(loaded.problems[0]?.message);
  world = loaded.value;
});

/** The scenario that an effect names, with its settings, compiled once. */
function placeOf({ scenario, settings }: Effect): Promise<Compiled> {
  const id = [scenario, ...settings].join(" ");
  const known = compiled.get(id);
  if (known) return known;
  const end = `time.end=${scenario === "baseline" ? END.baseline : END.others}`;
  const made = loadScenario(scenario, { world, settings: [end, ...settings] }).then((parsed) => {
    if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
    return compileScenario(parsed.value, world);
  });
  compiled.set(id, made);
  return made;
}

/** The runs of a scenario under some settings, by number. */
function runsOf({ frame }: Compiled, settings: Settings): (k: number) => Trajectory {
  const model = buildModel(frame, settings);
  const state = createState(model);
  return (k) => simulate(model, state, runKey(runSeed("1", k)), { holders: false });
}

/** Whether a pair of runs differs; the first that does is enough. */
function differs(a: (k: number) => Trajectory, b: (k: number) => Trajectory): boolean {
  for (let k = 0; k < RUNS; k++) if (a(k).resultHash !== b(k).resultHash) return true;
  return false;
}

/** The parameters with one of them moved; the other parts of its whole make room in proportion. */
function moved(parameters: Parameters, id: ParameterId, value: number): Parameters {
  const whole = simplexes.find(({ members }) => members.includes(id));
  const others = whole?.members.filter((one) => one !== id) ?? [];
  const room = (1 - value) / (1 - parameters[id]);
  return {
    ...parameters,
    ...Object.fromEntries(others.map((one) => [one, parameters[one] * room])),
    [id]: value,
  };
}

/** How an outcome differs at the end of the run, pair by pair. */
function differences(
  { frame, labels }: Compiled,
  { outcome, of }: EffectSign,
  low: (k: number) => Trajectory,
  high: (k: number) => Trajectory,
): number[] {
  const column = seriesColumns(frame, labels).findIndex(
    (one) => one.outcome === outcome && (of === null ? one.by === "none" : one.of === of),
  );
  if (column < 0) throw new RangeError(`no outcome ${outcome} ${of ?? ""}`);
  const last = (column + 1) * frame.steps - 1;
  const at = ({ columns }: Trajectory): number => columns[last] ?? Number.NaN;
  return Array.from({ length: RUNS }, (_, k) => at(high(k)) - at(low(k)));
}

describe("every parameter", () => {
  test.each(parameterIds)("%s moves something, the way the model says", async (id) => {
    const { range } = parameterRegistry[id];
    const effect = parameterEffects[id];
    const place = await placeOf(effect);
    const [low, high] = range.map((value) =>
      runsOf(place, {
        ...place.settings,
        parameters: moved(place.settings.parameters, id, value),
      }),
    ) as [(k: number) => Trajectory, (k: number) => Trajectory];
    if (effect.sign === null) {
      expect(differs(low, high)).toBe(true);
      return;
    }
    const sign = effect.sign.direction === "higher" ? 1 : -1;
    const found = differences(place, effect.sign, low, high).map((d) => sign * d);
    const { mean, variance } = moments(found);
    expect(mean).toBeGreaterThan(0);
    const clear = mean >= 4 * Math.sqrt(variance / RUNS);
    expect(clear || found.every((d) => d >= 0), `${found}`).toBe(true);
  });
});

describe("every mechanism", () => {
  test.each(mechanismIds)("%s changes runs when it is switched", async (id) => {
    const place = await placeOf(mechanismEffects[id]);
    const { settings } = place;
    const mechanisms = { ...settings.mechanisms, [id]: !settings.mechanisms[id] };
    expect(differs(runsOf(place, settings), runsOf(place, { ...settings, mechanisms }))).toBe(true);
  });
});

describe("switching a mechanism leaves every other draw untouched", () => {
  const STEPS = 24;
  const whole = drawsOf(laboratory(wholeWorld({ steps: STEPS })));

  test.each(mechanismIds)("%s", (id) => {
    const on = id === "bounded_confidence";
    const switched = drawsOf(laboratory(wholeWorld({ steps: STEPS, mechanisms: { [id]: on } })));
    let shared = 0;
    for (const [name, word] of switched) {
      const before = whole.get(name);
      if (before === undefined) continue;
      shared++;
      if (before !== word) throw new Error(`${name} drew ${before}, now ${word}`);
    }
    // Which decisions come up differs, but by far the most are made in both.
    expect(shared).toBeGreaterThan(0.5 * Math.min(whole.size, switched.size));
  });

  /** Every draw of a run by the process that asks, what it is aimed at, the unit and the slot. */
  function drawsOf(model: Model): Map<string, number> {
    const state = createState(model);
    const { draws } = state;
    const found = new Map<string, number>();
    let process = "start";
    let aimed = "";
    const unitOf = new Map<number, number>();
    const aim = draws.aim.bind(draws);
    const stream = draws.stream.bind(draws);
    const word = draws.word.bind(draws);
    draws.aim = (purpose, step) => {
      aimed = `${purpose} ${step}`;
      aim(purpose, step);
    };
    draws.stream = (unit) => {
      const made = stream(unit);
      unitOf.set(made, unit);
      return made;
    };
    draws.word = (from, slot) => {
      const drawn = word(from, slot);
      found.set(`${process} ${aimed} ${unitOf.get(from)} ${slot}`, drawn);
      return drawn;
    };
    resetState(model, state, key(0));
    for (let step = 0; step < STEPS; step++) {
      state.step = step;
      for (const { id, run } of schedule) {
        process = id;
        run(model, state);
      }
    }
    return found;
  }
});
