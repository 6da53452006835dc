import { describe, expect, test } from "vitest";
import type { OpenTreaty } from "../../../src/core/intervention.ts";
import { utilities } from "../../../src/core/processes/choose.ts";
import { advance } from "../../../src/core/simulate.ts";
import type { Setup } from "../../support/laboratory.ts";
import { expectFrequency } from "../../support/statistics.ts";
import { at, begun, covariate, listening, play, stage, trigger } from "./stage.ts";

const everyone = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

const treaty = (n: number, over: Partial<OpenTreaty> = {}): OpenTreaty => ({
  kind: "open_treaty",
  key: 1,
  id: "compact",
  when: null,
  start: 2,
  end: 8,
  ramp: 0,
  countries: everyone(n),
  founders: Int32Array.of(0),
  minMembers: 1,
  core: new Int32Array(n),
  minCore: 0,
  tier: 0,
  licenceTier: 0,
  target: -1,
  ...over,
});

describe("E19: founders and joining", () => {
  test("founders are in from the opening, nobody before; joining stops at the end", () => {
    const made = stage({ interventions: [treaty(3)], parameters: { "treaty.base": 0 } });
    const members = Array.from({ length: 4 }, (_, s) => {
      advance(made.model, made.state, s);
      return [...made.state.member];
    });
    expect(members).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [1, 0, 0],
      [1, 0, 0],
    ]);
    const late = stage({ interventions: [treaty(3, { start: 2, end: 3 })] });
    for (let s = 0; s < 3; s++) advance(late.model, late.state, s);
    const sure = stage({
      interventions: [treaty(3, { start: 2, end: 2 })],
      parameters: { "treaty.base": 1e6 },
    });
    for (let s = 0; s < 6; s++) advance(sure.model, sure.state, s);
    expect(sure.state.members[0]).toBe(0);
  });

  const N = 4000;
  const joined = (
    setup: Setup,
    over: Partial<OpenTreaty> = {},
    prepare?: (made: ReturnType<typeof begun>) => void,
  ): number => {
    const made = begun({
      countries: N,
      segments: 1,
      ...setup,
      parameters: { "treaty.base": 0.2, ...setup.parameters },
      interventions: [
        treaty(N, { start: 0, founders: new Int32Array(0), ...over }),
        ...(setup.interventions ?? []),
      ],
    });
    prepare?.(made);
    play(made, 0, "join-treaties");
    return at(made.state.members, 0);
  };
  const chance = (exponent: number): number => 1 - Math.exp(-0.2 * Math.exp(exponent) * 0.25);

  test.each([
    ["alone", {}, {}, 0],
    ["norms", { "treaty.norms": 2 }, { norm: new Float64Array(N).fill(0.2) }, 0.6],
    [
      "democracy",
      { "treaty.democracy": 0.5 },
      { zDemocracy: covariate(...new Array<number>(N).fill(-1)) },
      -0.5,
    ],
  ] as [string, Record<string, number>, object, number][])(
    "the hazard moves with %s",
    (_, parameters, frame, exponent) => {
      expectFrequency(joined({ parameters, frame }), N, chance(exponent));
    },
  );

  test("the hazard moves with inducement and dependence on the target", () => {
    expectFrequency(
      joined({ parameters: { "treaty.inducement": 0.8 } }, {}, (m) =>
        m.state.policy.inducement.fill(0.5),
      ),
      N,
      chance(0.4),
    );
    const dependent = (made: ReturnType<typeof begun>) => made.state.dependence.fill(0.5);
    const parameters = { "treaty.dependence": 1.2 };
    expectFrequency(joined({ parameters }, { target: 1 }, dependent), N, chance(-0.6));
    expectFrequency(joined({ parameters }, { target: -1 }, dependent), N, chance(0));
  });

  test("the hazard moves with the share of peers in at the step's beginning, founders included", () => {
    const founders = everyone(N / 2);
    const count = joined({ parameters: { "treaty.peers": 1.5, "peers.uniform": 1 } }, { founders });
    expectFrequency(count - N / 2, N / 2, chance((1.5 * (N / 2)) / (N - 1)));
    const lists = Array.from({ length: N }, (_, i) =>
      i < N / 2 ? [] : [i - N / 2, i === N - 1 ? N - 2 : i + 1].sort((a, b) => a - b),
    );
    const listened = joined(
      { parameters: { "treaty.peers": 1.5 }, frame: listening(lists) },
      { founders },
    );
    expectFrequency(listened - N / 2, N / 2, chance(0.75));
  });

  test("a treaty that waits for a condition opens when the condition holds", () => {
    const made = stage({
      interventions: [
        treaty(3, {
          start: 0,
          end: 12,
          when: trigger({ column: 0, direction: 1, limit: 0.5, for: 1, delay: 2 }, "once"),
        }),
      ],
      parameters: { "treaty.base": 0 },
    });
    // The first column stands at 1 from the end of step 3.
    made.state.recorded = Float64Array.from({ length: 12 }, (_, s) => (s >= 3 ? 1 : 0));
    const members = Array.from({ length: 8 }, (_, s) => {
      advance(made.model, made.state, s);
      return made.state.members[0];
    });
    expect(members).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
  });
});

describe("E19: in force", () => {
  const inForce = (over: Partial<OpenTreaty>): number => {
    const made = begun({ countries: 6, interventions: [treaty(6, { start: 0, ...over })] });
    play(made, 0, "join-treaties");
    expect(made.state.bound.reduce((a, b) => a + b, 0)).toBe(
      made.state.inForce[0] ? (over.founders ?? [0]).length : 0,
    );
    return at(made.state.inForce, 0);
  };

  test("with enough members, and enough of its core", () => {
    const founders = Int32Array.of(0, 1, 2);
    const core = Int32Array.of(0, 1, 1, 1, 0, 0);
    expect(inForce({ founders, minMembers: 3 })).toBe(1);
    expect(inForce({ founders, minMembers: 4 })).toBe(0);
    expect(inForce({ founders, minMembers: 3, core, minCore: 2 })).toBe(1);
    expect(inForce({ founders, minMembers: 3, core, minCore: 3 })).toBe(0);
    expect(inForce({ founders: new Int32Array(0), minMembers: 0 })).toBe(0);
  });

  test("it lifts members' safeguards one tier a year up to its floor", () => {
    const made = stage({ steps: 20, interventions: [treaty(3, { tier: 2 })] });
    const tiers = Array.from({ length: 14 }, (_, s) => {
      advance(made.model, made.state, s);
      return [...made.state.tier];
    });
    expect(tiers.map((t) => t[0])).toEqual([0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2]);
    expect(Math.max(...tiers.map((t) => Math.max(t[1] ?? 0, t[2] ?? 0)))).toBe(0);
  });

  test("its lift cannot be rolled back", () => {
    const made = stage({
      steps: 20,
      interventions: [treaty(3, { tier: 1, start: 0 })],
      parameters: { "rules.rollback": 1e6 },
    });
    for (let s = 0; s < 20; s++) advance(made.model, made.state, s);
    expect([...made.state.tier]).toEqual([1, 0, 0]);
  });
});

describe("E19: what it obliges suppliers to", () => {
  const values = (country: number, tier: number, leadHome: Int32Array<ArrayBuffer>): number[] => {
    const made = begun({
      parameters: { "choice.regulation": 3 },
      attributes: { compliance: [0.4, 0.4] },
      frame: { leadHome },
      interventions: [treaty(3, { start: 0, founders: Int32Array.of(0, 1), licenceTier: 2 })],
    });
    play(made, 0, "join-treaties");
    made.state.tier.fill(tier);
    const out = new Float64Array(3);
    utilities(made.model, made.state, country, 0, out);
    return [...out];
  };

  test("members' suppliers sell to no outsider below the licence floor", () => {
    const leadHome = Int32Array.of(0, 2);
    expect(values(2, 1, leadHome)[1]).toBe(Number.NEGATIVE_INFINITY);
    expect(Number.isFinite(values(2, 1, leadHome)[2])).toBe(true);
    expect(Number.isFinite(values(2, 2, leadHome)[1])).toBe(true);
    expect(Number.isFinite(values(1, 0, leadHome)[1])).toBe(true);
    expect(Number.isFinite(values(2, 0, Int32Array.of(-1, -1))[1])).toBe(true);
  });

  test("among members half of what a member's supplier lacks in compliance is made good", () => {
    const [, own, other] = values(1, 3, Int32Array.of(0, 2));
    expect(own).toBeCloseTo(3 * (0.7 - 1), 14);
    expect(other).toBeCloseTo(3 * (0.4 - 1), 14);
    expect(values(2, 3, Int32Array.of(0, 2))[1]).toBeCloseTo(3 * (0.4 - 1), 14);
  });
});

test("E19: a shaken country leaves at 0.5 a year for a year, others stay", () => {
  const N = 4000;
  const made = begun({
    countries: N,
    segments: 1,
    interventions: [treaty(N, { start: 0, founders: everyone(N), end: 0 + 1 })],
  });
  play(made, 0, "join-treaties");
  made.state.shakenUntil.fill(5, 0, N / 2);
  play(made, 4, "intervene", "join-treaties");
  const { member } = made.state;
  expect(member.slice(N / 2).every((x) => x === 1)).toBe(true);
  const left = N / 2 - member.slice(0, N / 2).reduce((a, b) => a + b, 0);
  expectFrequency(left, N / 2, 1 - Math.exp(-0.125));
  const before = at(made.state.members, 0);
  play(made, 5, "intervene", "join-treaties");
  expect(made.state.members[0]).toBe(before);
});

test("with the mechanism off a treaty has no members", () => {
  const made = begun({ mechanisms: { treaties: false }, interventions: [treaty(3, { start: 0 })] });
  play(made, 0, "join-treaties");
  expect(made.state.members[0]).toBe(0);
});

test("another treaty before it moves no draw of a treaty", () => {
  const N = 400;
  const mine = treaty(N, { start: 0, key: 7 });
  const other = treaty(N, { start: 0, key: 8, id: "another" });
  const membersOf = (interventions: readonly OpenTreaty[]): number[] => {
    const made = begun({
      countries: N,
      parameters: { "treaty.base": 0.5 },
      interventions: [...interventions],
    });
    play(made, 0, "join-treaties");
    play(made, 1, "join-treaties");
    return [...made.state.member.slice(-N)];
  };
  const alone = membersOf([mine]);
  expect(alone.filter((inside) => inside === 1).length).toBeGreaterThan(1);
  expect(membersOf([other, mine])).toEqual(alone);
  expect(membersOf([mine, other])).not.toEqual(alone);
});
