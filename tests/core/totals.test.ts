import { describe, expect, test } from "vitest";
import { measureTotals } from "../../src/core/measure-totals.ts";
import type { Mechanisms, Parameters } from "../../src/core/parameters.ts";
import { at, begun, covariate, hold } from "./processes/stage.ts";

const parameters: Partial<Parameters> = {
  "security.benefit": 0.2,
  "rights.enforcement": 0.6,
  "rights.democracy": 0.5,
  "rights.norms_floor": 0.3,
  "rights.errors": 0.3,
  "rights.disparity": 0.2,
  "rules.enforcement_democracy": 1,
};

/** Security and rights of country 0 with kit of two makers in three segments. */
function measured(over: Partial<Parameters> = {}, tier = 2, mechanisms: Partial<Mechanisms> = {}) {
  const made = begun({
    parameters: { ...parameters, ...over },
    mechanisms,
    frame: {
      democracy: covariate(0.4, 0, 0),
      capacity: covariate(0.7, 0, 0),
      norm: Float64Array.of(0.6, 0, 0),
    },
  });
  const { state, model } = made;
  hold(made, 0, 0, 0, { coverage: 0.5, uptime: 0.6 });
  hold(made, 0, 1, 1, { coverage: 0.8 });
  hold(made, 0, 2, 0, { coverage: 0.1 });
  state.quality.set([0.7, 0.9]);
  state.errors.set([0.5, 0.3]);
  state.bias.set([0.4, 0.1]);
  state.tier[0] = tier;
  measureTotals(model, state);
  return {
    security: at(state.security, 0),
    erosion: at(state.erosion, 0),
    totals: state.totals,
    state,
  };
}

test("E21: security is working coverage times quality, by segment weights, times bs", () => {
  const { security } = measured();
  expect(security).toBeCloseTo(
    0.2 * (0.5 * 0.5 * 0.6 * 0.7 + 0.3 * 0.8 * 0.9 + 0.2 * 0.1 * 0.7),
    14,
  );
});

describe("E22: rights erosion", () => {
  const makers = [0.5, 0.3].map((e, j) => 1 + 0.3 * e + 0.2 * at([0.4, 0.1], j));
  const covered = 0.4 * 0.5 * at(makers, 0) + 0.2 * 0.8 * at(makers, 1) + 0.4 * 0.1 * at(makers, 0);
  const expected = (tier: number): number =>
    (100 / 1.5) *
    covered *
    (1 - 0.6 * (tier / 3) * 0.4 * 0.7) *
    (0.3 + 0.7 * 0.6) *
    (1 - 0.5 * 0.4);

  test.each([0, 1, 2, 3])(
    "is coverage by rights weights, errors, norms, democracy and rules of tier %d",
    (tier) => {
      expect(measured({}, tier).erosion).toBeCloseTo(expected(tier), 12);
    },
  );

  test("M10: stricter rules never raise it with coverage fixed", () => {
    const values = [0, 1, 2, 3].map((tier) => measured({}, tier).erosion);
    for (let k = 1; k < 4; k++) expect(at(values, k)).toBeLessThan(at(values, k - 1));
    const idle = [0, 3].map((tier) => measured({ "rights.enforcement": 0 }, tier).erosion);
    expect(idle[0]).toBe(idle[1]);
  });
});

test("M10: at their extremes the indices reach 100 and bs, and no further", () => {
  const made = begun({
    parameters: { ...parameters, "rights.democracy": 1 },
    frame: { democracy: covariate(0, 0, 0), norm: Float64Array.of(1, 1, 1) },
  });
  for (const d of [0, 1, 2]) hold(made, 0, d, 0, { coverage: 1 });
  made.state.quality.fill(1);
  made.state.errors.fill(1);
  made.state.bias.fill(1);
  measureTotals(made.model, made.state);
  expect(made.state.erosion[0]).toBeCloseTo(100, 11);
  expect(made.state.security[0]).toBeCloseTo(0.2, 14);
  expect(made.state.erosion[1]).toBe(0);
  expect(made.state.security[1]).toBe(0);
});
