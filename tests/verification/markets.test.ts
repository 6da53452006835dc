import { describe, expect, test } from "vitest";
import { grantElement } from "../../src/core/grant-element.ts";
import { resetState } from "../../src/core/reset-state.ts";
import { equip } from "../../src/core/rosters.ts";
import { advance } from "../../src/core/simulate.ts";
import { createState, Status } from "../../src/core/state.ts";
import { series } from "../support/columns.ts";
import { key, laboratory, runs } from "../support/laboratory.ts";
import { expectFrequency, expectMean, moments } from "../support/statistics.ts";

describe("V20: renewals form a reversible chain", () => {
  const J = 3;
  const constant = [0.4, 0, -0.3];
  const lockIn = 1.2;

  test("contracts settle at pi_j in proportion to e^V_j Z_j", () => {
    const model = laboratory({
      countries: 400,
      suppliers: J,
      steps: 60,
      dt: 1,
      parameters: {
        "choice.none": -1e6,
        "choice.lock_in": lockIn,
        "opportunity.base_hazard": 1e6,
        "contract.term": 1,
        "contract.lead": 0,
      },
      attributes: { constant },
    });
    const z = constant.map((_, j) =>
      constant.reduce((sum, v, k) => sum + Math.exp(v + (k === j ? lockIn : 0)), 0),
    );
    const weights = constant.map((v, j) => Math.exp(v) * (z[j] ?? 0));
    const total = weights.reduce((a, b) => a + b, 0);
    // Shares of signatures, once settled: a switch takes longer than a renewal, so shares of
    // contracts in force weigh suppliers by time.
    const sample = runs(model, 40);
    for (let j = 0; j < J; j++) {
      const late = (run: (typeof sample)[number], k?: number) =>
        series(model, run, "contracts.signed", k)
          .slice(30)
          .reduce((a, b) => a + b, 0);
      const shares = sample.map((run) => late(run, j) / late(run));
      expectMean(shares, (weights[j] ?? 0) / total);
    }
  });

  test("with alike suppliers the incumbent keeps the contract with e^L / (e^L + J - 1)", () => {
    const model = laboratory({
      countries: 500,
      suppliers: J,
      steps: 12,
      dt: 1,
      parameters: {
        "choice.none": -1e6,
        "choice.lock_in": lockIn,
        "opportunity.base_hazard": 1e6,
        "contract.term": 3,
      },
    });
    let renewed = 0;
    let switched = 0;
    for (const run of runs(model, 30)) {
      renewed += series(model, run, "contracts.renewed").reduce((a, b) => a + b, 0);
      switched += series(model, run, "contracts.switched").reduce((a, b) => a + b, 0);
    }
    const retention = Math.exp(lockIn) / (Math.exp(lockIn) + J - 1);
    expectFrequency(renewed, renewed + switched, retention);
  });
});

describe("V21: concentration", () => {
  const oneStep = {
    countries: 40,
    steps: 1,
    parameters: { "choice.none": -1e6, "opportunity.base_hazard": 1e6 },
  } as const;

  test("equal shares of J suppliers give 10,000 / J", () => {
    const model = laboratory({ ...oneStep, countries: 4000, suppliers: 4 });
    const hhi = series(model, runs(model, 1)[0] as never, "market.hhi")[0] ?? 0;
    expect(hhi).toBeGreaterThanOrEqual(2500);
    expect(hhi).toBeLessThan(2510);
  });

  test("the mean over n draws is sum p² + (1 - sum p²) / n", () => {
    const constant = [0, 0.5, -0.5];
    const model = laboratory({ ...oneStep, suppliers: 3, attributes: { constant } });
    const sample = runs(model, 3000).map((run) => series(model, run, "market.hhi")[0] ?? 0);
    const total = constant.reduce((a, v) => a + Math.exp(v), 0);
    const squares = constant.reduce((a, v) => a + (Math.exp(v) / total) ** 2, 0);
    expectMean(sample, 10_000 * (squares + (1 - squares) / 40));
  });
});

describe("V23: Wright's law", () => {
  const priced = (experience: number, spillover: number) => {
    const model = laboratory({
      suppliers: 2,
      countries: 2,
      steps: 1,
      parameters: {
        "cost.learning_rate": 0.15,
        "cost.learning_spillover": spillover,
        "cost.hardware_share": 1,
        "cost.software_share": 0,
        "cost.support_share": 0,
      },
      attributes: { experience: [1e6, 1e6] },
    });
    const state = createState(model);
    resetState(model, state, key(0));
    state.experience[0] = experience;
    advance(model, state, 0);
    return state.cost;
  };

  test("doubling one's own experience lowers cost by the learning rate", () => {
    expect(priced(2e6, 0)[0]).toBeCloseTo(0.85, 12);
    expect(priced(4e6, 0)[0]).toBeCloseTo(0.85 ** 2, 12);
  });

  test("a share of a rival's experience counts as one's own", () => {
    expect(priced(2e6, 0.5)[1]).toBeCloseTo((2 / 1.5) ** (Math.log(0.85) / Math.log(2)), 12);
    expect(priced(2e6, 0)[1]).toBe(1);
  });

  test("experience that grows at rate g lowers cost at rate b g", () => {
    const b = -Math.log2(0.85);
    const fall = Math.log(priced(1e6 * Math.exp(0.3), 0)[0] ?? 0);
    expect(fall).toBeCloseTo(-b * 0.3, 12);
  });

  test("only the hardware part learns", () => {
    const model = laboratory({
      countries: 2,
      steps: 1,
      parameters: {
        "cost.hardware_share": 0.5,
        "cost.software_share": 0.3,
        "cost.support_share": 0.2,
      },
      attributes: { experience: [1e6] },
    });
    const state = createState(model);
    resetState(model, state, key(0));
    state.experience[0] = 2e6;
    advance(model, state, 0);
    expect(state.cost[0]).toBeCloseTo(0.5 * 0.85 + 0.5, 12);
  });
});

describe("V24: grant elements", () => {
  const terms = { years: 20, payments: 2 };

  test.each([
    [0.02, 5, 0.05, 0.268],
    [0.02, 5, 0.1, 0.539],
    [0.02, 7, 0.05, 0.286],
    [0.02, 7, 0.1, 0.567],
  ])(
    "%d interest, %d years of grace, discounted at %d, is worth %d",
    (rate, grace, discount, g) => {
      expect(grantElement({ ...terms, rate, grace, discount })).toBeCloseTo(g, 3);
    },
  );

  test("a loan at the discount rate is worth nothing", () => {
    // Compounding matched: half-yearly interest of (1 + R)^(1/2) - 1.
    const rate = 2 * (Math.sqrt(1.05) - 1);
    expect(grantElement({ ...terms, rate, grace: 5, discount: 0.05 })).toBeCloseTo(0, 12);
  });
});

describe("V26: coverage is logistic, at any step length", () => {
  test.each([1, 0.25, 1 / 12])("for dt = %d", (dt) => {
    const steps = Math.round(20 / dt);
    const model = laboratory({
      countries: 1,
      steps,
      dt,
      parameters: {
        "choice.none": -1e6,
        "opportunity.base_hazard": 1e6,
        "coverage.growth": 0.35,
        "coverage.start": 0.02,
        "coverage.ceiling.public_space": 0.6,
      },
      mechanisms: { failure: false },
    });
    const state = createState(model);
    resetState(model, state, key(0));
    let live = -1;
    for (let s = 0; s < steps; s++) {
      advance(model, state, s);
      if (live < 0 && state.status[0] === Status.Operating) live = s;
      if (live < 0) continue;
      const t = (s - live) * dt;
      expect(state.coverage[0]).toBeCloseTo(0.6 / (1 + (0.6 / 0.02 - 1) * Math.exp(-0.35 * t)), 10);
    }
    expect(live).toBe(1);
  });

  test("kit without operation runs down at its rate", () => {
    const model = laboratory({
      countries: 1,
      steps: 40,
      parameters: {
        "choice.none": 0,
        "opportunity.base_hazard": 0,
        "coverage.decay": 0.25,
      },
    });
    const state = createState(model);
    resetState(model, state, key(0));
    state.coverage[0] = 0.4;
    equip(state, 0, 0, 0);
    for (let s = 0; s < 40; s++) advance(model, state, s);
    expect(state.coverage[0]).toBeCloseTo(0.4 * Math.exp(-0.25 * 10), 12);
  });
});

test("lead times and terms have the means they are given", () => {
  const model = laboratory({
    countries: 2000,
    steps: 1,
    dt: 1 / 12,
    parameters: {
      "choice.none": -1e6,
      "opportunity.base_hazard": 1e6,
      "contract.lead": 2.5,
      "contract.term": 7,
    },
  });
  const state = createState(model);
  resetState(model, state, key(0));
  advance(model, state, 0);
  expectMean(
    [...state.goLive].map((s) => s / 12),
    2.5,
  );
  expectMean(
    [...state.term].map((s) => s / 12),
    7,
  );
  expectFrequency(
    state.failed.reduce((a, b) => a + b, 0),
    2000,
    0.28,
  );
  expect(Math.sqrt(moments([...state.term].map((s) => Math.log(s))).variance)).toBeCloseTo(0.3, 1);
});
