import { describe, expect, test } from "vitest";
import { normal } from "../../../src/core/distributions.ts";
import { Purpose, slotWord } from "../../../src/core/draws.ts";
import type { Setup } from "../../support/laboratory.ts";
import { at, begun, covariate, hold, listening, play, stage } from "./stage.ts";

/** One of each pull on country 0: suppliers in two segments, two peers, tier 2, the anchor. */
function pulled(parameters: Record<string, number>, over: Setup = {}) {
  const made = stage({
    parameters,
    attributes: { norm: [0.9, 0.2] },
    ...over,
    frame: {
      ...listening([[1, 2], [], []]),
      norm: Float64Array.of(0.5, 0.1, 0.7),
      democracy: covariate(0.25, 0, 0),
      ...over.frame,
    },
  });
  hold(made, 0, 0, 0);
  hold(made, 0, 2, 1);
  made.state.tier[0] = 2;
  made.state.nextTier[0] = 2;
  made.state.norm[0] = 0.6;
  play(made, 0, "intervene", "expose", "drift-norms");
  return made;
}

/** Where n goes in a step from 0.6 under pulls [rate, towards]. */
function exact(...pulls: readonly (readonly [number, number])[]): number {
  const rate = pulls.reduce((sum, [mu]) => sum + mu, 0);
  const target = pulls.reduce((sum, [mu, to]) => sum + mu * to, 0) / rate;
  return target + (0.6 - target) * Math.exp(-rate * 0.25);
}

describe("E17: norms move by the exact step", () => {
  const supplier = { "norms.supplier": 0.2, "norms.shielding": 0.8 };
  const shielded = 0.2 * (1 - 0.8 * 0.25);

  test("towards each supplier's norms by its share of the segments, shielded by democracy", () => {
    const { state } = pulled(supplier);
    expect(state.norm[0]).toBeCloseTo(exact([shielded * 0.5, 0.9], [shielded * 0.3, 0.2]), 14);
    expect(state.norm[1]).toBe(0.1);
  });

  test("towards peers', under own rules towards rights, and back to the start", () => {
    expect(pulled({ "norms.peers": 0.3 }).state.norm[0]).toBeCloseTo(
      exact([0.15, 0.1], [0.15, 0.7]),
      14,
    );
    expect(pulled({ "norms.rules": 0.3 }).state.norm[0]).toBeCloseTo(exact([0.2, 0]), 14);
    expect(pulled({ "norms.anchor": 0.3 }).state.norm[0]).toBeCloseTo(exact([0.3, 0.5]), 14);
  });

  test("all together, noise included", () => {
    const { model, state } = pulled({
      ...supplier,
      "norms.peers": 0.3,
      "norms.rules": 0.3,
      "norms.anchor": 0.1,
      "norms.noise": 0.04,
    });
    state.draws.aim(Purpose.Norm, 0);
    const xi = normal(state.draws.uniform(at(model.frame.countryKeys, 0), slotWord(0, 0)));
    const drift = exact(
      [shielded * 0.5, 0.9],
      [shielded * 0.3, 0.2],
      [0.15, 0.1],
      [0.15, 0.7],
      [0.2, 0],
      [0.1, 0.5],
    );
    expect(state.norm[0]).toBeCloseTo(drift + 0.04 * 0.5 * xi, 14);
  });

  test("within 0 and 1, and not at all with the mechanism off", () => {
    const noisy = pulled({ "norms.noise": 50 }).state.norm;
    for (const n of noisy) expect(n === 0 || n === 1).toBe(true);
    const off = pulled({ "norms.noise": 50, "norms.anchor": 1 }, { mechanisms: { norms: false } });
    expect([...off.state.norm]).toEqual([0.6, 0.1, 0.7]);
  });

  test("with new weights once a contract, the tier or democracy has changed", () => {
    const made = pulled({ "norms.rules": 0.3 });
    const before = at(made.state.norm, 0);
    made.state.nextTier[0] = 3;
    play(made, 0, "commit");
    play(made, 1, "intervene", "expose", "drift-norms");
    expect(made.state.norm[0]).toBeCloseTo(before * Math.exp(-0.3 * 0.25), 14);
  });
});

describe("E18: ideal points", () => {
  const frame = {
    idealPoint: covariate(1, -2, 0.5),
    homeWeight: Float64Array.of(0, 0, 1, 0, 0, 1),
  };

  test("move towards those of the suppliers, by their share of the segments", () => {
    const { model, state } = pulled({ "norms.ideal_point": 0.1 }, { frame });
    const pull = 0.5 * (-2 - 1) + 0.3 * (0.5 - 1);
    expect(state.thetaDrift[0]).toBeCloseTo(0.1 * 0.25 * pull, 14);
    play({ model, state }, 1, "intervene");
    expect(state.theta[0]).toBeCloseTo(1 + 0.025 * pull, 14);
    expect([state.theta[1], state.theta[2]]).toEqual([-2, 0.5]);
  });

  test("carry their drift into the suppliers' own", () => {
    const made = begun({ frame });
    made.state.thetaDrift[1] = 0.3;
    play(made, 1, "intervene");
    expect(made.state.idealPoint[0]).toBeCloseTo(-1.7, 14);
  });

  test("stand still with the mechanism off", () => {
    const off = pulled(
      { "norms.ideal_point": 0.1 },
      { frame, mechanisms: { ideal_points: false } },
    );
    expect([...off.state.thetaDrift]).toEqual([0, 0, 0]);
  });
});
