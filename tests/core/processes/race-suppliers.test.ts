import { describe, expect, test } from "vitest";
import type { Setup } from "../../support/laboratory.ts";
import { at, begun, hold, play, stage } from "./stage.ts";

/** Persons of a segment at coverage 1 (10 million people, half of them urban). */
const persons = [2.5e6, 1e6, 1.5e6];

describe("E3: knowledge", () => {
  const parameters = {
    "cost.spend_per_person": 8,
    "research.depreciation": 0.15,
    "research.revenue": 40,
    "research.home_weight": 0.49,
    "research.laggard": 0.3,
    "research.quality_rate": 0.25,
    "research.error_rate": 0.5,
    "research.initial_quality": 0.5,
    "research.quality_ceiling": 0.95,
    "research.initial_disparity": 10,
  };

  function learned(over: Setup = {}) {
    const made = begun({
      suppliers: 3,
      parameters,
      attributes: { knowledge: [1, 0, 0.5], research: [0.6, 0.8, 0.3] },
      ...over,
      // Country 0 is home of supplier 0.
      frame: { home: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0), ...over.frame },
    });
    hold(made, 0, 0, 0, { coverage: 0.4, listPrice: 1.2 });
    hold(made, 1, 1, 0, { coverage: 0.8, listPrice: 1 });
    hold(made, 2, 2, 1, { coverage: 0.2, listPrice: 2 });
    // Not operating yet: no revenue.
    hold(made, 2, 0, 1, { coverage: 0.5, status: 1 });
    play(made, 0, "cover", "race-suppliers");
    return made.state;
  }

  const rev = [
    8e-9 * (0.4 * at(persons, 0) * 1.2 + 0.8 * at(persons, 1)),
    8e-9 * 0.2 * at(persons, 2) * 2,
    0,
  ];
  const all = at(rev, 0) + at(rev, 1);
  const share = rev.map((r) => r / all);

  test("revenue is that of operating contracts at list price at signature", () => {
    const state = learned();
    for (let j = 0; j < 3; j++) {
      expect(state.revenue[j]).toBeCloseTo(at(rev, j), 14);
      expect(state.revenueShare[j]).toBeCloseTo(at(share, j), 14);
    }
    expect(state.homeRevenue[0]).toBeCloseTo(8e-9 * 0.4 * at(persons, 0) * 1.2, 14);
    expect(state.homeRevenue[1]).toBe(0);
  });

  test("grows by research, revenue, home revenue and the distance to the leader, by its exact step", () => {
    const state = learned();
    const kept = Math.exp(-0.15 / 4);
    const gained = (1 - kept) / 0.15;
    const home = 8e-9 * 0.4 * at(persons, 0) * 1.2;
    const lead = Math.max(...share);
    const investment = [
      0.6 + 40 * (at(rev, 0) + 0.49 * home) + 0.3 * (lead - at(share, 0)),
      0.8 + 40 * at(rev, 1) + 0.3 * (lead - at(share, 1)),
      0.3 + 0.3 * lead,
    ];
    [1, 0, 0.5].forEach((start, j) => {
      const a = start * kept + at(investment, j) * gained;
      expect(state.knowledge[j]).toBeCloseTo(a, 13);
      expect(state.quality[j]).toBeCloseTo(0.95 - 0.45 * Math.exp(-0.25 * a), 13);
      expect(state.errors[j]).toBeCloseTo(Math.exp(-0.5 * a), 13);
      expect(state.bias[j]).toBeCloseTo(Math.exp(-0.5 * a), 13);
    });
  });

  test("laggards try no harder with the race off; nothing is forgotten at depreciation 0", () => {
    const state = learned({
      parameters: { ...parameters, "research.depreciation": 0 },
      mechanisms: { race: false },
    });
    expect(state.knowledge[2]).toBeCloseTo(0.5 + 0.3 * 0.25, 13);
  });

  test("with research off quality and errors stay where they start", () => {
    const state = learned({ mechanisms: { research: false } });
    expect([...state.knowledge]).toEqual([1, 0, 0.5]);
    expect(state.quality[1]).toBeCloseTo(0.5, 14);
    expect(state.errors[0]).toBeCloseTo(Math.exp(-0.5), 14);
  });

  test("groups that were alike from the start have no disparity", () => {
    const state = learned({ parameters: { ...parameters, "research.initial_disparity": 1 } });
    expect([...state.bias]).toEqual([0, 0, 0]);
  });

  test("public research and the whole of it move with policies", () => {
    const reach = { id: "p", when: null, start: 0, end: 9, ramp: 0, supplier: 2 } as const;
    const countries = new Int32Array(0);
    const state = learned({
      interventions: [
        { ...reach, countries, kind: "fund_research", increase: 0.5 },
        {
          ...reach,
          countries,
          kind: "control_exports",
          cost: 0,
          researchCut: 0.3,
          refuse: false,
          components: false,
          reputationHit: 0,
        },
      ],
    });
    const kept = Math.exp(-0.15 / 4);
    const investment = (0.3 * 1.5 + 0.3 * Math.max(...share)) * 0.7;
    expect(state.knowledge[2]).toBeCloseTo(0.5 * kept + (investment * (1 - kept)) / 0.15, 13);
  });
});

describe("E25: compliance", () => {
  const parameters = { "race.compliance_pull": 0.4, "race.compliance_slip": 0.2 };

  const made = stage({ parameters, attributes: { compliance: [0.3, 0.6] } });
  const { state } = made;
  // Country 0 signed lately, country 1 long ago; country 2 bans supplier 1.
  hold(made, 0, 0, 0);
  hold(made, 1, 0, 0);
  hold(made, 2, 1, 0);
  hold(made, 2, 2, 0);
  state.lastSigned.set([-4, -5, -1]);
  state.tier.set([1, 3, 2]);
  state.nextTier.set(state.tier);
  state.compliance.set([0.5, 0.6]);
  state.ownBan[5] = 1;
  play(made, 0, "intervene", "expose", "cover", "race-suppliers");
  const weight = [0.6 * at(persons, 0), 0.9 * at(persons, 1) + 0.3 * at(persons, 2)];

  test("demand is the mean safeguards of last year's buyers by persons under contract, where admissible", () => {
    const mean = (at(weight, 0) / 3 + (at(weight, 1) * 2) / 3) / (at(weight, 0) + at(weight, 1));
    expect(state.demandForRules[0]).toBeCloseTo(mean, 14);
    expect(state.demandForRules[1]).toBeCloseTo(1 / 3, 14);
  });

  test("is pulled up by demand and slips back towards its start", () => {
    const rx = at(state.demandForRules, 0);
    expect(state.compliance[0]).toBeCloseTo(0.5 + 0.25 * (0.4 * rx * 0.5 - 0.2 * 0.2), 14);
    expect(state.compliance[1]).toBeCloseTo(0.6 + 0.25 * (0.4 * (1 / 3) * 0.4), 14);
  });

  test("demand leaves out whom a treaty keeps a supplier from, and who signs in the step itself", () => {
    const treaty = stage({
      parameters,
      interventions: [
        {
          id: "t",
          kind: "open_treaty",
          key: 1,
          when: null,
          start: 0,
          end: 9,
          ramp: 0,
          countries: new Int32Array(0),
          founders: Int32Array.of(2),
          minMembers: 1,
          core: new Int32Array(3),
          minCore: 0,
          tier: 0,
          licenceTier: 2,
          target: -1,
        },
      ],
      // Country 2 is the lead home of supplier 1.
      frame: { leadHome: Int32Array.of(-1, 2) },
    });
    hold(treaty, 0, 0, 0);
    hold(treaty, 1, 0, 0);
    treaty.state.lastSigned.set([-1, -1, -9]);
    treaty.state.tier.set([1, 3, 0]);
    treaty.state.nextTier.set(treaty.state.tier);
    treaty.state.inForce[0] = 1;
    treaty.state.member[2] = 1;
    play(treaty, 0, "intervene", "expose");
    expect(treaty.state.demandForRules[0]).toBeCloseTo((1 / 3 + 1) / 2, 14);
    expect(treaty.state.demandForRules[1]).toBeCloseTo(1, 14);
    const late = stage({ parameters });
    hold(late, 0, 0, 0);
    late.state.tier[0] = 3;
    play(late, 0, "intervene", "expose");
    late.state.lastSigned[0] = 0;
    play(late, 0, "cover", "race-suppliers");
    expect([...late.state.demandForRules]).toEqual([0, 0]);
  });

  test("demand is 0 where nobody has bought", () => {
    const quiet = begun({ parameters, attributes: { compliance: [0.3, 0.6] } });
    play(quiet, 0, "cover", "race-suppliers");
    expect([...quiet.state.demandForRules]).toEqual([0, 0]);
    expect([...quiet.state.compliance]).toEqual([0.3, 0.6]);
  });
});

describe("E26: mark-ups", () => {
  const parameters = { "race.price_response": 0.3, "race.price_return": 0.2 };

  test("fall with business lost, rise with business won, and return", () => {
    const made = begun({ parameters, attributes: { markup: [0.25, 0.25] } });
    const { state } = made;
    hold(made, 0, 0, 0, { coverage: 0.6 });
    hold(made, 1, 0, 1, { coverage: 0.2 });
    state.markup.set([0.3, 0.25]);
    state.businessOf.set([1e6, 3e6]);
    play(made, 0, "cover", "race-suppliers");
    expect(state.markup[0]).toBeCloseTo(0.3 + 0.25 * (0.3 * (0.25 - 0.75) - 0.2 * 0.05), 14);
    expect(state.markup[1]).toBeCloseTo(0.25 + 0.25 * 0.3 * (0.75 - 0.25), 14);
  });

  test("count business for a year, and stand on shares where there is none", () => {
    const made = begun({ parameters, attributes: { markup: [0.25, 0.25] } });
    const { state } = made;
    state.signedValue.set([0, 8]);
    play(made, 0, "race-suppliers");
    state.signedValue.set([2, 0]);
    play(made, 1, "race-suppliers");
    expect([...state.businessOf]).toEqual([2, 8]);
    state.signedValue.set([0, 0]);
    for (const s of [2, 3, 4]) play(made, s, "race-suppliers");
    expect([...state.businessOf]).toEqual([2, 0]);
    play(made, 5, "race-suppliers");
    const before = [...state.markup];
    play(made, 6, "race-suppliers");
    for (let j = 0; j < 2; j++) {
      const m = at(before, j);
      expect(state.markup[j]).toBeCloseTo(m + 0.25 * 0.2 * (0.25 - m), 14);
    }
  });

  test("see the business of the step only from the next one on", () => {
    const made = begun({
      parameters: { "race.price_response": 1, "race.price_return": 0 },
      attributes: { markup: [0.25, 0.25] },
    });
    hold(made, 0, 0, 0, { coverage: 0.5 });
    made.state.signedValue.set([0, 7]);
    play(made, 0, "cover", "race-suppliers");
    expect([...made.state.markup]).toEqual([0.25, 0.25]);
    made.state.signedValue.set([0, 0]);
    play(made, 1, "race-suppliers");
    expect([...made.state.markup]).toEqual([0, 0.5]);
  });

  test("business is counted with the race off too", () => {
    const made = begun({ mechanisms: { race: false } });
    made.state.signedValue.set([1, 3]);
    play(made, 0, "race-suppliers");
    expect([...made.state.businessOf]).toEqual([1, 3]);
  });

  test("are held between 0 and 0.6, and stand still with the race off", () => {
    for (const [race, expected] of [
      [true, [0.6, 0]],
      [false, [0.3, 0.1]],
    ] as const) {
      const made = begun({
        parameters: { "race.price_response": 100, "race.price_return": 0 },
        attributes: { markup: [0.3, 0.1] },
        mechanisms: { race },
      });
      hold(made, 0, 0, 1, { coverage: 0.5 });
      made.state.businessOf.set([1, 0]);
      play(made, 0, "cover", "race-suppliers");
      expect([...made.state.markup]).toEqual(expected);
    }
  });
});

test("E26: business is the value at list price, whoever pays", () => {
  const made = stage({
    parameters: {
      "choice.none": -1e6,
      "opportunity.base_hazard": 1e6,
      "cost.spend_per_person": 8,
      "cost.foreign_markup": 0.3,
    },
    countries: 1,
    segments: 1,
    suppliers: 1,
    attributes: {
      price: [1.4],
      grant_element: [0.5],
      financed_share: [1],
      loan_income_ceiling: [1e9],
    },
  });
  play(made, 0, "intervene", "expose", "price", "run-clocks", "open-procurement", "choose");
  const years = at(made.state.term, 0) * 0.25;
  const value = 8 * years * 1.4 * 0.6 * at(persons, 0);
  expect(at(made.state.signedValue, 0) / value).toBeCloseTo(1, 12);
  expect(made.state.contractPrice[0]).toBeCloseTo(1.4 * 1.3 * 0.5, 12);
});
