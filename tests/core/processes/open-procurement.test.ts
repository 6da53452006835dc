import { describe, expect, test } from "vitest";
import { adoptionExposure, openingHazard } from "../../../src/core/processes/open-procurement.ts";
import { resetState } from "../../../src/core/reset-state.ts";
import { advance } from "../../../src/core/simulate.ts";
import { createState, type State } from "../../../src/core/state.ts";
import { key, laboratory, runs, type Setup } from "../../support/laboratory.ts";

const constant = (value: number) => ({ rows: 1, values: Float64Array.of(value, value, value) });

/** Hazard of country 0 over the base hazard. */
function ratio(setup: Setup, prepare?: (state: State) => void): number {
  const model = laboratory({
    countries: 3,
    steps: 2,
    segments: 3,
    ...setup,
    parameters: { "opportunity.base_hazard": 1e-6, ...setup.parameters },
  });
  const state = createState(model);
  resetState(model, state, key(0));
  advance(model, state, 0);
  prepare?.(state);
  return openingHazard(model, state, 0) / 1e-6;
}

describe("E7: each term of the hazard", () => {
  test.each([
    ["income", "opportunity.income", 0.43, { zIncome: constant(2) }, Math.exp(0.86)],
    ["size", "opportunity.size", 1.4, { zSize: constant(-1) }, Math.exp(-1.4)],
    ["unrest", "opportunity.unrest", 0.07, { unrest: constant(3) }, Math.exp(0.21)],
    ["crime", "opportunity.crime", 0.1, { zCrime: Float64Array.of(2, 0, 0) }, Math.exp(0.2)],
    ["capacity", "opportunity.capacity", 0.57, { zCapacity: constant(1) }, Math.exp(0.57)],
    [
      "trade with the EU",
      "opportunity.eu_ties",
      0.8,
      { zEuTrade: Float64Array.of(1, 0, 0) },
      Math.exp(-0.8),
    ],
  ])("%s", (_, id, weight, frame, expected) => {
    expect(ratio({ parameters: { [id]: weight }, frame })).toBeCloseTo(expected, 10);
  });

  test("another segment under contract, financing, contagion and emulation add up in the exponent", () => {
    const parameters = {
      "opportunity.spillover": 1.45,
      "opportunity.contagion": 1.2,
      "opportunity.emulation": 0.7,
    };
    const prepare = (state: State): void => {
      state.held[0] = 1;
      state.peerAdoption[0] = 8192;
      state.emulation[0] = 0.5;
      state.demand[0] = 0.3;
    };
    expect(ratio({ parameters }, prepare)).toBeCloseTo(Math.exp(1.45 + 0.3 + 0.35 + 0.3), 10);
  });

  test("unrest of the day, a crime wave and what peers learned add up too", () => {
    const parameters = {
      "opportunity.unrest": 0.2,
      "opportunity.crime": 0.1,
      "opportunity.learning": 0.5,
    };
    const prepare = (state: State): void => {
      state.unrest[0] = 2;
      state.policy.crime[0] = 3;
      state.learning[0] = -0.4;
    };
    expect(ratio({ parameters }, prepare)).toBeCloseTo(Math.exp(0.4 + 0.3 - 0.2), 10);
  });

  test("below the threshold of income the hazard falls as a power of income", () => {
    const parameters = {
      "opportunity.affordability": 2.4,
      "opportunity.affordability_income": 1630,
    };
    expect(ratio({ parameters, frame: { income: constant(815) } })).toBeCloseTo(0.5 ** 2.4, 10);
    expect(ratio({ parameters, frame: { income: constant(1631) } })).toBe(1);
  });

  test("unsolicited offers and additive contagion come on top", () => {
    const parameters = {
      "opportunity.base_hazard": 0,
      "opportunity.unsolicited": 0.01,
      "opportunity.additive_contagion": 0.2,
      "opportunity.affordability": 1,
      "opportunity.affordability_income": 1000,
    };
    const hazard = ratio({ parameters, frame: { income: constant(500) } }, (state) => {
      state.peerAdoption[0] = 16384;
    });
    expect(hazard * 1e-6).toBeCloseTo(0.01 * 0.5 + 0.2 * 0.5, 12);
  });

  test("the exponent is held between -20 and 20", () => {
    expect(
      ratio({ parameters: { "opportunity.income": 50 }, frame: { zIncome: constant(1) } }),
    ).toBeCloseTo(Math.exp(20), 0);
    expect(
      ratio({ parameters: { "opportunity.income": 50 }, frame: { zIncome: constant(-1) } }),
    ).toBeCloseTo(Math.exp(-20), 18);
  });
});

test("the uniform kind counts the others' adoption, not one's own", () => {
  const model = laboratory({ countries: 5, parameters: { "peers.uniform": 1 } });
  const state = createState(model);
  resetState(model, state, key(0));
  state.adopters = 2;
  state.held[0] = 1;
  expect(adoptionExposure(model, state, 0)).toBeCloseTo(0.25, 12);
  expect(adoptionExposure(model, state, 1)).toBeCloseTo(0.5, 12);
});

test("an opening that the bound lets through is decided by the exact hazard", () => {
  // Hazards far from their bound: contagion and spillover are large but nobody has adopted yet.
  const model = laboratory({
    countries: 3000,
    steps: 1,
    parameters: {
      "choice.none": -1e6,
      "opportunity.base_hazard": 0.2,
      "opportunity.contagion": 3,
      "opportunity.spillover": 3,
      "peers.uniform": 1,
    },
  });
  const adopters = runs(model, 10).reduce((sum, run) => sum + (run.columns[0] ?? 0), 0) / 30_000;
  const expected = 1 - Math.exp(-0.2 * 0.25);
  expect(Math.abs(adopters - expected)).toBeLessThan(
    4 * Math.sqrt((expected * (1 - expected)) / 30_000),
  );
});
