import { describe, expect, test } from "vitest";
import { begun, hold, play } from "../core/processes/stage.ts";
import { expectMean, moments } from "../support/statistics.ts";

/** Countries with full coverage and a constant rate of known incidents each, 1/yr. */
function suffering(countries: number, rate: number, parameters = {}) {
  const made = begun({
    countries,
    suppliers: 1,
    segments: 1,
    parameters: { "incident.rate": rate, "incident.visibility": 1, ...parameters },
  });
  for (let i = 0; i < countries; i++) hold(made, i, 0, 0, { coverage: 1 });
  return made;
}

describe("V25: incidents are Poisson", () => {
  test.each([
    [1, 2],
    [5, 0.8],
  ])(
    "%d countries at %d a year each: mean and variance are the sum of rates times dt",
    (n, rate) => {
      const made = suffering(n, rate);
      const counts = Array.from({ length: 20_000 }, (_, s) => {
        play(made, s, "suffer-incidents");
        return made.state.incidents;
      });
      const expected = n * rate * 0.25;
      expectMean(counts, expected);
      const error = Math.sqrt((expected + 2 * expected ** 2) / counts.length);
      expect(Math.abs(moments(counts).variance - expected)).toBeLessThan(4 * error);
    },
  );

  test("severities are lognormal with mean 1 and second moment e", () => {
    const made = suffering(1, 2);
    const single: number[] = [];
    for (let s = 0; s < 40_000; s++) {
      play(made, s, "suffer-incidents");
      if (made.state.incidents === 1) single.push(made.state.severityOf[0] ?? 0);
    }
    expectMean(single, 1);
    expectMean(
      single.map((x) => Math.log(x)),
      -0.5,
    );
    expectMean(
      single.map((x) => (Math.log(x) + 0.5) ** 2),
      1,
    );
  });
});

test("V25: reputation is shot noise: mean -dr lambda E[S] / k, variance dr² lambda E[S²] / 2k", () => {
  const rate = 2;
  const k = 0.5;
  const hit = 0.2;
  const made = suffering(1, rate, { "reputation.forgetting": k, "reputation.hit": hit });
  const sample: number[] = [];
  // One value in every 10 years: e^-5 of each event is left.
  for (let s = 0; s < 40 * 3000; s++) {
    play(made, s, "suffer-incidents", "react");
    if (s % 40 === 39) sample.push(made.state.reputation[0] ?? 0);
  }
  const { mean } = moments(sample);
  expectMean(sample, (-hit * rate) / k);
  const squares = sample.map((x) => (x - mean) ** 2);
  expectMean(squares, (hit * hit * rate * Math.E) / (2 * k));
});
