import { describe, expect, test } from "vitest";
import { expectFrequency } from "../../support/statistics.ts";
import { begun, covariate, play } from "./stage.ts";

const N = 20_000;

/** How many of the countries without a law pass one in a step. */
function passed(euTrade: number, democracy: number, withLaw: number, parameters = {}): number {
  const made = begun({
    countries: N,
    segments: 1,
    parameters: {
      "law.innovation": 0.02,
      "law.imitation": 0.3,
      "law.eu_trade": 0.4,
      "law.democracy": 0.25,
      ...parameters,
    },
    frame: {
      zEuTrade: new Float64Array(N).fill(euTrade),
      zDemocracy: covariate(...new Array<number>(N).fill(democracy)),
      lawAtStart: Uint8Array.from({ length: N }, (_, i) => (i < withLaw ? 1 : 0)),
    },
  });
  expect(made.state.laws).toBe(withLaw);
  play(made, 0, "make-laws");
  expect(made.state.laws).toBe(made.state.law.reduce((a, b) => a + b, 0));
  return made.state.laws - withLaw;
}

describe("E13: data-protection laws", () => {
  test.each([
    [0, 0, 0],
    [0, 0, 0.5],
    [1.5, 0, 0.5],
    [0, -2, 0.5],
    [-1, 1, 0.25],
  ])(
    "pass with (pL + qL FL) e^(gE z + gD z): EU trade %d, democracy %d, share %d",
    (eu, d, share) => {
      const rate = (0.02 + 0.3 * share) * Math.exp(0.4 * eu + 0.25 * d);
      const open = N * (1 - share);
      expectFrequency(passed(eu, d, N * share), open, 1 - Math.exp(-rate / 4));
    },
  );

  test("pass for sure at a boundless rate, all on the share of the step's beginning", () => {
    expect(passed(0, 0, N / 2, { "law.innovation": 1e6 })).toBe(N / 2);
    expect(passed(0, 0, 0, { "law.innovation": 0, "law.imitation": 1e6 })).toBe(0);
  });

  test("do not pass with the mechanism off", () => {
    const made = begun({ parameters: { "law.innovation": 1e6 }, mechanisms: { laws: false } });
    play(made, 0, "make-laws");
    expect(made.state.laws).toBe(0);
  });
});
