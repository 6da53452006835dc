import { describe, expect, test } from "vitest";
import { banExponent } from "../../../src/core/processes/ban-suppliers.ts";
import { advance } from "../../../src/core/simulate.ts";
import { NONE, Status } from "../../../src/core/state.ts";
import type { Setup } from "../../support/laboratory.ts";
import { expectFrequency } from "../../support/statistics.ts";
import { at, begun, covariate, hold, listening, play, stage } from "./stage.ts";

const rivals = { hasRival: Uint8Array.of(1, 1) };

describe("E16: each term of the log hazard", () => {
  const exponent = (setup: Setup, prepare?: (made: ReturnType<typeof begun>) => void): number => {
    const made = begun({ ...setup, frame: { ...rivals, ...setup.frame } });
    prepare?.(made);
    return banExponent(made.model, made.state, 0, 0);
  };

  test("pressure, peers with the ban, dependence", () => {
    const parameters = {
      "ban.pressure": 1.1,
      "ban.peers": 0.9,
      "ban.dependence": 1.5,
      "peers.uniform": 0.5,
    };
    const frame = listening([[1, 2], [], []]);
    expect(exponent({ parameters, frame }, (m) => (m.state.policy.pressure[0] = 0.6))).toBeCloseTo(
      0.66,
      14,
    );
    expect(
      exponent({ parameters, frame }, (m) => {
        m.state.ownBan[2] = 1;
        m.state.bansStale = true;
        play(m, 0, "expose");
      }),
    ).toBeCloseTo(0.9 * (0.25 + 0.25), 14);
    expect(exponent({ parameters, frame }, (m) => void hold(m, 0, 1, 0))).toBeCloseTo(
      -1.5 * 0.2,
      14,
    );
  });

  test("distance and alliance count only within a rivalry", () => {
    const parameters = {
      "ban.distance": 0.8,
      "ban.ally": 2,
      "choice.alliance": -1,
      "choice.trade": 0.2,
      "choice.sanctions_alignment": 0.5,
    };
    const frame = {
      idealPoint: covariate(1.5, -0.5, 0),
      homeWeight: Float64Array.of(0, 0, 1, 0, 0, 0),
      zTrade: Float64Array.of(0.5, 0, 0, 0, 0, 0),
    };
    const allied = { ...frame, allyOfRival: Uint8Array.of(1, 0, 0, 0, 0, 0) };
    const al = -2 - 1 + 0.1;
    expect(exponent({ parameters, frame: allied })).toBeCloseTo(2 - 0.8 * al, 14);
    expect(
      exponent({ parameters, frame: allied }, (m) => (m.state.policy.sanction[0] = 0.4)),
    ).toBeCloseTo(2 - 0.8 * (al - 0.2), 14);
    expect(exponent({ parameters, frame })).toBe(0);
  });
});

describe("E16: bans happen", () => {
  const N = 4000;
  const bans = (setup: Setup): { of: number[] } => {
    const made = begun({
      countries: N,
      segments: 1,
      ...setup,
      frame: { ...rivals, ...setup.frame },
    });
    play(made, 0, "ban-suppliers");
    const of = [0, 0];
    made.state.ownBan.forEach((flag, cell) => {
      of[cell % 2] = at(of, cell % 2) + flag;
    });
    return { of };
  };

  test("at their hazard, within a rivalry and outside", () => {
    const allyOfRival = Uint8Array.from({ length: 2 * N }, (_, cell) => 1 - (cell % 2));
    const { of } = bans({
      parameters: { "ban.base": 0.05, "ban.ally": 2 },
      frame: { allyOfRival },
    });
    expectFrequency(at(of, 0), N, 1 - Math.exp(-0.05 * Math.exp(2) * 0.25));
    expectFrequency(at(of, 1), N, 1 - Math.exp(-0.05 * 0.25));
  });

  test("never at home, nor against a supplier without a rival, nor before their time, nor when off", () => {
    const parameters = { "ban.base": 1e6 };
    expect(bans({ parameters }).of).toEqual([N, N]);
    const home = Uint8Array.from({ length: 2 * N }, (_, cell) => (cell < 20 ? 1 - (cell % 2) : 0));
    expect(bans({ parameters, frame: { home } }).of).toEqual([N - 10, N]);
    expect(bans({ parameters, frame: { hasRival: Uint8Array.of(0, 1) } }).of).toEqual([0, N]);
    expect(bans({ parameters, frame: { bansFrom: 1 } }).of).toEqual([0, 0]);
    expect(bans({ parameters, mechanisms: { bans: false } }).of).toEqual([0, 0]);
  });
});

describe("what a ban does to contracts", () => {
  /** Country 0 holds supplier 0 in segment 0 and bans it in step 3. */
  const banned = (compliance: number, setup: Setup = {}) => {
    const made = stage({
      countries: 1,
      segments: 1,
      ...setup,
      parameters: { "ban.compliance": compliance, "choice.none": -1e6, ...setup.parameters },
      frame: { ...rivals, ...setup.frame },
    });
    hold(made, 0, 0, 0, { coverage: 0.3 });
    return made;
  };
  const run = (made: ReturnType<typeof banned>, last: number, own = true): [number, number][] => {
    const { model, state } = made;
    return Array.from({ length: last }, (_, s) => {
      advance(model, state, s);
      // As if drawn in process 9 of step 3.
      if (own && s === 3) {
        state.ownBan[0] = 1;
        state.bansStale = true;
      }
      return [at(state.status, 0), at(state.holder, 0)];
    });
  };

  test("drawn in step n, it removes in n + 1 and the country chooses without it in n + 2", () => {
    const made = banned(1, { attributes: { constant: [1e5, 0] } });
    const history = run(made, 7);
    expect(history[3]).toEqual([Status.Operating, 0]);
    expect(history[4]).toEqual([Status.Open, NONE]);
    expect(history[5]).toEqual([Status.Building, 1]);
    expect(made.state.switched).toBe(0);
    expect(made.state.ban[0]).toBe(1);
  });

  test("removal at compliance 0 leaks: the contract stays, and is not renewed", () => {
    const made = banned(0, { attributes: { constant: [1e5, 0] } });
    made.state.expiry[0] = 6;
    const history = run(made, 8);
    expect(history[5]).toEqual([Status.Operating, 0]);
    expect(history[6]).toEqual([Status.Building, 1]);
  });

  test("each contract is removed with the probability of compliance", () => {
    const N = 4000;
    const made = stage({
      countries: N,
      segments: 1,
      parameters: { "ban.compliance": 0.8 },
      frame: rivals,
    });
    for (let i = 0; i < N; i++) {
      hold(made, i, 0, 0);
      made.state.ownBan[2 * i] = 1;
    }
    advance(made.model, made.state, 0);
    expectFrequency(made.state.removed, N, 0.8);
    advance(made.model, made.state, 1);
    expect(made.state.removed).toBe(0);
  });

  test("by policy it removes in its first step with its own compliance, and lifts at its end", () => {
    const made = banned(0, {
      interventions: [
        {
          kind: "ban",
          id: "b",
          when: null,
          start: 2,
          end: 5,
          ramp: 0,
          countries: Int32Array.of(0),
          supplier: 0,
          compliance: 1,
        },
      ],
    });
    const history = run(made, 7, false);
    expect(history.slice(1, 4)).toEqual([
      [Status.Operating, 0],
      [Status.Open, NONE],
      [Status.Building, 1],
    ]);
    expect(made.state.ban[0]).toBe(0);
    expect(made.state.bansOf[0]).toBe(0);
  });

  test("by policy it removes what an earlier ban of the country's own has left", () => {
    const made = banned(0, {
      interventions: [
        {
          kind: "ban",
          id: "b",
          when: null,
          start: 6,
          end: 12,
          ramp: 0,
          countries: Int32Array.of(0),
          supplier: 0,
          compliance: 1,
        },
      ],
    });
    const history = run(made, 7);
    expect(history[5]).toEqual([Status.Operating, 0]);
    expect(history[6]).toEqual([Status.Open, NONE]);
  });

  test("a country with nobody left to choose stays without", () => {
    const made = banned(1, { suppliers: 1, frame: { hasRival: Uint8Array.of(1) } });
    expect(run(made, 7)[6]).toEqual([Status.Vacant, NONE]);
  });

  test("an open procurement waits while there is a moratorium", () => {
    const made = banned(1, {
      interventions: [
        {
          kind: "moratorium",
          id: "m",
          when: null,
          start: 5,
          end: 7,
          ramp: 0,
          countries: Int32Array.of(0),
        },
      ],
    });
    expect(
      run(made, 9)
        .map(([status]) => status)
        .slice(4),
    ).toEqual([
      Status.Open,
      Status.Open,
      Status.Open,
      Status.Building,
      // Lead 0: live in the step after signature.
      Status.Operating,
    ]);
  });
});
