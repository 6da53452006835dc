import { expect, test } from "vitest";
import { advance } from "../../../src/core/simulate.ts";
import { createState, resetState } from "../../../src/core/state.ts";
import { key, laboratory } from "../../support/laboratory.ts";

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
