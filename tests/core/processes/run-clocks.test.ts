import { describe, expect, test } from "vitest";
import { resetState } from "../../../src/core/reset-state.ts";
import { equip, listEngaged } from "../../../src/core/rosters.ts";
import { advance } from "../../../src/core/simulate.ts";
import { createState, NONE, type State, Status } from "../../../src/core/state.ts";
import { series } from "../../support/columns.ts";
import { key, laboratory, runs, type Setup } from "../../support/laboratory.ts";
import { expectFrequency } from "../../support/statistics.ts";
import { begun, hold, play } from "./stage.ts";

/** One deployment under contract with supplier 0, in the given state, followed for `steps` steps. */
function follow(setup: Setup, prepare: (state: State) => void, steps: number): State[] {
  const model = laboratory({
    countries: 1,
    suppliers: 2,
    steps: 40,
    ...setup,
    parameters: { "opportunity.base_hazard": 0, ...setup.parameters },
  });
  const state = createState(model);
  resetState(model, state, key(0));
  state.holder[0] = 0;
  state.nextHolder[0] = 0;
  state.held[0] = 1;
  state.heldBy[0] = 1;
  state.contracts[0] = 1;
  state.adopters = 1;
  state.adoptersOf[0] = 1;
  prepare(state);
  state.nextStatus[0] = state.status[0] ?? 0;
  listEngaged(state);
  return Array.from({ length: steps }, (_, s) => {
    advance(model, state, s);
    return structuredClone({ ...state, draws: null }) as unknown as State;
  });
}

const building = (state: State): void => {
  state.status[0] = Status.Building;
  state.goLive[0] = 3;
  state.term[0] = 8;
  state.failed[0] = 1;
};

const operating = (state: State): void => {
  state.status[0] = Status.Operating;
  state.expiry[0] = 2;
  equip(state, 0, 0, 0);
  state.coverage[0] = 0.3;
  state.uptime[0] = 0.6;
};

describe("E9: the life of a contract", () => {
  test("goes live on its date, with coverage at its start and the uptime drawn at signing", () => {
    const history = follow({ parameters: { "contract.failed_uptime": 0.6 } }, building, 5);
    expect(history.map((s) => s.status[0])).toEqual([1, 1, 1, 2, 2]);
    expect(history[3]?.coverage[0]).toBe(0.02);
    expect(history[3]?.uptime[0]).toBe(0.6);
    expect(history[3]?.maker[0]).toBe(0);
    expect(history[3]?.expiry[0]).toBe(11);
  });

  test("at expiry the incumbent may stay: no lead time, coverage and uptime kept", () => {
    const stay = { parameters: { "choice.lock_in": 1e3, "contract.term": 3 } };
    const history = follow(stay, operating, 4);
    expect(history.map((s) => s.status[0])).toEqual([2, 2, 2, 2]);
    expect(history[2]?.renewed).toBe(1);
    expect(history[2]?.uptime[0]).toBe(0.6);
    expect(history[2]?.coverage[0]).toBeGreaterThan(0.3);
    expect(history[2]?.expiry[0]).toBeGreaterThan(2);
  });

  test("at expiry another may win: the old kit runs down until the new one is live", () => {
    const leave = {
      parameters: { "contract.lead": 1, "coverage.decay": 0.25 },
      attributes: { constant: [-1e3, 1e3] },
    };
    const history = follow(leave, operating, 4);
    expect(history[2]?.switched).toBe(1);
    expect(history[2]?.holder[0]).toBe(1);
    expect(history[2]?.status[0]).toBe(Status.Building);
    expect(history[2]?.maker[0]).toBe(0);
    expect(history[3]?.coverage[0]).toBeCloseTo(
      (history[2]?.coverage[0] ?? 0) * Math.exp(-0.0625),
      12,
    );
  });

  test("at expiry nobody may be chosen: the deployment is vacant and counted as abandoned", () => {
    const history = follow({ parameters: { "choice.none": 1e6 } }, operating, 4);
    expect(history[2]?.abandoned).toBe(1);
    expect(history[2]?.holder[0]).toBe(NONE);
    expect(history[2]?.status[0]).toBe(Status.Vacant);
    expect(history[2]?.adopters).toBe(0);
  });

  test("switching costs a share of the new contract's value", () => {
    const leave = {
      parameters: {
        "contract.switching_cost": 0.3,
        "cost.spend_per_person": 8,
        "cost.foreign_markup": 0,
        "coverage.ceiling.public_space": 0.6,
        "coverage.population.public_space": 0.5,
      },
      attributes: { constant: [-1e3, 1e3], price: [1, 1.5] },
    };
    const history = follow(leave, operating, 3);
    const years = (history[2]?.term[0] ?? 0) * 0.25;
    const persons = 0.6 * 1e7 * 0.5 * 0.5;
    const price = history[2]?.price[1] ?? 0;
    expect(history[2]?.switchingBill).toBeCloseTo(0.3 * 8 * years * price * persons, 0);
  });
});

test("E9: contracts are cancelled at their rate, operating and building alike", () => {
  const model = laboratory({
    countries: 2000,
    segments: 2,
    steps: 12,
    parameters: {
      "choice.none": -1e6,
      "opportunity.base_hazard": 1e6,
      "contract.cancellation": 0.3,
    },
  });
  let cancelled = 0;
  let exposed = 0;
  for (const run of runs(model, 3)) {
    const contracts = series(model, run, "contracts.count");
    const ended = series(model, run, "contracts.cancelled");
    for (let s = 1; s < 12; s++) {
      cancelled += ended[s] ?? 0;
      exposed += contracts[s - 1] ?? 0;
    }
  }
  expectFrequency(cancelled, exposed, 1 - Math.exp(-0.3 * 0.25));
});

const moratorium = (start: number, end: number) =>
  ({
    kind: "moratorium",
    id: "pause",
    when: null,
    start,
    end,
    ramp: 0,
    countries: Int32Array.of(0),
  }) as const;

describe("E15: what a moratorium does to contracts", () => {
  test("a contract whose term is over is held over, and decided when choosing is allowed again", () => {
    const held = {
      parameters: { "choice.lock_in": 1e3, "contract.term": 50 },
      interventions: [moratorium(1, 6)],
    };
    const history = follow(held, operating, 8);
    expect(history.map((s) => s.renewed)).toEqual([0, 0, 0, 0, 0, 0, 1, 0]);
    expect(history.map((s) => s.status[0])).toEqual(new Array(8).fill(Status.Operating));
    expect(history[5]?.coverage[0]).toBeGreaterThan(history[2]?.coverage[0] ?? 1);
  });

  test("what is being built goes live; nothing vacant opens", () => {
    const history = follow(
      {
        segments: 3,
        parameters: { "opportunity.base_hazard": 1e6 },
        interventions: [moratorium(0, 8)],
      },
      building,
      8,
    );
    expect(history[4]?.status[0]).toBe(Status.Operating);
    expect(history[7]?.contracts.reduce((a, b) => a + b, 0)).toBe(1);
  });
});

describe("E9: what weighs on cancellation", () => {
  const N = 20_000;
  const parameters = {
    "contract.cancellation": 0.1,
    "contract.cancellation_backlash": 0.5,
    "contract.cancellation_ban": 1,
    "contract.cancellation_shock": 0.7,
    "contract.cancellation_reputation": 0.5,
  };
  const cancelled = (prepare: (state: State) => void, over: Setup = {}): number => {
    const made = begun({ countries: N, segments: 1, parameters, ...over });
    for (let i = 0; i < N; i++) hold(made, i, 0, 0);
    prepare(made.state);
    play(made, 1, "run-clocks");
    return made.state.cancelled;
  };

  test.each([
    ["nothing", () => {}, 0],
    ["backlash", (s: State) => s.backlash.fill(1.5), 0.75],
    ["a ban that leaked", (s: State) => s.ban.fill(1), 1],
    ["a regime change", (s: State) => s.shakenUntil.fill(2), 0.7],
    ["a regime change a year ago", (s: State) => s.shakenUntil.fill(1), 0],
    ["lost reputation", (s: State) => s.reputation.fill(-3), 1.5],
    [
      "all of them",
      (s: State) => {
        s.backlash.fill(1);
        s.ban.fill(1);
        s.shakenUntil.fill(9);
        s.reputation.fill(-1);
      },
      0.5 + 1 + 0.7 + 0.5,
    ],
  ] as [string, (s: State) => void, number][])("%s", (_, prepare, load) => {
    expectFrequency(cancelled(prepare), N, 1 - Math.exp(-0.1 * Math.exp(load) * 0.25));
  });

  test("nothing, when the mechanism is off", () => {
    expect(cancelled((s) => s.backlash.fill(20), { mechanisms: { cancellation: false } })).toBe(0);
  });
});
