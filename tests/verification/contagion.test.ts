import { describe, expect, test } from "vitest";
import { series } from "../support/columns.ts";
import { laboratory, runs, type Setup } from "../support/laboratory.ts";
import { moments } from "../support/statistics.ts";

const N = 1000;

/** Complete graph, everybody adopts for sure. */
const mixed = (parameters: object, years: number, dt: number): Setup => ({
  countries: N,
  steps: Math.round(years / dt),
  dt,
  parameters: { "choice.none": -1e6, "peers.uniform": 1, ...parameters },
});

/** Share of adopters at the end, by run. */
function shares(setup: Setup, count: number): number[] {
  const model = laboratory(setup);
  return runs(model, count).map((run) => series(model, run, "adoption.share").at(-1) ?? 0);
}

/** The deterministic map for a hazard that depends on the share of adopters. */
function mapped(hazard: (f: number) => number, years: number, dt: number): number {
  let f = 0;
  for (let s = 0; s < Math.round(years / dt); s++) {
    f += (1 - f) * (1 - Math.exp(-hazard(f) * dt));
  }
  return f;
}

/** Within four standard errors and the O(1/N) by which a finite world lags behind the map. */
function expectShare(sample: readonly number[], expected: number): void {
  const { mean, error } = moments(sample);
  expect(Math.abs(mean - expected)).toBeLessThan(4 * error + 5 / N);
}

describe("V6: additive contagion is Bass diffusion", () => {
  const [p, q] = [0.01, 0.2];

  test("the closed form is 0.7577 at 20 years, the monthly map 0.7532", () => {
    const e = Math.exp(-(p + q) * 20);
    expect((1 - e) / (1 + (q / p) * e)).toBeCloseTo(0.7577, 4);
    expect(mapped((f) => p + q * f, 20, 1 / 12)).toBeCloseTo(0.7532, 4);
  });

  test("the model follows it", () => {
    const parameters = { "opportunity.base_hazard": p, "opportunity.additive_contagion": q };
    expectShare(
      shares(mixed(parameters, 20, 1 / 12), 24),
      mapped((f) => p + q * f, 20, 1 / 12),
    );
  });
});

/** Exponential integral by its series. */
function ei(x: number): number {
  let sum = 0.5772156649015329 + Math.log(x);
  let term = 1;
  for (let k = 1; k < 60; k++) {
    term *= x / k;
    sum += term / k;
  }
  return sum;
}

describe("V7, V8: contagion in the exponent", () => {
  const [lambda, b] = [0.03, 2];
  const hazard = (f: number) => lambda * Math.exp(b * f);

  test("the closed form puts F = 0.9532 at 30 years", () => {
    expect((Math.exp(-b) * (ei(b) - ei(b * (1 - 0.9532)))) / lambda).toBeCloseTo(30, 1);
    expect(mapped(hazard, 30, 1e-3)).toBeCloseTo(0.9532, 3);
  });

  test.each([1 / 12, 0.25, 1])("the model follows its map for dt = %d", (dt) => {
    const parameters = { "opportunity.base_hazard": lambda, "opportunity.contagion": b };
    expectShare(shares(mixed(parameters, 30, dt), 16), mapped(hazard, 30, dt));
  });

  test("the annual map lags at 0.943, the monthly one at 0.952", () => {
    expect(mapped(hazard, 30, 1)).toBeCloseTo(0.943, 2);
    expect(mapped(hazard, 30, 1 / 12)).toBeCloseTo(0.952, 2);
  });
});

test("V9: adopting and abandoning at constant rates is a two-state chain", () => {
  const [h, x, dt, years] = [0.2, 0.1, 1 / 12, 15];
  const sample = shares(
    mixed(
      { "opportunity.base_hazard": h, "contract.cancellation": x, "peers.uniform": 0 },
      years,
      dt,
    ),
    30,
  );
  const [up, down] = [1 - Math.exp(-h * dt), 1 - Math.exp(-x * dt)];
  const exact = (up / (up + down)) * (1 - (1 - up - down) ** (years / dt));
  const { mean, error } = moments(sample);
  expect(Math.abs(mean - exact)).toBeLessThan(4 * error);
  const limit = (h / (h + x)) * (1 - Math.exp(-(h + x) * years));
  expect(Math.abs(exact - limit)).toBeLessThan(dt * (h + x) * limit);
});

test("M9: more contagion raises adoption at every time, draw by draw", () => {
  const curve = (contagion: number) => {
    const model = laboratory({
      ...mixed({ "opportunity.base_hazard": 0.05, "opportunity.contagion": contagion }, 15, 0.25),
      countries: 200,
    });
    return runs(model, 10).map((run) => [...series(model, run, "adoption.countries")]);
  };
  const curves = [0, 0.7, 2].map(curve);
  let raised = 0;
  for (let c = 1; c < 3; c++) {
    curves[c]?.forEach((run, k) => {
      run.forEach((count, s) => {
        const before = curves[c - 1]?.[k]?.[s] ?? Number.NaN;
        expect(count).toBeGreaterThanOrEqual(before);
        raised += count - before;
      });
    });
  }
  expect(raised).toBeGreaterThan(0);
});
