import { describe, expect, test } from "vitest";
import { series } from "../support/columns.ts";
import { laboratory, runs, type Setup } from "../support/laboratory.ts";
import { expectFrequency } from "../support/statistics.ts";

/** Nobody declines: the constant of "none" is far below everything else. */
const adoptForSure = { "choice.none": -1e6 } as const;

/** Countries that have adopted by the end of each step, summed over runs. */
function adopted(setup: Setup, count: number): { counts: number[]; trials: number } {
  const model = laboratory(setup);
  const counts = new Array<number>(model.frame.steps).fill(0);
  for (const run of runs(model, count)) {
    series(model, run, "adoption.countries").forEach((x, s) => {
      counts[s] = (counts[s] ?? 0) + x;
    });
  }
  return { counts, trials: count * model.frame.countries };
}

describe("V1: without peers adoption times are exponential", () => {
  test.each([1, 0.25, 1 / 12])(
    "F(t) = 1 - exp(-lambda t) at every grid point for dt = %d",
    (dt) => {
      const steps = Math.round(8 / dt);
      const { counts, trials } = adopted(
        {
          countries: 400,
          steps,
          dt,
          parameters: { ...adoptForSure, "opportunity.base_hazard": 0.3 },
        },
        50,
      );
      for (let s = 0; s < steps; s++) {
        expectFrequency(counts[s] ?? 0, trials, 1 - Math.exp(-0.3 * (s + 1) * dt));
      }
    },
  );

  test("counts over runs are binomial: variance N F (1 - F)", () => {
    const model = laboratory({
      countries: 200,
      steps: 20,
      parameters: { ...adoptForSure, "opportunity.base_hazard": 0.2 },
    });
    const finals = runs(model, 2000).map(
      (run) => series(model, run, "adoption.countries")[19] ?? 0,
    );
    const f = 1 - Math.exp(-0.2 * 5);
    const mean = finals.reduce((a, b) => a + b, 0) / finals.length;
    const variance = finals.reduce((a, b) => a + (b - mean) ** 2, 0) / (finals.length - 1);
    const expected = 200 * f * (1 - f);
    expect(Math.abs(variance - expected)).toBeLessThan(4 * expected * Math.sqrt(2 / 2000));
  });

  test("with unlike countries F(t) is the mean of the countries' own curves", () => {
    const n = 300;
    const z = Float64Array.from({ length: n }, (_, i) => (i % 3) - 1);
    const { counts, trials } = adopted(
      {
        countries: n,
        steps: 40,
        parameters: {
          ...adoptForSure,
          "opportunity.base_hazard": 0.1,
          "opportunity.income": 0.8,
        },
        frame: { zIncome: { rows: 1, values: z } },
      },
      60,
    );
    for (const s of [3, 19, 39]) {
      const t = (s + 1) * 0.25;
      const f = [-1, 0, 1].reduce((a, x) => a + 1 - Math.exp(-0.1 * Math.exp(0.8 * x) * t), 0) / 3;
      expectFrequency(counts[s] ?? 0, trials, f);
    }
  });
});

describe("V2: an opening that may end in none thins the process", () => {
  test("F(5) = 0.5879 for lambda 0.3, P0 0.4, dt 0.25; the limit for small steps is 0.5934", () => {
    // One supplier with value 0: P0 = e^v0 / (e^v0 + 1) = 0.4.
    const none = Math.log(0.4 / 0.6);
    const { counts, trials } = adopted(
      {
        countries: 400,
        steps: 20,
        parameters: { "choice.none": none, "opportunity.base_hazard": 0.3 },
      },
      100,
    );
    const exact = 1 - (1 - 0.6 * (1 - Math.exp(-0.3 * 0.25))) ** 20;
    expect(exact).toBeCloseTo(0.5879, 4);
    expect(1 - Math.exp(-0.3 * 0.6 * 5)).toBeCloseTo(0.5934, 4);
    expectFrequency(counts[19] ?? 0, trials, exact);
  });
});

test("V3: annual, quarterly and monthly steps agree at common dates", () => {
  for (const dt of [1, 0.25, 1 / 12]) {
    const { counts, trials } = adopted(
      {
        countries: 400,
        steps: Math.round(6 / dt),
        dt,
        parameters: { ...adoptForSure, "opportunity.base_hazard": 0.15 },
      },
      60,
    );
    for (const year of [1, 3, 6]) {
      expectFrequency(counts[Math.round(year / dt) - 1] ?? 0, trials, 1 - Math.exp(-0.15 * year));
    }
  }
});

test("V4: a hazard that changes for a while gives S(T) = exp(-sum of hazard times duration)", () => {
  const n = 400;
  const everyone = Int32Array.from({ length: n }, (_, i) => i);
  const model: Setup = {
    countries: n,
    steps: 40,
    parameters: { ...adoptForSure, "opportunity.base_hazard": 0.1, "opportunity.financing": 0.5 },
    attributes: { loan_income_ceiling: [0] },
    interventions: [
      {
        id: "loans",
        when: null,
        kind: "finance",
        start: 8,
        end: 20,
        ramp: 0,
        countries: everyone,
        supplier: 0,
        grantElement: 0.3,
        extraDemand: 0.4,
      },
    ],
  };
  const { counts, trials } = adopted(model, 60);
  const raised = 0.1 * Math.exp(0.9);
  for (const [s, exponent] of [
    [7, 0.1 * 2],
    [19, 0.1 * 2 + raised * 3],
    [39, 0.1 * 2 + raised * 3 + 0.1 * 5],
  ] as const) {
    expectFrequency(counts[s] ?? 0, trials, 1 - Math.exp(-exponent));
  }
});

test("V5: suppliers compete: first adoptions split by P_j / (1 - P0) at every time", () => {
  const model = laboratory({
    countries: 500,
    suppliers: 3,
    steps: 40,
    parameters: { "choice.none": 0.5, "opportunity.base_hazard": 0.2 },
    attributes: { constant: [0, 0.7, -0.4] },
  });
  const weights = [0, 0.7, -0.4].map(Math.exp);
  const suppliers = weights.reduce((a, b) => a + b, 0);
  const adopts = suppliers / (suppliers + Math.exp(0.5));
  const sample = runs(model, 40);
  for (const s of [7, 39]) {
    const f = 1 - (1 - adopts * (1 - Math.exp(-0.2 * 0.25))) ** (s + 1);
    for (let j = 0; j < 3; j++) {
      const hits = sample.reduce(
        (sum, run) => sum + (series(model, run, "adoption.countries", j)[s] ?? 0),
        0,
      );
      expectFrequency(hits, 40 * 500, ((weights[j] ?? 0) / suppliers) * f);
    }
  }
});

test("contagion of the uniform kind raises adoption above the curve without peers", () => {
  const setup = (contagion: number): Setup => ({
    countries: 300,
    steps: 40,
    parameters: {
      ...adoptForSure,
      "opportunity.base_hazard": 0.05,
      "opportunity.contagion": contagion,
      "peers.uniform": 1,
    },
  });
  const without = adopted(setup(0), 20).counts.at(-1) ?? 0;
  const withPeers = adopted(setup(2), 20).counts.at(-1) ?? 0;
  expect(withPeers).toBeGreaterThan(without * 1.2);
});
