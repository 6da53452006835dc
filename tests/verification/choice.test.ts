import { describe, expect, test } from "vitest";
import { choiceProbabilities } from "../../src/core/choice-probabilities.ts";
import { gumbel } from "../../src/core/distributions.ts";
import { Draws, mix, Purpose, slotWord } from "../../src/core/draws.ts";
import { utilities } from "../../src/core/processes/choose.ts";
import { resetState } from "../../src/core/reset-state.ts";
import { advance } from "../../src/core/simulate.ts";
import { createState, type State } from "../../src/core/state.ts";
import { series } from "../support/columns.ts";
import { key, laboratory, runs, type Setup } from "../support/laboratory.ts";
import { chiSquareScore, expectFrequency, expectMean } from "../support/statistics.ts";

/** Everybody decides in the first step: how many of all countries chose none and each supplier. */
function choices(setup: Setup, runsOf = 40): { counts: number[]; trials: number } {
  const model = laboratory({
    countries: 500,
    steps: 1,
    ...setup,
    parameters: { "opportunity.base_hazard": 1e6, ...setup.parameters },
  });
  const J = model.frame.suppliers;
  const counts = new Array<number>(J + 1).fill(0);
  for (const run of runs(model, runsOf)) {
    let any = 0;
    for (let j = 0; j < J; j++) {
      const c = series(model, run, "adoption.countries", j)[0] ?? 0;
      counts[j + 1] = (counts[j + 1] ?? 0) + c;
      any += c;
    }
    counts[0] = (counts[0] ?? 0) + 500 - any;
  }
  return { counts, trials: 500 * runsOf };
}

/** A model in its first step, prices set, with the values of country 0's alternatives. */
function valuesOf(setup: Setup): { values: Float64Array; state: State } {
  const model = laboratory({ countries: 10, steps: 4, ...setup });
  const state = createState(model);
  resetState(model, state, key(0));
  advance(model, state, 0);
  const values = new Float64Array(model.frame.suppliers + 1);
  utilities(model, state, 0, 0, values);
  return { values, state };
}

describe("V10: choice frequencies are the logit's", () => {
  test.each([0.5, 1, 2.5])("at noise of scale %d", (sigma) => {
    const constant = [0.3, -0.5, 1.1, 0];
    const { counts, trials } = choices({
      suppliers: 4,
      parameters: { "choice.none": 0.4, "choice.noise": sigma },
      attributes: { constant },
    });
    const expected = [...choiceProbabilities([0.4, ...constant], sigma)].map((p) => p * trials);
    expect(Math.abs(chiSquareScore(counts, expected))).toBeLessThan(4);
  });
});

test("V11: the expected maximum is the logsum plus Euler's constant", () => {
  const values = [0.2, 1, -0.3, 0.8];
  const draws = new Draws();
  draws.start([11, 12]);
  draws.aim(Purpose.Choice, 0);
  const maxima = Array.from({ length: 200_000 }, (_, k) =>
    Math.max(...values.map((v, a) => v + gumbel(draws.uniform(mix(k), slotWord(0, a))))),
  );
  const logsum = Math.log(values.reduce((sum, v) => sum + Math.exp(v), 0));
  expectMean(maxima, logsum + 0.5772156649);
});

test("V12: identical suppliers each get e^V / (e^V0 + J e^V), and 1/J given adoption", () => {
  const { counts, trials } = choices({ suppliers: 5, parameters: { "choice.none": 1 } });
  const each = 1 / (Math.E + 5);
  for (let j = 1; j <= 5; j++) expectFrequency(counts[j] ?? 0, trials, each);
  const adopted = trials - (counts[0] ?? 0);
  for (let j = 1; j <= 5; j++) expectFrequency(counts[j] ?? 0, adopted, 0.2);
});

describe("V13: price elasticities are the logit's to 1e-6", () => {
  const weight = 2.5;
  const sigma = 1.3;
  const probabilities = (price: number): Float64Array => {
    const { values } = valuesOf({
      suppliers: 3,
      parameters: { "choice.price": weight, "choice.price_income_decay": 0, "choice.none": 0.2 },
      attributes: { price: [price, 1.2, 0.9], constant: [0.1, 0.5, -0.2] },
    });
    return choiceProbabilities(values, sigma);
  };
  const h = 1e-5;
  const up = probabilities(Math.exp(h));
  const down = probabilities(Math.exp(-h));
  const at = probabilities(1);
  const elasticity = (k: number): number =>
    (Math.log(up[k] ?? 0) - Math.log(down[k] ?? 0)) / (2 * h);

  test("own elasticity is -(beta_c / sigma)(1 - P_j)", () => {
    expect(elasticity(1)).toBeCloseTo(-(weight / sigma) * (1 - (at[1] ?? 0)), 6);
  });

  test("cross elasticity is (beta_c / sigma) P_l, for suppliers and for none", () => {
    for (const k of [0, 2, 3])
      expect(elasticity(k)).toBeCloseTo((weight / sigma) * (at[1] ?? 0), 6);
  });
});

test("V14: taking a supplier away scales the others by 1 / (1 - P_l) and keeps their odds", () => {
  const constant = [0.3, -0.5, 1.1];
  const before = choiceProbabilities([0.4, ...constant], 1);
  const barred = choiceProbabilities([0.4, 0.3, Number.NEGATIVE_INFINITY, 1.1], 1);
  for (const k of [0, 1, 3]) {
    expect(barred[k]).toBeCloseTo((before[k] ?? 0) / (1 - (before[2] ?? 0)), 12);
  }
  expect((barred[1] ?? 0) / (barred[3] ?? 1)).toBeCloseTo((before[1] ?? 0) / (before[3] ?? 1), 12);
  const sum = (values: number[]) => values.reduce((a, v) => a + Math.exp(v), 0);
  const none = Math.exp(0.4);
  expect(1 - (before[0] ?? 0)).toBeCloseTo(sum(constant) / (none + sum(constant)), 12);
  expect(1 - (barred[0] ?? 0)).toBeCloseTo(
    (sum(constant) - Math.exp(-0.5)) / (none + sum(constant) - Math.exp(-0.5)),
    12,
  );
  // The draw itself, with a supplier so far down that it is never taken.
  const { counts, trials } = choices({
    suppliers: 3,
    parameters: { "choice.none": 0.4 },
    attributes: { constant: [0.3, -1e6, 1.1] },
  });
  expect(counts[2]).toBe(0);
  for (const k of [0, 1, 3]) expectFrequency(counts[k] ?? 0, trials, barred[k] ?? 0);
});

describe("V15: the limits of the choice", () => {
  const constant = [0.3, 0.29, -1];

  test("without noise everybody takes the best", () => {
    const { counts, trials } = choices({
      suppliers: 3,
      parameters: { "choice.noise": 0 },
      attributes: { constant },
    });
    expect(counts[1]).toBe(trials);
  });

  test("without noise ties are split evenly", () => {
    const { counts, trials } = choices({
      suppliers: 2,
      parameters: { "choice.noise": 0, "choice.none": -1 },
      attributes: { constant: [1, 1] },
    });
    expectFrequency(counts[1] ?? 0, trials, 0.5);
  });

  test("with boundless noise all alternatives are alike", () => {
    const { counts, trials } = choices({
      suppliers: 3,
      parameters: { "choice.noise": 1e9 },
      attributes: { constant },
    });
    for (const count of counts) expectFrequency(count, trials, 0.25);
  });

  test("a constant added to every value, none included, changes no decision", () => {
    const plain = choices({ suppliers: 3, attributes: { constant } }, 5);
    const shifted = choices(
      {
        suppliers: 3,
        parameters: { "choice.none": 4 },
        attributes: { constant: constant.map((c) => c + 4) },
      },
      5,
    );
    expect(shifted.counts).toEqual(plain.counts);
  });

  test("all prices times k leaves the odds between suppliers, and lowers all by beta_c ln k", () => {
    const prices = [1, 1.5, 0.8];
    const setup = (k: number, shift: number): Setup => ({
      suppliers: 3,
      parameters: { "choice.price": 2, "choice.price_income_decay": 0 },
      attributes: { price: prices.map((p) => p * k), constant: constant.map((c) => c - shift) },
    });
    const before = choiceProbabilities(valuesOf(setup(1, 0)).values, 1);
    const after = choiceProbabilities(valuesOf(setup(3, 0)).values, 1);
    const lowered = choiceProbabilities(valuesOf(setup(1, 2 * Math.log(3))).values, 1);
    expect((after[1] ?? 0) / (after[2] ?? 1)).toBeCloseTo((before[1] ?? 0) / (before[2] ?? 1), 12);
    for (let k = 0; k < 4; k++) expect(after[k]).toBeCloseTo(lowered[k] ?? 0, 12);
  });
});
