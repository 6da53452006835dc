import { describe, expect, test } from "vitest";
import { measureTotals } from "../../src/core/measure-totals.ts";
import type { Mechanisms, Parameters } from "../../src/core/parameters.ts";
import { at, begun, covariate, hold, type Stage } from "./processes/stage.ts";

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
    model,
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

test("components stand beside the indices, and the frontier is the one over the other", () => {
  const made = measured();
  const { state } = made;
  expect(state.totals.secured).toBeCloseTo(0.5 * 0.5 * 0.6 + 0.3 * 0.8 + 0.2 * 0.1, 14);
  expect(state.totals.exposed).toBeCloseTo(0.4 * 0.5 + 0.2 * 0.8 + 0.4 * 0.1, 14);
  expect(read(made, "security.exposure")).toBeCloseTo(state.totals.secured / 3, 14);
  expect(read(made, "security.per_erosion")).toBeCloseTo(
    at(state.security, 0) / at(state.erosion, 0),
    14,
  );
});

/** An outcome without parts, as it is measured in a state. */
function read({ model, state }: Stage, id: string): number {
  const placed = model.outcomes.find(({ outcome }) => outcome.id === id && outcome.by === "none");
  if (!placed) throw new RangeError(`no outcome ${id}`);
  const out = new Float64Array(1);
  placed.outcome.measure({ model, state, totals: state.totals }, out, 0);
  return at(out, 0);
}

test("how contracts went on is counted over the last year", () => {
  const made = begun({ steps: 12 });
  const { model, state } = made;
  const rates = () =>
    ["renewal", "switching", "abandonment"].map((kind) => read(made, `contracts.${kind}_rate`));
  for (let s = 0; s < 4; s++) {
    Object.assign(state, { step: s, renewed: 3, switched: s === 2 ? 4 : 0, abandoned: 1 });
    measureTotals(model, state);
  }
  expect(rates()).toEqual([12 / 20, 4 / 20, 4 / 20]);
  for (let s = 4; s < 8; s++) {
    Object.assign(state, { step: s, renewed: 0, switched: 1, abandoned: 0 });
    measureTotals(model, state);
  }
  expect(rates()).toEqual([0, 1, 0]);
  for (let s = 8; s < 12; s++) {
    Object.assign(state, { step: s, switched: 0 });
    measureTotals(model, state);
  }
  expect(rates()).toEqual([0, 0, 0]);
});

test("what sponsors pay adds up over the run, what lenders grant is told by the year", () => {
  const made = begun({
    parameters: { "cost.spend_per_person": 8 },
    interventions: [
      {
        id: "a",
        kind: "subsidise",
        when: null,
        start: 0,
        end: 9,
        ramp: 0,
        countries: Int32Array.of(0),
        supplier: 0,
        share: 0.2,
      },
    ],
  });
  const { model, state } = made;
  const id = hold(made, 0, 0, 0, { coverage: 0.5 });
  state.sponsored[id] = 0.2;
  state.granted[id] = 0.3;
  const persons = 0.5 * 2.5e6;
  measureTotals(model, state);
  state.step = 1;
  measureTotals(model, state);
  expect(read(made, "policy.outlay_total")).toBeCloseTo(2 * 0.25 * 8 * 0.2 * persons, 6);
  expect(read(made, "policy.granted")).toBeCloseTo(8 * 0.3 * persons, 6);
});

test("countries in unrest and with any safeguards are counted", () => {
  const made = begun();
  made.state.unrest.set([1, 1.01, -3]);
  made.state.tier.set([0, 1, 3]);
  measureTotals(made.model, made.state);
  expect(read(made, "unrest.countries")).toBe(1);
  expect(read(made, "rules.safeguards_share")).toBeCloseTo(2 / 3, 14);
});

test("E3: disparity between groups falls from where it starts to none", () => {
  const made = begun({ parameters: { "research.initial_disparity": 10 } });
  const { model, state } = made;
  state.bias.set([1, 0.25]);
  const placed = model.outcomes.find(({ outcome }) => outcome.id === "supplier.disparity");
  const out = new Float64Array(2);
  placed?.outcome.measure({ model, state, totals: state.totals }, out, 0);
  expect([...out]).toEqual([10, 1 + 9 * 0.25]);
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
