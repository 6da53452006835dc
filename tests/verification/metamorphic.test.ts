import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choiceProbabilities } from "../../src/core/choice-probabilities.ts";
import { gumbel } from "../../src/core/distributions.ts";
import type { Intervention } from "../../src/core/intervention.ts";
import { columnLayout } from "../../src/core/outcomes.ts";
import { simulate } from "../../src/core/simulate.ts";
import { createState } from "../../src/core/state.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";
import { series } from "../support/columns.ts";
import { key, laboratory, runs, type Setup } from "../support/laboratory.ts";
import { moments } from "../support/statistics.ts";

const everyone = (n: number): Int32Array<ArrayBuffer> =>
  Int32Array.from({ length: n }, (_, i) => i);

/** A lively world of three segments, three suppliers and everything that moves in the spine. */
const lively = (over: Setup = {}): Setup => ({
  countries: 60,
  suppliers: 3,
  segments: 3,
  steps: 60,
  ...over,
  parameters: {
    "opportunity.base_hazard": 0.15,
    "opportunity.contagion": 1,
    "opportunity.spillover": 0.5,
    "opportunity.emulation": 0.4,
    "choice.price": 2,
    "choice.peers": 0.5,
    "choice.lock_in": 1.5,
    "choice.cross_segment": -0.5,
    "contract.term": 4,
    "contract.lead": 1,
    "contract.cancellation": 0.05,
    "peers.uniform": 0.5,
    ...over.parameters,
  },
  attributes: { price: [1, 1.4, 1.2], constant: [0, 0.8, -0.3], ...over.attributes },
});

const hashes = (setup: Setup, count = 4): string[] =>
  runs(laboratory(setup), count).map((run) => run.resultHash);

const mean = (setup: Setup, id: string, supplier: number | undefined, count = 60): number => {
  const model = laboratory(setup);
  return moments(runs(model, count).map((run) => series(model, run, id, supplier).at(-1) ?? 0))
    .mean;
};

describe("M1: a higher price", () => {
  test("never raises the supplier's choice probability nor that of adopting", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 2, maxLength: 7 }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 0.1, max: 4, noNaN: true }),
        (values, dearer, sigma) => {
          const before = choiceProbabilities(values, sigma);
          const after = choiceProbabilities(
            values.map((v, k) => (k === 1 ? v - dearer : v)),
            sigma,
          );
          expect(after[1]).toBeLessThanOrEqual((before[1] ?? 0) + 1e-15);
          expect(1 - (after[0] ?? 0)).toBeLessThanOrEqual(1 - (before[0] ?? 0) + 1e-15);
        },
      ),
      { seed: 3 },
    );
  });

  test("lowers the supplier's countries and adoption in the mean over runs", () => {
    const still = lively({
      parameters: { "choice.none": 0.5, "choice.cross_segment": 0 },
      mechanisms: { learning: false },
    });
    const dear = { ...still, attributes: { ...still.attributes, price: [1.6, 1.4, 1.2] } };
    expect(mean(dear, "adoption.countries", 0)).toBeLessThan(mean(still, "adoption.countries", 0));
    expect(mean(dear, "contracts.count", undefined)).toBeLessThan(
      mean(still, "contracts.count", undefined),
    );
  });
});

const priceIntervention = (kind: "subsidise" | "cut_price", share: number): Intervention => ({
  id: "price",
  when: null,
  kind,
  start: 10,
  end: 40,
  ramp: 4,
  countries: everyone(60),
  supplier: 1,
  share,
});

test("M2: a subsidy gives the same trajectory as a price cut of the same size", () => {
  const under = (interventions: Intervention[]) => {
    const model = laboratory(lively({ interventions }));
    return runs(model, 4).map((run) =>
      columnLayout(model.frame)
        .map(({ outcome, index }, c) => ({ id: `${outcome.id} ${outcome.by} ${index}`, c }))
        .filter(({ id }) => !id.startsWith("policy."))
        .map(({ id, c }) => [id, [...run.columns.subarray(c * 60, (c + 1) * 60)]]),
    );
  };
  const subsidy = under([priceIntervention("subsidise", 0.3)]);
  expect(subsidy).toEqual(under([priceIntervention("cut_price", 0.3)]));
  expect(subsidy).not.toEqual(under([]));
});

test("M5: raising a supplier's value with the same draws moves choices only to it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 7 }),
      fc.array(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), {
        minLength: 7,
        maxLength: 7,
      }),
      fc.double({ min: 0, max: 3, noNaN: true }),
      (values, draws, raise) => {
        const pick = (v: number[]): number => {
          const noisy = v.map((x, k) => x + gumbel(draws[k] ?? 0.5));
          return noisy.indexOf(Math.max(...noisy));
        };
        const before = pick(values);
        const after = pick(values.map((x, k) => (k === 1 ? x + raise : x)));
        if (after !== before) expect(after).toBe(1);
      },
    ),
    { seed: 5, numRuns: 2000 },
  );
});

test("M5: in the model itself, in the first step", () => {
  const setup = lively({ steps: 1, parameters: { "opportunity.base_hazard": 1e6 } });
  const raised = {
    ...setup,
    attributes: { ...setup.attributes, constant: [0, 0.8, 0.5] },
  };
  const before = runs(laboratory(setup), 20);
  const after = runs(laboratory(raised), 20);
  let moved = 0;
  before.forEach((run, k) => {
    run.holders.forEach((bits, i) => {
      const now = after[k]?.holders[i] ?? 0;
      const gained = now & ~bits;
      expect(gained & ~0b100).toBe(0);
      if (now !== bits) moved++;
    });
  });
  expect(moved).toBeGreaterThan(0);
});

test("M6: permuting countries and suppliers changes no result of any of them by id", () => {
  const n = 60;
  const shuffled = Array.from({ length: n }, (_, i) => (i * 17 + 5) % n);
  const relabel = [2, 0, 1];
  const z = Float64Array.from({ length: n }, (_, i) => ((i * 7) % 11) / 5 - 1);
  const plain = laboratory(
    lively({
      frame: { zIncome: { rows: 1, values: z } },
      parameters: { "opportunity.income": 0.6 },
      mechanisms: { learning: false },
    }),
  );
  const { frame, settings } = plain;
  const permuted = laboratory(
    lively({
      frame: {
        zIncome: { rows: 1, values: Float64Array.from(shuffled, (i) => z[i] ?? 0) },
        countryKeys: Uint32Array.from(shuffled, (i) => frame.countryKeys[i] ?? 0),
        supplierKeys: Uint32Array.from(relabel, (j) => frame.supplierKeys[j] ?? 0),
      },
      parameters: { "opportunity.income": 0.6 },
      mechanisms: { learning: false },
      attributes: {
        price: relabel.map((j) => settings.suppliers.price[j] ?? 0),
        constant: relabel.map((j) => settings.suppliers.constant[j] ?? 0),
      },
    }),
  );
  const a = simulate(plain, createState(plain), key(3), { holders: true });
  const b = simulate(permuted, createState(permuted), key(3), { holders: true });
  const back = (bits: number): number =>
    relabel.reduce((sum, j, at) => sum | (((bits >> at) & 1) << j), 0);
  for (let s = 0; s < 60; s++) {
    for (let i = 0; i < n; i++) {
      expect(back(b.holders[s * n + i] ?? 0)).toBe(a.holders[s * n + (shuffled[i] ?? 0)]);
    }
  }
});

describe("M7: what does nothing changes nothing", () => {
  const plain = hashes(lively());
  const finance = (over: Partial<Extract<Intervention, { kind: "finance" }>>): Intervention => ({
    id: "loans",
    when: null,
    kind: "finance",
    start: 5,
    end: 50,
    ramp: 0,
    countries: everyone(60),
    supplier: 0,
    grantElement: 0,
    extraDemand: 0,
    ...over,
  });

  test.each([
    ["a subsidy of 0", [priceIntervention("subsidise", 0)]],
    ["a price cut of 0", [priceIntervention("cut_price", 0)]],
    ["financing without a grant or demand", [finance({})]],
    [
      "a price cut after the horizon",
      [{ ...priceIntervention("cut_price", 0.4), start: 60, end: 80 }],
    ],
    ["financing after the horizon", [finance({ start: 60, end: 80, grantElement: 0.4 })]],
    [
      "a price cut that covers nobody",
      [{ ...priceIntervention("cut_price", 0.4), countries: new Int32Array(0) }],
    ],
  ] as [string, Intervention[]][])("%s", (_, interventions) => {
    expect(hashes(lively({ interventions }))).toEqual(plain);
  });
});

test("M8: effects start no earlier than their date, and then do", () => {
  const differs = (a: Trajectory, b: Trajectory, n: number, steps: number): number => {
    for (let s = 0; s < steps; s++) {
      for (let i = 0; i < n; i++) if (a.holders[s * n + i] !== b.holders[s * n + i]) return s;
    }
    return steps;
  };
  for (const intervention of [
    priceIntervention("subsidise", 0.6),
    priceIntervention("cut_price", 0.6),
    {
      id: "loans",
      when: null,
      kind: "finance",
      start: 10,
      end: 40,
      ramp: 0,
      countries: everyone(60),
      supplier: 2,
      grantElement: 0.5,
      extraDemand: 0.5,
    } as const,
  ]) {
    const before = runs(laboratory(lively()), 10);
    const after = runs(laboratory(lively({ interventions: [intervention] })), 10);
    const firsts = before.map((run, k) => differs(run, after[k] as Trajectory, 60, 60));
    expect(Math.min(...firsts)).toBeGreaterThanOrEqual(10);
    expect(Math.min(...firsts)).toBeLessThan(20);
  }
});

test("M11: shares sum to 1, coverage stays under its ceiling, nothing is ever not a number", () => {
  const extreme = fc.record({
    "opportunity.base_hazard": fc.constantFrom(0, 0.03, 5, 1e6),
    "opportunity.contagion": fc.constantFrom(-50, 0, 3, 50),
    "opportunity.spillover": fc.constantFrom(-50, 1.5, 50),
    "opportunity.emulation": fc.constantFrom(0, 2),
    "choice.price": fc.constantFrom(0, 2.5, 100),
    "choice.noise": fc.constantFrom(0, 1, 1e6),
    "choice.none": fc.constantFrom(-1e6, 0, 1e6),
    "contract.term": fc.constantFrom(0, 7, 1e9),
    "contract.lead": fc.constantFrom(0, 2.5, 1e9),
    "contract.cancellation": fc.constantFrom(0, 0.02, 100),
    "coverage.growth": fc.constantFrom(0, 0.35, 100),
    "coverage.decay": fc.constantFrom(0, 0.25, 100),
    "cost.learning_rate": fc.constantFrom(0, 0.15, 0.9),
  });
  fc.assert(
    fc.property(extreme, fc.nat(1000), (parameters, k) => {
      const model = laboratory(lively({ countries: 20, steps: 30, parameters }));
      const state = createState(model);
      const run = simulate(model, state, key(k), { holders: true });
      for (const x of run.columns) expect(Number.isFinite(x)).toBe(true);
      const last = (id: string, j?: number) => series(model, run, id, j).at(-1) ?? 0;
      const contracts = last("contracts.count");
      const shares = [0, 1, 2].reduce((sum, j) => sum + last("market.share", j), 0);
      expect(shares).toBeCloseTo(contracts > 0 ? 1 : 0, 12);
      expect([0, 1, 2].reduce((sum, j) => sum + last("contracts.count", j), 0)).toBe(contracts);
      let adopters = 0;
      for (let i = 0; i < 20; i++) if ((run.holders[29 * 20 + i] ?? 0) !== 0) adopters++;
      expect(adopters).toBe(last("adoption.countries"));
      const ceilings = [0.6, 0.9, 0.3];
      state.coverage.forEach((x, id) => {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual((ceilings[Math.floor(id / 20)] ?? 0) + 1e-12);
      });
    }),
    { seed: 11, numRuns: 60 },
  );
});

describe("M12: the same seed gives the same hash", () => {
  test("whatever ran before on the same state", () => {
    const model = laboratory(lively());
    const state = createState(model);
    const forward = [0, 1, 2, 3].map((k) => simulate(model, state, key(k), { holders: true }));
    const backward = [3, 2, 1, 0].map((k) => simulate(model, state, key(k), { holders: true }));
    expect(backward.reverse().map((run) => run.resultHash)).toEqual(
      forward.map((run) => run.resultHash),
    );
    expect(new Set(forward.map((run) => run.resultHash)).size).toBe(4);
  });

  test("however much is recorded", () => {
    const model = laboratory(lively());
    const state = createState(model);
    const full = simulate(model, state, key(0), { holders: true });
    const lean = simulate(model, state, key(0), { holders: false });
    expect(lean.resultHash).toBe(full.resultHash);
    expect(lean.holders.length).toBe(0);
  });
});

test("M13: doubling the ensemble moves no mean by more than 4 standard errors", () => {
  const model = laboratory(lively());
  const sample = runs(model, 200);
  for (const [id, j] of [
    ["adoption.countries", undefined],
    ["market.hhi", undefined],
    ["coverage.share", undefined],
    ["contracts.count", 1],
  ] as const) {
    const values = sample.map((run) => series(model, run, id, j).at(-1) ?? 0);
    const half = moments(values.slice(0, 100));
    const all = moments(values);
    expect(Math.abs(half.mean - all.mean)).toBeLessThanOrEqual(4 * Math.sqrt(all.variance / 200));
  }
});

describe("mechanisms", () => {
  test.each(["learning", "peers", "finance", "cancellation", "failure"] as const)(
    "switching %s off changes the run",
    (mechanism) => {
      const setup = lively({
        attributes: {
          grant_element: [0.3, 0, 0],
          financed_share: [1, 1, 1],
          loan_income_ceiling: [1e6, 0, 0],
        },
      });
      expect(hashes({ ...setup, mechanisms: { [mechanism]: false } })).not.toEqual(hashes(setup));
    },
  );
});
