import { describe, expect, test } from "vitest";
import type { Intervention } from "../../../src/core/intervention.ts";
import type { State } from "../../../src/core/state.ts";
import type { Setup } from "../../support/laboratory.ts";
import { at, covariate, play, type Stage, stage, trigger } from "./stage.ts";

const reach = { id: "x", when: null, start: 3, end: 6, ramp: 0 } as const;
const one = Int32Array.of(1);

/** What is read of each of eight steps in which the measure acts from step 3 to step 5. */
function history(
  intervention: Intervention,
  read: (state: State) => number,
  setup: Setup = {},
  each: (made: Stage, step: number) => void = () => {},
): number[] {
  const made = stage({ ...setup, interventions: [intervention, ...(setup.interventions ?? [])] });
  return Array.from({ length: 8 }, (_, s) => {
    play(made, s, "intervene", "expose");
    each(made, s);
    return read(made.state);
  });
}

/** The value outside its time and inside it. */
const pulse = (off: number, on: number): number[] => [off, off, off, on, on, on, off, off];

/** Cell of country 1 and supplier 1. */
const CELL = 3;

const offer = (tier: number): Intervention => ({
  ...reach,
  kind: "offer_alternative",
  countries: one,
  suppliers: Int32Array.of(0, 1),
  share: 0.25,
  grantElement: 0.3,
  complianceGain: 0.2,
  tier,
});
const control = (over: object = {}): Intervention => ({
  ...reach,
  kind: "control_exports",
  countries: one,
  supplier: 1,
  cost: 0.4,
  researchCut: 0.3,
  refuse: true,
  components: false,
  reputationHit: 0,
  ...over,
});
const mandate: Intervention = {
  ...reach,
  kind: "mandate_rules",
  countries: one,
  tier: 2,
  tradeLeverage: 3,
};
const audit: Intervention = {
  ...reach,
  kind: "require_transparency",
  countries: one,
  visibility: 0.3,
  audited: Int32Array.of(1),
  complianceGain: 0.15,
  qualityBonus: 0.1,
};
const realign = (over: object = {}): Intervention => ({
  ...reach,
  kind: "realign",
  countries: one,
  idealPoint: 0.8,
  democracy: Number.NaN,
  ally: -1,
  ...over,
});
const aid = (tier: number): Intervention => ({
  ...reach,
  kind: "condition_aid",
  countries: one,
  inducement: 0.5,
  tier,
});
const onSupplier = { ...reach, countries: one, supplier: 1 } as const;

describe("each measure acts in its time and is undone after it", () => {
  test.each([
    ["an alternative's price", offer(0), (s: State) => at(s.priceFactor, CELL), 1, 0.75],
    ["an alternative's sponsor", offer(0), (s: State) => at(s.sponsorFactor, CELL), 1, 0.75],
    ["an alternative's loan", offer(0), (s: State) => at(s.grant, CELL), 0, 0.3],
    [
      "an alternative's safeguards",
      offer(0),
      (s: State) => at(s.policy.complianceGain, CELL),
      0,
      0.2,
    ],
    ["an alternative out of reach", offer(1), (s: State) => at(s.priceFactor, CELL), 1, 1],
    ["aid by inducement", aid(0), (s: State) => at(s.policy.inducement, 1), 0, 0.5],
    ["aid to civil society", aid(0), (s: State) => at(s.policy.aid, 1), 0, 0.5],
    ["aid out of reach", aid(1), (s: State) => at(s.policy.aid, 1), 0, 0],
    ["export control on cost", control(), (s: State) => at(s.policy.costFactor, 1), 1, 1.4],
    [
      "export control on components",
      control({ components: true }),
      (s: State) => at(s.policy.hardwareFactor, 1),
      1,
      1.4,
    ],
    ["export control on research", control(), (s: State) => at(s.policy.researchFactor, 1), 1, 0.7],
    ["export control on sales", control(), (s: State) => at(s.policy.refused, CELL), 0, 1],
    ["a ban", { ...onSupplier, kind: "ban", compliance: 0.6 }, (s: State) => at(s.ban, CELL), 0, 1],
    [
      "pressure",
      { ...onSupplier, kind: "press", strength: 0.4 },
      (s: State) => at(s.policy.pressure, CELL),
      0,
      0.4,
    ],
    [
      "a moratorium",
      { ...reach, kind: "moratorium", countries: one },
      (s: State) => at(s.moratorium, 1),
      0,
      1,
    ],
    ["a mandate's floor", mandate, (s: State) => at(s.floor, 1), 0, 2],
    ["a mandate's leverage", mandate, (s: State) => at(s.policy.leverage, 1), 1, 3],
    ["transparency", audit, (s: State) => at(s.visibility, 1), 0.1, 0.4],
    ["audits of compliance", audit, (s: State) => at(s.policy.complianceGain, CELL), 0, 0.15],
    ["audits of quality", audit, (s: State) => at(s.policy.qualityBonus, CELL), 0, 0.1],
    [
      "a new regime's democracy",
      realign({ democracy: 0.1 }),
      (s: State) => at(s.democracy, 1),
      0.5,
      0.1,
    ],
    [
      "a sanction",
      { ...onSupplier, kind: "sanction", strength: 0.7 },
      (s: State) => at(s.policy.sanction, CELL),
      0,
      0.7,
    ],
    [
      "public research",
      { ...onSupplier, kind: "fund_research", increase: 0.5 },
      (s: State) => at(s.policy.publicResearch, 1),
      1,
      1.5,
    ],
    [
      "a supply shock",
      { ...reach, kind: "supply_shock", countries: one, increase: 0.3 },
      (s: State) => at(s.policy.supply, 0),
      1,
      1.3,
    ],
    [
      "unrest",
      { ...reach, kind: "unrest", countries: one, sd: 2 },
      (s: State) => at(s.policy.unrest, 1),
      0,
      2,
    ],
    [
      "crime",
      { ...reach, kind: "crime", countries: one, sd: -1 },
      (s: State) => at(s.policy.crime, 1),
      0,
      -1,
    ],
  ] as [string, Intervention, (s: State) => number, number, number][])(
    "%s",
    (_, intervention, read, off, on) => {
      const setup = {
        parameters: { "incident.visibility": 0.1 },
        attributes: { markup: [0, 0] },
      };
      history(intervention, read, setup).forEach((value, s) => {
        expect(value).toBeCloseTo(at(pulse(off, on), s), 14);
      });
    },
  );
});

describe("what stays, and what happens once", () => {
  test("a mandate lifts a tier at once, and its end lets it be", () => {
    expect(history(mandate, (s) => at(s.tier, 1))).toEqual([0, 0, 0, 2, 2, 2, 2, 2]);
    expect(history(mandate, (s) => at(s.tier, 0))).toEqual(new Array(8).fill(0));
  });

  test("an ideal point moves once, for good, and shakes the country for a year", () => {
    const setup = { steps: 12, frame: { idealPoint: covariate(0, 0.2, 0) } };
    expect(history(realign(), (s) => at(s.theta, 1), setup)).toEqual([
      0.2, 0.2, 0.2, 1, 1, 1, 1, 1,
    ]);
    expect(history(realign(), (s) => at(s.shakenUntil, 1))).toEqual([0, 0, 0, 7, 7, 7, 7, 7]);
    expect(history(realign({ idealPoint: 0 }), (s) => at(s.shakenUntil, 1))[5]).toBe(0);
    expect(
      history(realign({ idealPoint: 0, democracy: 0.2 }), (s) => at(s.shakenUntil, 1))[5],
    ).toBe(7);
  });

  test("a listing costs reputation once", () => {
    expect(history(control({ reputationHit: 3 }), (s) => at(s.reputation, 1))).toEqual([
      0, 0, 0, -3, -3, -3, -3, -3,
    ]);
  });

  test("a listing costs no reputation when reputation is switched off", () => {
    const off = { mechanisms: { reputation: false } };
    const read = (s: State) => at(s.reputation, 1);
    expect(history(control({ reputationHit: 3 }), read, off)).toEqual(pulse(0, 0));
  });

  test("a new ally's rivals are one's own while it lasts, and count in alignment", () => {
    const setup = {
      parameters: { "choice.alliance": -1, "choice.trade": 0.5 },
      frame: {
        rivals: Uint8Array.of(0, 1, 0, 0),
        zTrade: Float64Array.of(0, 0, 0, 0.4, 0, 0),
      },
    };
    // Supplier 0 is a rival of supplier 1: who joins its bloc is the ally of a rival of supplier 1.
    expect(history(realign({ ally: 0 }), (s) => at(s.allyOfRival, CELL), setup)).toEqual(
      pulse(0, 1),
    );
    expect(history(realign({ ally: 0 }), (s) => at(s.affinity, CELL), setup)[4]).toBeCloseTo(
      -0.8,
      14,
    );
    expect(history(realign({ ally: 1 }), (s) => at(s.allyOfRival, CELL), setup)).toEqual(
      pulse(0, 0),
    );
  });

  test("a regime's democracy moves everything that follows from it", () => {
    const made = stage({
      parameters: {
        "law.democracy": 0.5,
        "rules.democracy": 0.6,
        "rules.enforcement_democracy": 2,
      },
      interventions: [realign({ start: 0, democracy: 0.8 })],
    });
    play(made, 0, "intervene");
    // The laboratory's mean and SD of democracy are 0.5 and 0.25.
    expect(made.state.zDemocracy[1]).toBeCloseTo(1.2, 14);
    expect(made.state.enforcement[1]).toBeCloseTo(0.64 * 0.5, 14);
    expect(made.state.lawFactor[1]).toBeCloseTo(Math.exp(0.6), 13);
    expect(made.state.rulesExponent[1]).toBeCloseTo(0.72, 14);
  });
});

describe("several at once", () => {
  test("shares are held to one, floors and offers take the largest", () => {
    const press = { ...onSupplier, kind: "press", strength: 0.7 } as const;
    expect(history(press, (s) => at(s.policy.pressure, CELL), { interventions: [press] })[4]).toBe(
      1,
    );
    const lower: Intervention = { ...mandate, tier: 1 } as Intervention;
    expect(history(mandate, (s) => at(s.floor, 1), { interventions: [lower] })[4]).toBe(2);
  });

  test("financing initiatives raise demand by bFin once, extra demand by each", () => {
    const loan: Intervention = {
      ...onSupplier,
      kind: "finance",
      grantElement: 0.3,
      extraDemand: 0.1,
    };
    const setup = { parameters: { "opportunity.financing": 0.5 }, interventions: [loan] };
    expect(history(loan, (s) => at(s.demand, 1), setup)[4]).toBeCloseTo(0.7, 14);
    const half: Intervention = { ...loan, ramp: 2 } as Intervention;
    const grown = history(half, (s) => at(s.demand, 1), { ...setup, interventions: [] });
    expect(grown[3]).toBeCloseTo(0.3, 14);
    expect(grown[4]).toBeCloseTo(0.6, 14);
  });
});

describe("triggers", () => {
  /** Steps on which a sanction acts, the watched column standing at the given values. */
  function acts(
    values: readonly number[],
    when: ReturnType<typeof trigger>,
    over: object = {},
  ): number[] {
    const made = stage({
      steps: 12,
      interventions: [
        {
          ...onSupplier,
          kind: "sanction",
          strength: 1,
          start: 0,
          end: 12,
          when,
          ...over,
        } as Intervention,
      ],
    });
    const recorded = new Float64Array(24);
    made.state.recorded = recorded;
    const steps: number[] = [];
    for (let s = 0; s < 12; s++) {
      play(made, s, "intervene");
      if (at(made.state.policy.sanction, CELL) > 0) steps.push(s);
      recorded[12 + s] = values[s] ?? 0;
    }
    return steps;
  }
  const watch = { column: 1, direction: 1, limit: 5, for: 1, delay: 0 } as const;
  const values = [0, 6, 0, 6, 6, 6, 0, 0, 6, 6, 0, 0];

  test("once: act from the step after the condition held to their end", () => {
    expect(acts(values, trigger(watch, "once"))).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(acts(values, trigger(watch, "once"), { end: 5 })).toEqual([2, 3, 4]);
  });

  test("must hold for as many steps as asked, then wait for their delay", () => {
    expect(acts(values, trigger({ ...watch, for: 3 }, "once"))[0]).toBe(6);
    expect(acts(values, trigger({ ...watch, for: 3, delay: 2 }, "once"))[0]).toBe(8);
  });

  test("while: act as long as the condition holds, each time anew", () => {
    expect(acts(values, trigger(watch, "while"))).toEqual([2, 4, 5, 6, 9, 10]);
    expect(acts(values, trigger({ ...watch, delay: 1 }, "while"))).toEqual([5, 6, 10]);
  });

  test("below: the other way round; not before they may begin", () => {
    const below = { ...watch, direction: -1 } as const;
    expect(acts(values, trigger(below, "while"))).toEqual([1, 3, 7, 8, 11]);
    expect(acts(values, trigger(watch, "while"), { start: 6 })).toEqual([6, 9, 10]);
  });
});
