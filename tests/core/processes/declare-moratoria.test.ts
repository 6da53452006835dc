import { describe, expect, test } from "vitest";
import { lognormal } from "../../../src/core/distributions.ts";
import { Purpose, slotWord } from "../../../src/core/draws.ts";
import { at, begun, covariate, listening, play, type Stage, stage } from "./stage.ts";

/** Steps on which country 0 is under a moratorium. */
function steps(made: Stage, last: number, backlash: (s: number) => number): number[] {
  const inForce: number[] = [];
  for (let s = 0; s < last; s++) {
    play(made, s, "intervene", "expose");
    if (made.state.moratorium[0] === 1) inForce.push(s);
    made.state.backlash[0] = backlash(s);
    play(made, s, "declare-moratoria");
  }
  return inForce;
}

describe("E15: moratoria", () => {
  test("begin in the step after backlash reaches the threshold and last T_M", () => {
    const made = stage({ steps: 40, parameters: { "moratorium.life": 1.5 } });
    made.state.threshold[0] = 2;
    expect(steps(made, 20, (s) => (s === 3 ? 2 : 1.999))).toEqual([4, 5, 6, 7, 8, 9]);
    expect(made.state.declared).toBe(1);
  });

  test("are tested again when they expire", () => {
    const made = stage({ steps: 40, parameters: { "moratorium.life": 1 } });
    made.state.threshold[0] = 2;
    expect(steps(made, 12, (s) => (s < 7 ? 3 : 0))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(made.state.declared).toBe(2);
  });

  test("are not declared while one is imposed, but after it", () => {
    const imposed = {
      id: "m",
      kind: "moratorium",
      when: null,
      start: 2,
      end: 6,
      ramp: 0,
      countries: Int32Array.of(0),
    } as const;
    const made = stage({
      steps: 40,
      parameters: { "moratorium.life": 1 },
      interventions: [imposed],
    });
    made.state.threshold[0] = 2;
    expect(steps(made, 12, (s) => (s === 3 ? 9 : 0))).toEqual([2, 3, 4, 5]);
    expect(made.state.declared).toBe(0);
    const still = stage({ steps: 40, interventions: [imposed] });
    still.state.threshold[0] = 2;
    expect(steps(still, 9, (s) => (s >= 3 ? 9 : 0))).toEqual([2, 3, 4, 5, 7, 8]);
    expect(still.state.declared).toBe(1);
  });

  test("spread by the example of peers, each kind by its weight", () => {
    const declares = (byPeers: number, threshold: number): boolean => {
      const made = begun({
        parameters: { "moratorium.peers": byPeers, "peers.uniform": 0.5 },
        frame: listening([[1], [], []]),
      });
      made.state.threshold[0] = threshold;
      made.state.ownMoratorium[1] = 1;
      made.state.moratoriumEnd[1] = 100;
      made.state.backlash[0] = 1;
      play(made, 0, "expose", "declare-moratoria");
      return made.state.ownMoratorium[0] === 1;
    };
    // By half the only peer, by half one of two others: 0.75 of all weight.
    expect(declares(2, 1 + 1.5)).toBe(true);
    expect(declares(2, 1 + 1.5 + 1e-9)).toBe(false);
    expect(declares(0, 1.1)).toBe(false);
  });

  test("are never declared with the mechanism off", () => {
    const made = stage({ mechanisms: { moratoria: false } });
    made.state.threshold[0] = 0;
    expect(steps(made, 8, () => 20)).toEqual([]);
  });
});

test("E15: thresholds are lognormal around their median, lower where civil society is heard", () => {
  const { model, state } = begun({
    countries: 500,
    parameters: { "moratorium.threshold": 2 },
    frame: {
      democracy: covariate(...Array.from({ length: 500 }, (_, i) => i / 499)),
      civilSociety: covariate(...new Array<number>(500).fill(1)),
    },
  });
  const own: number[] = [];
  state.draws.aim(Purpose.Threshold, 0);
  for (let i = 0; i < 500; i++) {
    const u = state.draws.uniform(at(model.frame.countryKeys, i), slotWord(0, 0));
    const drawn = lognormal(u, 1, 0.5) * Math.exp(0.125);
    expect(state.threshold[i]).toBeCloseTo(2 * drawn * Math.max(0.15, 1 - i / 499), 10);
    own.push(drawn);
  }
  own.sort((a, b) => a - b);
  expect(Math.abs(at(own, 250) - 1)).toBeLessThan((4 * 0.5 * 1.2533) / Math.sqrt(500));
});
