import { describe, expect, test } from "vitest";
import { uniformOf } from "../../../src/experiments/calibration/calibrate.ts";
import {
  type CrossValidationInputs,
  crossValidate,
  type Partition,
} from "../../../src/experiments/calibration/cross-validate.ts";
import { judgeLater } from "../../../src/experiments/calibration/judge-later.ts";
import type { Measure } from "../../../src/experiments/calibration/look.ts";
import { noMarket } from "../../../src/experiments/calibration/market.ts";
import type { PlacedTarget } from "../../../src/experiments/calibration/place-targets.ts";
import { rivalCovariates } from "../../../src/experiments/calibration/rival-covariates.ts";
import type { Runs } from "../../../src/experiments/calibration/runs.ts";
import { areaUnderCurve } from "../../../src/experiments/calibration/scores.ts";

// A toy: 60 countries with one covariate x; country i adopts with probability logit^-1(a + b x_i). A later
// vintage adds a third of the others. Targets are the number of adopters and the sum of x over them.
const N = 60;
const x = Float64Array.from({ length: N }, (_, i) => ((i * 37) % N) / 10 - 3);
const chance = (a: number, b: number, i: number): number =>
  1 / (1 + Math.exp(-a - b * (x[i] as number)));
const reference = Int32Array.from({ length: N }, (_, i) => i);

function poolOf(runs: number): Runs {
  const uniform = uniformOf("pool");
  const places = Float64Array.from({ length: 2 * runs }, () => uniform());
  const suppliers = new Uint32Array(2 * runs * N);
  for (let r = 0; r < runs; r++) {
    const a = 4 * (places[2 * r] as number) - 2;
    const b = 4 * (places[2 * r + 1] as number) - 1;
    for (let i = 0; i < N; i++) {
      const adopts = uniform() < chance(a, b, i);
      if (adopts) suppliers[2 * r * N + i] = 1;
      if (adopts || uniform() < 1 / 3) suppliers[(2 * r + 1) * N + i] = 1;
    }
  }
  const segments = new Uint8Array(suppliers.length);
  const laws = new Float64Array(0);
  const sightings = { first: 0, count: runs, suppliers, segments, laws, ...noMarket };
  return { count: runs, places, sightings, vintages: 2, countries: N };
}

const truth = { a: 0.3, b: 1.5 };
function observed(): Uint8Array {
  const uniform = uniformOf("observed");
  return Uint8Array.from(x, (_, i) => (uniform() < chance(truth.a, truth.b, i) ? 1 : 0));
}

function inputsOf(happened: Uint8Array): CrossValidationInputs {
  const sum = (value: (i: number) => number): Pick<PlacedTarget, "measure" | "observedOver"> => {
    const measure: Measure = ({ suppliers, at }, over) =>
      over.reduce((all, i) => all + (suppliers[at + i] !== 0 ? value(i) : 0), 0);
    const observedOver = (over: Int32Array): number =>
      over.reduce((all, i) => all + (happened[i] === 1 ? value(i) : 0), 0);
    return { measure, observedOver };
  };
  const target = (id: string, value: (i: number) => number): PlacedTarget => ({
    id,
    label: id,
    statistic: { kind: "technologies" },
    vintage: "now",
    value: null,
    tolerance: 1,
    atLeast: false,
    role: "C",
    source: "",
    vintageIndex: 0,
    ...sum(value),
    observed: sum(value).observedOver(reference),
  });
  const fold = (name: string, folds: number): Partition => ({
    name,
    folds,
    of: Int32Array.from({ length: N }, (_, i) => i % folds),
  });
  const width = rivalCovariates.length;
  const covariates = new Float64Array(N * width);
  for (let i = 0; i < N; i++) covariates[i * width] = x[i] as number;
  return {
    placed: {
      targets: [target("count", () => 1), target("moment", (i) => x[i] as number)],
      reference,
      lawStates: [],
      marketStates: [],
    },
    questions: [{ id: "adoption", label: "Adoption", bit: 0, happened }],
    partitions: [fold("tens", 10)],
    blocks: fold("blocks", 6),
    rivals: { covariates, gdp: x.slice() },
    vintage: 0,
    fraction: 0.3,
    uniform: uniformOf("bootstrap"),
  };
}

const pool = poolOf(4000);

describe("scores on countries that the fit has not seen", () => {
  const happened = observed();
  const { questions, blocks, runs } = crossValidate(pool, inputsOf(happened));
  const [question] = questions;
  const probabilities = question?.probabilities[0] ?? new Float64Array(0);

  test("the forecast is nearly as good as the probabilities that made the world", () => {
    const best = areaUnderCurve(
      Float64Array.from(x, (_, i) => chance(truth.a, truth.b, i)),
      happened,
    );
    const ours = question?.scores.find(({ forecast }) => forecast === "model");
    expect(ours?.auc).toBeGreaterThan(best - 0.05);
    expect(ours?.auc).toBeLessThanOrEqual(best + 0.05);
    const off = Array.from(probabilities, (p, i) => p - chance(truth.a, truth.b, i));
    expect(Math.max(...off.map(Math.abs))).toBeLessThan(0.35);
    expect([runs, blocks]).toEqual([4000, 6]);
  });

  test("nothing that a left-out country shows enters its own forecast", () => {
    const other = happened.slice();
    other[7] = 1 - (other[7] as number);
    const again = crossValidate(pool, inputsOf(other)).questions[0]?.probabilities[0];
    expect(again?.[7]).toBe(probabilities[7]);
    expect(again?.[8]).not.toBe(probabilities[8]);
  });

  test("all forecasts have a score of counts, coverage, and an interval of every difference", () => {
    expect(question?.scores.map(({ forecast }) => forecast)).toEqual([
      "model",
      "base rate",
      "GDP alone",
      "ridge regression",
    ]);
    for (const { crps, coverage } of question?.scores ?? []) {
      expect(crps).toBeGreaterThan(0);
      expect(coverage).toHaveLength(3);
      expect([...coverage].sort((a, b) => a - b)).toEqual(coverage);
    }
    for (const { auc, brier, crps } of question?.differences ?? []) {
      for (const { mean, low, high } of [auc, brier, crps]) {
        expect(low).toBeLessThanOrEqual(mean);
        expect(mean).toBeLessThanOrEqual(high);
      }
    }
    // What was forecast of the base rate knows no country from another.
    expect(question?.differences[0]?.auc.low).toBeGreaterThan(0);
  });
});

test("a later vintage is foreseen from the fitted one: its count, and who is new", () => {
  const happened = observed();
  const uniform = uniformOf("later");
  const adopter = happened.map((one) => (one === 1 || uniform() < 1 / 3 ? 1 : 0));
  const later = { name: "then", index: 1, date: 2022, adopter };
  const found = judgeLater(pool, inputsOf(happened), later, { date: 2019, start: 2011 });
  const standing = happened.reduce((a, b) => a + b, 0);
  const [model, bass, still] = found.counts;
  // A third of the others: four standard errors of the model's mean over some 1,000 effective runs and more.
  expect(Math.abs((model?.mean ?? 0) - (standing + (N - standing) / 3))).toBeLessThan(2);
  expect(model?.coverage).toHaveLength(3);
  expect(bass?.mean).toBeGreaterThan(standing);
  expect(still).toMatchObject({ forecast: "no change", mean: standing, coverage: null });
  expect(found.newAdopters).toBe(found.observed - standing);
  expect(found.who.map(({ forecast }) => forecast)).toEqual([
    "model",
    "GDP alone",
    "ridge regression",
  ]);
});
