import { describe, expect, test } from "vitest";
import {
  countFrom,
  countOfDraws,
  countOfIndependent,
  coverageOfCount,
  crpsOfCount,
  meanOfCount,
  quantileOfCount,
} from "../../../src/experiments/calibration/count-forecast.ts";

const near = (x: number) => expect.closeTo(x, 12);

describe("forecasts of a count", () => {
  test("of independent events are their Poisson binomial distribution", () => {
    expect([...countOfIndependent([0.5, 0.2])]).toEqual([0.4, 0.5, 0.1].map(near));
    const alike = countOfIndependent(new Array(10).fill(0.3));
    // scipy.stats.binom.pmf(3, 10, 0.3)
    expect(alike[3]).toBeCloseTo(0.266827932, 9);
    expect(meanOfCount(alike)).toBeCloseTo(3, 12);
  });

  test("of draws are their weights, rounded to whole numbers within reach", () => {
    expect([...countOfDraws([-0.7, 1.4, 1.6, 9], [0.1, 0.2, 0.3, 0.4], 3)]).toEqual(
      [0.1, 0.2, 0.3, 0.4].map(near),
    );
  });

  test("on top of a count that stands begin there", () => {
    expect([...countFrom(2, Float64Array.of(0.25, 0.75))]).toEqual([0, 0, 0.25, 0.75]);
  });

  test("have quantiles at or below which the share lies", () => {
    const forecast = Float64Array.of(0.05, 0.45, 0.5);
    expect([0.05, 0.06, 0.5, 0.51].map((p) => quantileOfCount(forecast, p))).toEqual([0, 1, 1, 2]);
  });
});

describe("how good a forecast of a count was", () => {
  test("the CRPS of a sure forecast is its distance, however far, and 0 where it is right", () => {
    const sure = Float64Array.of(0, 0, 1);
    expect([0, 2, 5].map((happened) => crpsOfCount(sure, happened))).toEqual([2, 0, 3]);
    // (0.5 - 0)^2 below 1: half and half between 0 and 1 where 1 happened.
    expect(crpsOfCount(Float64Array.of(0.5, 0.5), 1)).toBeCloseTo(0.25, 12);
  });

  test("a right forecast covers exactly as often as its interval says, with few counts too", () => {
    const forecast = countOfIndependent([0.9, 0.3, 0.2]);
    for (const level of [0.5, 0.8, 0.95]) {
      const covered = forecast.reduce(
        (sum, p, count) => sum + p * coverageOfCount(forecast, count, level),
        0,
      );
      expect(covered).toBeCloseTo(level, 12);
    }
  });

  test("a count that the forecast rules out lies in no interval", () => {
    expect(coverageOfCount(Float64Array.of(1, 0), 1, 0.95)).toBe(0);
  });
});
