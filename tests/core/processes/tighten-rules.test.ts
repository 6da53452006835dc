import { describe, expect, test } from "vitest";
import { expectFrequency } from "../../support/statistics.ts";
import { at, begun, covariate, listening, play, type Stage } from "./stage.ts";

const N = 4000;
const all = (value: number) => covariate(...new Array<number>(N).fill(value));

type Prepare = (made: Stage) => void;

/** Steps of tier from the given one, up and down, in one step of `N` countries. */
function moves(
  from: number,
  parameters: Record<string, number>,
  frame: object = {},
  prepare: Prepare = () => {},
): { up: number; down: number } {
  const made = begun({ countries: N, segments: 1, parameters, frame });
  const { state } = made;
  state.tier.fill(from);
  state.nextTier.fill(from);
  prepare(made);
  play(made, 0, "tighten-rules");
  let up = 0;
  let down = 0;
  for (const tier of state.nextTier) {
    if (tier === from + 1) up++;
    else if (tier === from - 1) down++;
    else expect(tier).toBe(from);
  }
  return { up, down };
}

const base = { "rules.base": 0.4 };
const rise = (exponent: number): number => 1 - Math.exp(-0.4 * Math.exp(exponent) * 0.25);

describe("E14: safeguards rise with each term of the hazard", () => {
  test.each([
    ["alone", {}, {}, () => {}, 0],
    ["democracy", { "rules.democracy": 0.6 }, { zDemocracy: all(1.2) }, () => {}, 0.72],
    ["civil society", { "rules.civil_society": 0.4 }, { zCivilSociety: all(-1) }, () => {}, -0.4],
    ["backlash", { "rules.backlash": 0.5 }, {}, (m) => m.state.backlash.fill(1.5), 0.75],
    ["peers", { "rules.peers": 0.9 }, {}, (m) => m.state.peerTiers.fill(2 * 32768), 0.6],
    ["a treaty", { "rules.treaty": 0.7 }, {}, (m) => m.state.bound.fill(1), 0.7],
    ["norms", { "rules.norms": 0.5 }, {}, (m) => m.state.norm.fill(0.8), -0.4],
    [
      "trade with the EU once its act applies",
      { "rules.eu_act": 0.4 },
      { zEuTrade: new Float64Array(N).fill(2), euActFrom: 0 },
      () => {},
      0.8,
    ],
    [
      "trade with the EU before its act applies",
      { "rules.eu_act": 0.4 },
      { zEuTrade: new Float64Array(N).fill(2), euActFrom: 1 },
      () => {},
      0,
    ],
  ] as [string, Record<string, number>, object, Prepare, number][])(
    "%s",
    (_, parameters, frame, prepare, exponent) => {
      const { up, down } = moves(1, { ...base, ...parameters }, frame, prepare);
      expectFrequency(up, N, rise(exponent));
      expect(down).toBe(0);
    },
  );

  test("and the static part is exact, aid included", () => {
    const made = begun({
      parameters: {
        "rules.democracy": 0.6,
        "rules.civil_society": 0.4,
        "rules.eu_act": 0.3,
      },
      frame: {
        zDemocracy: covariate(1.5, 0, 0),
        zCivilSociety: covariate(-0.5, 0, 0),
        zEuTrade: Float64Array.of(2, 0, 0),
        euActFrom: 0,
      },
      interventions: [
        {
          kind: "condition_aid",
          id: "aid",
          when: null,
          start: 0,
          end: 12,
          ramp: 0,
          countries: Int32Array.of(0),
          inducement: 0.5,
          tier: 0,
        },
      ],
    });
    expect(made.state.rulesExponent[0]).toBeCloseTo(0.6 * 1.5 - 0.4 * 1.5 * 0.5 + 0.3 * 2, 14);
  });
});

describe("E14: safeguards fall", () => {
  const parameters = {
    "rules.rollback": 0.3,
    "rules.rollback_unrest": 0.2,
    "rules.rollback_crime": 0.4,
  };

  test("with unrest and crime waves", () => {
    const { up, down } = moves(2, parameters, {}, ({ state }) => {
      state.unrest.fill(1.5);
      state.policy.crime.fill(2);
    });
    expectFrequency(down, N, 1 - Math.exp(-0.3 * Math.exp(0.3 + 0.8) * 0.25));
    expect(up).toBe(0);
  });

  test("both ways at once: one draw on the sum, the direction by share", () => {
    const { up, down } = moves(1, { ...base, ...parameters });
    const moved = 1 - Math.exp(-0.7 * 0.25);
    expectFrequency(up + down, N, moved);
    expectFrequency(up, up + down, 0.4 / 0.7);
  });

  test("never below 0, above 3, a floor or what a treaty has brought about", () => {
    const sure = { "rules.base": 1e6, "rules.rollback": 0 };
    expect(moves(3, sure)).toEqual({ up: 0, down: 0 });
    expect(moves(2, sure)).toEqual({ up: N, down: 0 });
    const falling = { "rules.base": 0, "rules.rollback": 1e6 };
    expect(moves(0, falling)).toEqual({ up: 0, down: 0 });
    expect(moves(2, falling)).toEqual({ up: 0, down: N });
    expect(moves(2, falling, {}, ({ state }) => state.floor.fill(2))).toEqual({ up: 0, down: 0 });
    for (const [floor, down] of [
      [1, N],
      [2, 0],
      [3, 0],
    ] as const) {
      const held = moves(2, falling, {}, ({ state }) => state.treatyFloor.fill(floor));
      expect(held).toEqual({ up: 0, down });
    }
  });
});

test("E14: peers count by their tiers over three, the uniform kind by everyone's but one's own", () => {
  const made = begun({
    parameters: { "rules.base": 0.1, "rules.peers": 3, "peers.uniform": 0.5 },
    frame: listening([[1], [0], []]),
  });
  const { state } = made;
  state.tier.set([3, 1, 2]);
  play(made, 0, "expose");
  // Country 0 listens to country 1 by half, and to the mean of 1 and 2 by half.
  expect(state.peerTiers[0]).toBe(16384);
  expect(state.tiers - at(state.seenTier, 0)).toBe(3);
});

test("with the mechanism off only floors move a tier, at once", () => {
  const made = begun({
    parameters: { "rules.base": 1e6 },
    mechanisms: { rules: false },
    frame: { euFloorFrom: Int32Array.of(2, 12, 12) },
  });
  const { state } = made;
  play(made, 1, "intervene", "tighten-rules", "commit");
  expect([...state.tier]).toEqual([0, 0, 0]);
  play(made, 2, "intervene");
  expect([...state.tier]).toEqual([2, 0, 0]);
});
