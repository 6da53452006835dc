import { describe, expect, test } from "vitest";
import { resetState } from "../../../src/core/reset-state.ts";
import { equip, listEngaged } from "../../../src/core/rosters.ts";
import { advance } from "../../../src/core/simulate.ts";
import { createState, Status } from "../../../src/core/state.ts";
import { key, laboratory } from "../../support/laboratory.ts";
import { at, begun, covariate, hold, play } from "./stage.ts";

test("E1: experience grows by the persons covered under operation, times the length of a step", () => {
  for (const dt of [1, 0.25]) {
    const model = laboratory({
      countries: 6,
      suppliers: 2,
      steps: 2,
      dt,
      parameters: { "opportunity.base_hazard": 0, "coverage.population.public_space": 0.5 },
      attributes: { experience: [10, 20] },
    });
    const state = createState(model);
    resetState(model, state, key(0));
    // Countries 0, 1 and 4 run kit of supplier 0, country 3 is still building, country 5 has old kit.
    for (const [i, j, status, coverage] of [
      [0, 0, Status.Operating, 0.2],
      [1, 0, Status.Operating, 0.3],
      [4, 0, Status.Operating, 0.1],
      [3, 1, Status.Building, 0.3],
      [5, 1, Status.Vacant, 0.4],
    ] as const) {
      state.status[i] = status;
      state.nextStatus[i] = status;
      equip(state, i, i, j);
      state.holder[i] = status === Status.Vacant ? -1 : j;
      state.nextHolder[i] = state.holder[i] ?? -1;
      state.coverage[i] = coverage;
      state.expiry[i] = 100;
      state.goLive[i] = 100;
    }
    listEngaged(state);
    advance(model, state, 0);
    expect(state.experience[0]).toBeCloseTo(10 + 0.6 * 1e7 * 0.5 * 0.5 * dt, 6);
    expect(state.experience[1]).toBe(20);
  }
});

describe("E10: enforced rules lower the ceiling", () => {
  const covered = (tier: number, coverage: number): number => {
    const made = begun({
      parameters: {
        "coverage.rules": 0.5,
        "coverage.growth": 0.4,
        "coverage.start": 0.05,
        "rules.enforcement_democracy": 2,
      },
      frame: { democracy: covariate(0.9, 0, 0), capacity: covariate(0.8, 0, 0) },
    });
    const id = hold(made, 0, 0, 0, { coverage });
    made.state.tier[0] = tier;
    play(made, 0, "cover");
    return at(made.state.coverage, id);
  };
  const logistic = (k: number, most: number): number =>
    most / (1 + (most / k - 1) * Math.exp(-0.4 / 4));

  test("by rcap times their tier times enforcement, D^a times capacity", () => {
    const enforcement = 0.9 ** 2 * 0.8;
    for (const tier of [0, 1, 2, 3]) {
      const most = 0.6 * (1 - (0.5 * tier * enforcement) / 3);
      expect(covered(tier, 0.2)).toBeCloseTo(logistic(0.2, most), 14);
      // Above a ceiling that fell, coverage declines by the same formula.
      expect(covered(tier, 0.6)).toBeCloseTo(logistic(0.6, most), 14);
    }
    expect(covered(3, 0.6)).toBeLessThan(0.6);
  });

  test("never below the coverage of a start", () => {
    const made = begun({
      parameters: {
        "coverage.rules": 1,
        "coverage.start": 0.1,
        "coverage.growth": 1e3,
        "rules.enforcement_democracy": 0,
      },
      frame: { capacity: covariate(1, 1, 1) },
    });
    const id = hold(made, 0, 0, 0, { coverage: 0.3 });
    made.state.tier[0] = 3;
    play(made, 0, "cover");
    expect(made.state.coverage[id]).toBeCloseTo(0.1, 12);
  });
});
