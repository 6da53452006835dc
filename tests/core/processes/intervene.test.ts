import { describe, expect, test } from "vitest";
import type { Intervention } from "../../../src/core/intervention.ts";
import { resetState } from "../../../src/core/reset-state.ts";
import { advance } from "../../../src/core/simulate.ts";
import { createState, type State } from "../../../src/core/state.ts";
import { key, laboratory, type Setup } from "../../support/laboratory.ts";

/** The state after each of 12 steps of 3 countries and 2 suppliers. */
function steps(setup: Setup, read: (state: State) => number): number[] {
  const model = laboratory({
    countries: 3,
    suppliers: 2,
    steps: 12,
    ...setup,
    parameters: { "opportunity.base_hazard": 0, "cost.foreign_markup": 0, ...setup.parameters },
  });
  const state = createState(model);
  resetState(model, state, key(0));
  return Array.from({ length: 12 }, (_, s) => {
    advance(model, state, s);
    return read(state);
  });
}

const cut = (over: Partial<Intervention> = {}): Intervention =>
  ({
    id: "cut",
    when: null,
    kind: "cut_price",
    start: 3,
    end: 6,
    ramp: 0,
    countries: Int32Array.of(1),
    supplier: 1,
    share: 0.4,
    ...over,
  }) as Intervention;

/** Cell of country 1 and supplier 1. */
const CELL = 3;

describe("interventions", () => {
  test("act from the first step of their time to the last before its end", () => {
    expect(steps({ interventions: [cut()] }, (s) => s.priceFactor[CELL] ?? 0)).toEqual([
      1, 1, 1, 0.6, 0.6, 0.6, 1, 1, 1, 1, 1, 1,
    ]);
  });

  test("leave other countries and suppliers alone", () => {
    const all = steps({ interventions: [cut()] }, (s) => {
      return [...s.priceFactor].reduce((a, b) => a * b, 1);
    });
    expect(all[4]).toBeCloseTo(0.6, 12);
  });

  test("grow linearly over their ramp and stay at full size to their end", () => {
    const factors = steps(
      { interventions: [cut({ ramp: 4, end: 12 })] },
      (s) => s.priceFactor[CELL] ?? 0,
    );
    [1, 1, 1, 0.9, 0.8, 0.7, 0.6, 0.6, 0.6].forEach((expected, s) => {
      expect(factors[s]).toBeCloseTo(expected, 12);
    });
  });

  test("multiply where several price measures meet", () => {
    const both = [
      cut(),
      cut({ kind: "subsidise", share: 0.5, start: 4, end: 5 } as Partial<Intervention>),
    ];
    expect(steps({ interventions: both }, (s) => s.priceFactor[CELL] ?? 0)[4]).toBeCloseTo(0.3, 12);
  });

  test("that began before the run are in force from its first step", () => {
    expect(
      steps({ interventions: [cut({ start: -8, end: 2 })] }, (s) => s.priceFactor[CELL] ?? 0),
    ).toEqual([0.6, 0.6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  const finance = (over: object = {}): Intervention => ({
    id: "loans",
    when: null,
    kind: "finance",
    start: 3,
    end: 6,
    ramp: 0,
    countries: Int32Array.of(1),
    supplier: 1,
    grantElement: 0.45,
    extraDemand: 0.2,
    ...over,
  });

  test("of finance raise the grant element to theirs, finance all of the price, and add demand", () => {
    const attributes = {
      grant_element: [0, 0.27],
      financed_share: [0, 0.5],
      loan_income_ceiling: [0, 1e6],
    };
    const setup = {
      attributes,
      parameters: { "opportunity.financing": 0.5 },
      interventions: [finance()],
    };
    expect(steps(setup, (s) => s.netFactor[CELL] ?? 0).slice(2, 7)).toEqual([
      1 - 0.135,
      1 - 0.45,
      1 - 0.45,
      1 - 0.45,
      1 - 0.135,
    ]);
    expect(steps(setup, (s) => s.demand[1] ?? 0).slice(2, 7)).toEqual([0, 0.7, 0.7, 0.7, 0]);
    expect(steps(setup, (s) => s.demand[0] ?? 0)).toEqual(new Array(12).fill(0));
  });

  test("of finance never lower a better standing offer, and do nothing when finance is off", () => {
    const attributes = {
      grant_element: [0, 0.5],
      financed_share: [0, 1],
      loan_income_ceiling: [0, 1e6],
    };
    const setup = { attributes, interventions: [finance()] };
    expect(steps(setup, (s) => s.grant[CELL] ?? 0)[4]).toBe(0.5);
    const off = { ...setup, mechanisms: { finance: false } };
    expect(steps(off, (s) => (s.grant[CELL] ?? 0) + (s.demand[1] ?? 0))[4]).toBe(0);
  });
});

test("covariates hold through their calendar year and the last year for ever after", () => {
  const frame = {
    idealPoint: { rows: 2, values: Float64Array.of(1, 1, 1, 3, 3, 3) },
    homeWeight: Float64Array.of(1, 0, 0, 0, 0, 0),
  };
  expect(steps({ frame }, (s) => s.idealPoint[0] ?? 0)).toEqual([
    1, 1, 1, 1, 3, 3, 3, 3, 3, 3, 3, 3,
  ]);
});
