import { describe, expect, test } from "vitest";
import type { Intervention } from "../../../src/core/intervention.ts";
import { resetState } from "../../../src/core/reset-state.ts";
import { advance } from "../../../src/core/simulate.ts";
import { createState } from "../../../src/core/state.ts";
import { key, laboratory } from "../../support/laboratory.ts";
import { at, play, type Stage, stage } from "./stage.ts";

const attributes = {
  price: [1, 1.5],
  markup: [0.25, 0.4],
  subsidy: [0.15, 0],
  experience: [5e7, 1e7],
};

test("E2: prices start where the table puts them, with mark-up and subsidy in unit cost", () => {
  const model = laboratory({ suppliers: 2, steps: 2, attributes });
  const state = createState(model);
  resetState(model, state, key(0));
  advance(model, state, 0);
  expect(state.price[0]).toBeCloseTo(1, 12);
  expect(state.price[1]).toBeCloseTo(1.5, 12);
  expect(state.cost[0]).toBeCloseTo(1 / (1.25 * 0.85), 12);
  expect(state.cost[1]).toBeCloseTo(1.5 / 1.4, 12);
});

test("E1: with learning off cost stays where it started, whatever the experience", () => {
  const model = laboratory({ suppliers: 2, steps: 2, attributes, mechanisms: { learning: false } });
  const state = createState(model);
  resetState(model, state, key(0));
  state.experience[0] = 1e12;
  advance(model, state, 0);
  expect(state.price[0]).toBeCloseTo(1, 12);
});

describe("E1: what else moves unit cost", () => {
  const parts = {
    "cost.hardware_share": 0.5,
    "cost.software_share": 0.3,
    "cost.support_share": 0.2,
    "cost.compliance": 0.15,
  };
  const reach = { id: "p", when: null, start: 0, end: 9, ramp: 0 } as const;
  const nobody = new Int32Array(0);
  const controls = (components: boolean): Intervention => ({
    ...reach,
    kind: "control_exports",
    countries: nobody,
    supplier: 1,
    cost: 0.4,
    researchCut: 0,
    refuse: false,
    components,
    reputationHit: 0,
  });
  const costs = (interventions: Intervention[] = [], prepare: (made: Stage) => void = () => {}) => {
    const made = stage({ parameters: parts, attributes, interventions });
    prepare(made);
    play(made, 0, "intervene", "price");
    return { cost: [...made.state.cost], price: [...made.state.price] };
  };
  const plain = costs().cost;

  test("a supply shock raises the hardware part of everybody's", () => {
    const { cost } = costs([{ ...reach, kind: "supply_shock", countries: nobody, increase: 0.3 }]);
    for (let j = 0; j < 2; j++) expect(at(cost, j) / at(plain, j)).toBeCloseTo(1 + 0.5 * 0.3, 14);
  });

  test("control of components raises one supplier's hardware, export control all of its cost", () => {
    expect(at(costs([controls(true)]).cost, 1) / at(plain, 1)).toBeCloseTo(1 + 0.5 * 0.4, 14);
    expect(at(costs([controls(false)]).cost, 1) / at(plain, 1)).toBeCloseTo(1.4, 14);
    expect(costs([controls(true)]).cost[0]).toBe(plain[0]);
  });

  test("shock and control multiply on the hardware that learning has lowered", () => {
    const { cost } = costs(
      [controls(true), { ...reach, kind: "supply_shock", countries: nobody, increase: 0.3 }],
      ({ state }) => {
        state.experience.set([5e7, 5e7]);
      },
    );
    const pool = (5e7 + 0.2 * 5e7) / (1e7 + 0.2 * 5e7);
    const wright = pool ** (Math.log(0.85) / Math.LN2);
    expect(at(cost, 1) / at(plain, 1)).toBeCloseTo(0.5 * 1.4 * 1.3 * wright + 0.5, 12);
  });

  test("compliance costs kc per unit above its start", () => {
    const { cost } = costs([], ({ state }) => {
      state.compliance[0] = at(state.compliance, 0) - 0.2;
    });
    expect(at(cost, 0) / at(plain, 0)).toBeCloseTo(1 - 0.15 * 0.2, 14);
  });

  test("E2: the list price takes the mark-up of the day", () => {
    const { price } = costs([], ({ state }) => {
      state.markup[0] = 0.1;
    });
    expect(price[0]).toBeCloseTo(1.1 / 1.25, 14);
  });
});
