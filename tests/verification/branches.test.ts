import { describe, expect, test } from "vitest";
import { buildModel } from "../../src/core/build-model.ts";
import { saveRun } from "../../src/core/checkpoint.ts";
import type { Intervention } from "../../src/core/intervention.ts";
import type { Model, Settings } from "../../src/core/model.ts";
import type { Parameters } from "../../src/core/parameters.ts";
import { closeRun, continueRun, openRun, resumeRun, simulate } from "../../src/core/simulate.ts";
import { createState } from "../../src/core/state.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";
import { key, laboratory, type Setup } from "../support/laboratory.ts";
import { kinds } from "./kinds.ts";
import { wholeWorld } from "./whole-world.ts";

const STEPS = 30;
const recording = { holders: true };
const vintages = { vintages: Int32Array.of(8, 21) };

const world = (setup: Setup = {}): Model =>
  laboratory(wholeWorld({ steps: STEPS, ...setup, frame: vintages }));
const plain = world();

/** The same frame under other settings. */
const under = (settings: Partial<Settings>): Model =>
  buildModel(plain.frame, { ...plain.settings, ...settings });
const withParameters = (parameters: Partial<Parameters>): Settings => ({
  ...plain.settings,
  parameters: { ...plain.settings.parameters, ...parameters },
});
const run = (model: Model, k = 0): Trajectory =>
  simulate(model, createState(model), key(k), recording);
const branch = (settings: Settings, trunk: Settings, step: number): Model =>
  buildModel(plain.frame, { ...settings, trunk: { settings: trunk, step } });

/** First step at which two runs differ in some outcome. */
function firstDifference(a: Trajectory, b: Trajectory): number {
  let first = STEPS;
  for (let k = 0; k < a.columns.length; k++) {
    if (a.columns[k] !== b.columns[k]) first = Math.min(first, k % STEPS);
  }
  return first;
}

const everything: readonly Intervention[] = kinds.map(([, one], k) => ({
  ...one,
  id: `m${k}`,
  ramp: k % 4,
}));

describe("M14: reading a state, saving and resuming equals running through", () => {
  const busy = under({ interventions: everything });

  test.each([0, 1, 8, 11, 20, 29, 30])("after %d steps, on a fresh state", (step) => {
    const whole = run(busy);
    const first = openRun(busy, createState(busy), key(0), recording);
    continueRun(first, step);
    const saved = structuredClone(saveRun(first));
    const second = resumeRun(busy, createState(busy), saved, recording);
    expect(second.step).toBe(step);
    continueRun(second, STEPS);
    expect(closeRun(second)).toEqual(whole);
    // Saving has not touched the run that was saved.
    continueRun(first, STEPS);
    expect(closeRun(first).resultHash).toBe(whole.resultHash);
  });

  test("again and again, step by step, on a state that other runs have used", () => {
    const state = createState(busy);
    let now = openRun(busy, state, key(3), recording);
    for (let step = 1; step <= STEPS; step++) {
      continueRun(now, step);
      const saved = saveRun(now);
      simulate(busy, state, key(4), recording);
      now = resumeRun(busy, state, saved, recording);
    }
    expect(closeRun(now)).toEqual(run(busy, 3));
  });

  test("whatever is switched off", () => {
    for (const off of Object.keys(plain.settings.mechanisms)) {
      const model = under({ mechanisms: { ...plain.settings.mechanisms, [off]: false } });
      const half = openRun(model, createState(model), key(1), recording);
      continueRun(half, 13);
      const rest = resumeRun(model, createState(model), saveRun(half), recording);
      continueRun(rest, STEPS);
      expect(closeRun(rest).resultHash, off).toBe(run(model, 1).resultHash);
    }
  });
});

describe("a branch", () => {
  test.each([0, 1, 9, 17, 29])(
    "that changes nothing is its trunk, branched after %d steps",
    (at) => {
      const settings = { ...plain.settings, interventions: everything };
      expect(run(branch(settings, settings, at))).toEqual(run(under(settings)));
    },
  );

  test.each(kinds)("with %s, begun before its date, is the run that has it", (_, one) => {
    const settings = { ...plain.settings, interventions: [one] };
    const itself = run(under(settings));
    for (const at of [4, 10]) expect(run(branch(settings, plain.settings, at))).toEqual(itself);
  });

  test.each(kinds.filter(([, { kind }]) => kind !== "open_treaty"))(
    "without %s is the run in which it ends at the branch's date",
    (_, one) => {
      const trunk = { ...plain.settings, interventions: [one] };
      const shorter = { ...plain.settings, interventions: [{ ...one, end: 16 }] };
      expect(run(branch(plain.settings, trunk, 16))).toEqual(run(under(shorter)));
    },
  );

  test("ends the obligations of a treaty that it does not have, but not what they brought", () => {
    const treaty = kinds.find(([name]) => name === "open_treaty")?.[1] as Intervention;
    const trunk = { ...plain.settings, interventions: [treaty] };
    const left = run(branch(plain.settings, trunk, 18));
    expect(firstDifference(left, run(under(trunk)))).toBeGreaterThanOrEqual(18);
    expect(firstDifference(left, run(plain))).toBeLessThan(18);
  });

  test("lets what is dated before it begin with it, growing from there", () => {
    const early = kinds.map(([, one]) => ({ ...one, start: 2, ramp: 3, end: STEPS }));
    for (const one of early) {
      const late = { ...one, start: 12 };
      const settings = (interventions: Intervention[]) => ({ ...plain.settings, interventions });
      expect(run(branch(settings([one]), plain.settings, 12)), one.kind).toEqual(
        run(under(settings([late]))),
      );
    }
  });

  test.each([
    ["choice.price", 4],
    ["opportunity.contagion", 3],
    ["peers.geography", 1],
    ["moratorium.threshold", 0.5],
    ["coverage.population.public_space", 0.6],
    ["norms.supplier", 0.2],
    ["cost.foreign_markup", 0.4],
    ["rules.enforcement_democracy", 0.2],
  ] as const)("on another %s is its trunk until its date, and differs soon after", (id, value) => {
    const other = run(branch(withParameters({ [id]: value }), plain.settings, 15));
    const first = firstDifference(other, run(plain));
    expect(first).toBeGreaterThanOrEqual(15);
    expect(first).toBeLessThan(25);
  });

  test("under other peers counts whom countries listen to now, as a run from there would", () => {
    const settings = withParameters({ "peers.geography": 0, "peers.prestige": 1 });
    const model = branch(settings, plain.settings, 15);
    const state = createState(model);
    const trunk = openRun(plain, createState(plain), key(0), recording);
    continueRun(trunk, 15);
    const begun = resumeRun(under(settings), state, saveRun(trunk), recording);
    const { followerOffsets, followers, followerWeights } = begun.model.peers;
    const expected = new Int32Array(plain.frame.countries);
    for (let k = 0; k < expected.length; k++) {
      for (let e = followerOffsets[k] ?? 0; e < (followerOffsets[k + 1] ?? 0); e++) {
        const i = followers[e] ?? 0;
        const holds = (state.held[k] ?? 0) > 0 ? 1 : 0;
        expected[i] = (expected[i] ?? 0) + holds * (followerWeights[e] ?? 0);
      }
    }
    expect(state.peerAdoption).toEqual(expected);
    continueRun(begun, STEPS);
    expect(closeRun(begun)).toEqual(run(model));
  });

  test("may branch off a branch", () => {
    const once: Settings = {
      ...withParameters({ "choice.price": 4 }),
      trunk: { settings: plain.settings, step: 8 },
    };
    const twice = branch(withParameters({ "choice.peers": 3 }), once, 20);
    expect(firstDifference(run(twice), run(plain))).toBeGreaterThanOrEqual(8);
    expect(firstDifference(run(twice), run(plain))).toBeLessThan(20);
    const since = firstDifference(run(twice), run(buildModel(plain.frame, once)));
    expect(since).toBeGreaterThanOrEqual(20);
    expect(since).toBeLessThan(STEPS);
  });

  test("shares the history of its trunk with others: saved once, it serves them all", () => {
    const trunk = openRun(plain, createState(plain), key(5), recording);
    continueRun(trunk, 14);
    const saved = saveRun(trunk);
    for (const price of [1, 3, 6]) {
      const settings = withParameters({ "choice.price": price });
      const model = under(settings);
      const rest = resumeRun(model, createState(model), saved, recording);
      continueRun(rest, STEPS);
      expect(closeRun(rest)).toEqual(run(branch(settings, plain.settings, 14), 5));
    }
  });
});
