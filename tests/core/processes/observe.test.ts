import { expect, test } from "vitest";
import { simulate } from "../../../src/core/simulate.ts";
import { createState } from "../../../src/core/state.ts";
import { key, laboratory, type Setup } from "../../support/laboratory.ts";
import { expectFrequency } from "../../support/statistics.ts";

/** Everybody adopts at once; how many of 2,000 countries the index shows at its vintage. */
function seen(setup: Setup): { count: number; segments: number } {
  const model = laboratory({
    countries: 2000,
    segments: 2,
    steps: 40,
    ...setup,
    parameters: {
      "choice.none": -1e6,
      "opportunity.base_hazard": 1e6,
      "observation.size": 0,
      "observation.media_freedom": 0,
      "observation.year": 0,
      ...setup.parameters,
    },
    frame: { vintages: Int32Array.of(35), ...setup.frame },
  });
  const run = simulate(model, createState(model), key(1), { holders: true });
  return {
    count: run.seenSuppliers.filter((bits) => bits !== 0).length,
    segments: run.seenSegments.reduce((a, b) => a + b, 0),
  };
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

test("E24: an adopter is seen with probability logit^-1(d0)", () => {
  const { count, segments } = seen({ parameters: { "observation.detection": 0.7 } });
  expectFrequency(count, 2000, logistic(0.7));
  expect(segments).toBe(2 * count);
});

test("E24: detection moves with size, media freedom and the years since 2019", () => {
  const frame = {
    zSize: { rows: 1, values: new Float64Array(2000).fill(1.5) },
    zMediaFreedom: new Float64Array(2000).fill(-2),
    vintages: Int32Array.of(35),
  };
  const parameters = { "observation.detection": 0.4 };
  expectFrequency(
    seen({ frame, parameters: { ...parameters, "observation.size": 0.6 } }).count,
    2000,
    logistic(0.4 + 0.9),
  );
  expectFrequency(
    seen({ frame, parameters: { ...parameters, "observation.media_freedom": 0.5 } }).count,
    2000,
    logistic(0.4 - 1),
  );
  // The vintage is 35 quarters after 2011, 0.75 years after 2019.
  expectFrequency(
    seen({ frame, parameters: { ...parameters, "observation.year": 2 } }).count,
    2000,
    logistic(0.4 + 1.5),
  );
});

test("E24: without under-detection every adopter is seen, and nobody else", () => {
  expect(seen({ mechanisms: { detection: false } }).count).toBe(2000);
  expect(
    seen({ mechanisms: { detection: false }, parameters: { "opportunity.base_hazard": 0 } }).count,
  ).toBe(0);
});
