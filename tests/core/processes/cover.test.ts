import { expect, test } from "vitest";
import { advance } from "../../../src/core/simulate.ts";
import { createState, resetState, Status } from "../../../src/core/state.ts";
import { key, laboratory } from "../../support/laboratory.ts";

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
      state.maker[i] = j;
      state.holder[i] = status === Status.Vacant ? -1 : j;
      state.nextHolder[i] = state.holder[i] ?? -1;
      state.kit[i] = 1;
      state.coverage[i] = coverage;
      state.expiry[i] = 100;
      state.goLive[i] = 100;
    }
    advance(model, state, 0);
    expect(state.experience[0]).toBeCloseTo(10 + 0.6 * 1e7 * 0.5 * 0.5 * dt, 6);
    expect(state.experience[1]).toBe(20);
  }
});
