import { describe, expect, test } from "vitest";
import { utilities } from "../../../src/core/processes/choose.ts";
import { resetState } from "../../../src/core/reset-state.ts";
import { advance } from "../../../src/core/simulate.ts";
import { createState, type State, Status } from "../../../src/core/state.ts";
import { key, laboratory, type Setup } from "../../support/laboratory.ts";
import { play, stage } from "./stage.ts";

/** Values of country 0's alternatives in segment 0, none first, after a step without openings. */
function values(setup: Setup, prepare?: (state: State) => void): number[] {
  const model = laboratory({
    countries: 2,
    suppliers: 2,
    segments: 3,
    steps: 4,
    ...setup,
    parameters: { "opportunity.base_hazard": 0, ...setup.parameters },
  });
  const state = createState(model);
  resetState(model, state, key(0));
  advance(model, state, 0);
  prepare?.(state);
  const out = new Float64Array(3);
  utilities(model, state, 0, 0, out);
  return [...out];
}

const cells = (first: number): Float64Array<ArrayBuffer> => Float64Array.of(first, 0, 0, 0);
const flags = (first: number): Uint8Array<ArrayBuffer> => Uint8Array.of(first, 0, 0, 0);

describe("E8: each term of a supplier's value", () => {
  test("without tastes every alternative is worth its constant", () => {
    expect(
      values({ parameters: { "choice.none": 0.7 }, attributes: { constant: [1, -2] } }),
    ).toEqual([0.7, 1, -2]);
  });

  test("price lowers it by beta_c times ln price, foreign mark-up included", () => {
    const [, a, b] = values({
      parameters: { "choice.price": 2, "cost.foreign_markup": 0.05 },
      attributes: { price: [1.2, 0.8] },
    });
    expect(a).toBeCloseTo(-2 * Math.log(1.2 * 1.05), 12);
    expect(b).toBeCloseTo(-2 * Math.log(0.8 * 1.05), 12);
  });

  test("at home there is no mark-up and a bonus", () => {
    const [, a] = values({
      parameters: { "choice.price": 2, "choice.home": 0.6, "cost.foreign_markup": 0.05 },
      frame: { home: flags(1) },
    });
    expect(a).toBeCloseTo(0.6, 12);
  });

  test("price weighs less where income is higher: (y / median)^-eta, between 0.2 and 4", () => {
    const at = (relative: number): number =>
      -(
        values({
          parameters: {
            "choice.price": 1,
            "choice.price_income_decay": 0.5,
            "cost.foreign_markup": 0,
          },
          attributes: { price: [Math.E, 1] },
          frame: { relativeIncome: { rows: 1, values: Float64Array.of(relative, 1) } },
        })[1] ?? 0
      );
    expect(at(4)).toBeCloseTo(0.5, 12);
    expect(at(0.25)).toBeCloseTo(2, 12);
    expect(at(1e6)).toBeCloseTo(0.2, 12);
    expect(at(1e-6)).toBeCloseTo(4, 12);
  });

  test("a loan is worth ln(1 - g f), below the lender's income ceiling only", () => {
    const attributes = {
      grant_element: [0.27, 0],
      financed_share: [0.5, 0],
      loan_income_ceiling: [6000, 0],
    };
    const parameters = { "choice.price": 2, "cost.foreign_markup": 0 };
    expect(values({ parameters, attributes })[1]).toBeCloseTo(-2 * Math.log(1 - 0.135), 12);
    const rich = { income: { rows: 1, values: Float64Array.of(6001, 6001) } };
    expect(values({ parameters, attributes, frame: rich })[1]).toBeCloseTo(0, 12);
  });

  test("a price never counts below 0.01", () => {
    const [, a] = values({
      parameters: { "choice.price": 1, "cost.foreign_markup": 0 },
      attributes: { price: [0.001, 1] },
    });
    expect(a).toBeCloseTo(-Math.log(0.01), 12);
  });

  test("quality counts for every supplier and not for none", () => {
    expect(
      values({ parameters: { "choice.quality": 0.8, "research.initial_quality": 0.5 } }),
    ).toEqual([0, 0.4, 0.4]);
  });

  test("peers count by the share that uses the supplier", () => {
    const [, a, b] = values({ parameters: { "choice.peers": 0.5 } }, (state) => {
      state.peerUse[0] = 16384;
    });
    expect(a).toBeCloseTo(0.25, 12);
    expect(b).toBe(0);
  });

  test("norms count by their match", () => {
    const [, a, b] = values({
      parameters: { "choice.norms": 2 },
      attributes: { norm: [0.9, 0.5] },
      frame: { norm: Float64Array.of(0.4, 0.4) },
    });
    expect(a).toBeCloseTo(2 * 0.5, 12);
    expect(b).toBeCloseTo(2 * 0.9, 12);
  });

  test("the incumbent has its bonus at expiry only, a supplier elsewhere in the country its own", () => {
    const parameters = { "choice.lock_in": 1.5, "choice.cross_segment": -0.75 };
    const hold = (state: State): void => {
      state.holder[0] = 0;
      state.status[0] = Status.Operating;
      state.heldBy[0] = 1;
    };
    expect(values({ parameters }, hold)).toEqual([0, 1.5, 0]);
    expect(
      values({ parameters }, (state) => {
        state.heldBy[1] = 2;
      }),
    ).toEqual([0, 0, -0.75]);
    expect(
      values({ parameters }, (state) => {
        hold(state);
        state.heldBy[0] = 2;
      }),
    ).toEqual([0, 0.75, 0]);
  });

  test("the regime term concerns one supplier and changes sign at a democracy of one half", () => {
    const at = (democracy: number): number =>
      values({
        parameters: { "choice.regime": 1 },
        frame: {
          beltAndRoadSupplier: 1,
          democracy: { rows: 1, values: Float64Array.of(democracy, 0) },
        },
      })[2] ?? 0;
    expect(at(0.2)).toBeCloseTo(0.3, 12);
    expect(at(0.8)).toBeCloseTo(-0.3, 12);
  });
});

describe("E5: alignment", () => {
  const parameters = { "choice.alignment": 0.5 };

  test("falls with the distance of ideal points; the supplier's is its homes' weighted mean", () => {
    const [, a] = values({
      parameters,
      frame: {
        idealPoint: { rows: 1, values: Float64Array.of(1, -1) },
        homeWeight: Float64Array.of(0, 0, 1, 0),
      },
    });
    expect(a).toBeCloseTo(-0.5 * 2, 12);
  });

  test("falls for an ally of the supplier's rival, rises with trade", () => {
    const weights = { ...parameters, "choice.alliance": -1.05, "choice.trade": 0.2 };
    expect(values({ parameters: weights, frame: { allyOfRival: flags(1) } })[1]).toBeCloseTo(
      -0.525,
      12,
    );
    expect(values({ parameters: weights, frame: { zTrade: cells(1.5) } })[1]).toBeCloseTo(0.15, 12);
  });

  test("rises with Belt and Road membership, from its first step to its last", () => {
    const from = (first: number, end: number): number =>
      values({
        parameters: { ...parameters, "choice.belt_and_road": 1.15 },
        frame: {
          beltAndRoadSupplier: 0,
          beltAndRoadFrom: Int32Array.of(first, 4),
          beltAndRoadTo: Int32Array.of(end, 4),
        },
      })[1] ?? 0;
    expect(from(0, 4)).toBeCloseTo(0.575, 12);
    expect(from(1, 4)).toBe(0);
    expect(from(0, 0)).toBe(0);
  });

  test("does not count at home, nor when the mechanism is off", () => {
    const frame = {
      idealPoint: { rows: 1, values: Float64Array.of(2, -2) },
      homeWeight: Float64Array.of(0, 0, 1, 0),
    };
    expect(
      values({
        parameters: { ...parameters, "choice.home": 0 },
        frame: { ...frame, home: flags(1) },
      })[1],
    ).toBe(0);
    expect(values({ parameters, frame, mechanisms: { alignment: false } })[1]).toBe(0);
  });
});

describe("E8: pressures on the choice", () => {
  const rulesOf = (tier: number, compliance: readonly number[]) =>
    values(
      {
        parameters: { "choice.regulation": 2, "choice.regulation_none": 0.5 },
        attributes: { compliance },
      },
      (state) => {
        state.tier[0] = tier;
      },
    );

  test("rules cost a supplier what it lacks in compliance, and speak for none", () => {
    const [none, a, b] = rulesOf(2, [0.3, 1]);
    expect(none).toBeCloseTo((0.5 * 2) / 3, 14);
    expect(a).toBeCloseTo(((2 * 2) / 3) * (0.3 - 1), 14);
    expect(b).toBeCloseTo(0, 14);
    expect(rulesOf(0, [0.3, 1])).toEqual([0, 0, 0]);
  });

  test("audits and programmes add to compliance and quality, no further than full compliance", () => {
    const setup = {
      parameters: {
        "choice.regulation": 2,
        "choice.quality": 0.8,
        "research.initial_quality": 0.5,
      },
      attributes: { compliance: [0.3, 0.9] },
    };
    const [, a, b] = values(setup, (state) => {
      state.tier[0] = 3;
      state.policy.complianceGain.set([0.25, 0.25], 0);
      state.policy.qualityBonus[0] = 0.1;
    });
    expect(a).toBeCloseTo(2 * (0.55 - 1) + 0.8 * 0.6, 14);
    expect(b).toBeCloseTo(0.8 * 0.5, 14);
  });

  test("reputation counts as far as incidents are visible", () => {
    const [, a] = values(
      { parameters: { "choice.reputation": 1.5, "incident.visibility": 0.4 } },
      (state) => {
        state.reputation[0] = -2;
      },
    );
    expect(a).toBeCloseTo(1.5 * -2 * 0.4, 14);
  });

  test("backlash speaks for none", () => {
    const [none, a] = values({ parameters: { "choice.backlash": 0.8 } }, (state) => {
      state.backlash[0] = 2.5;
    });
    expect(none).toBeCloseTo(2, 14);
    expect(a).toBe(0);
  });

  test("sanctions weigh directly and in alignment", () => {
    const [, a, b] = values(
      {
        parameters: {
          "choice.sanctions": 1.2,
          "choice.sanctions_alignment": 0.7,
          "choice.alignment": 0.5,
        },
      },
      (state) => {
        state.policy.sanction[0] = 0.6;
      },
    );
    expect(a).toBeCloseTo(-1.2 * 0.6 - 0.5 * 0.7 * 0.6, 14);
    expect(b).toBeCloseTo(0, 14);
  });

  test("a banned supplier and one without a licence are barred", () => {
    const barred = values({}, (state) => {
      state.ban[0] = 1;
      state.policy.refused[1] = 1;
    });
    expect(barred).toEqual([0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  });
});

test("where every supplier is barred nobody is chosen, however little none is worth", () => {
  const model = laboratory({
    suppliers: 2,
    steps: 3,
    parameters: { "choice.none": -1e9, "opportunity.base_hazard": 1e6 },
    interventions: [0, 1].map((supplier) => ({
      kind: "ban",
      id: `ban ${supplier}`,
      when: null,
      start: 0,
      end: 3,
      ramp: 0,
      countries: Int32Array.from({ length: 50 }, (_, i) => i),
      supplier,
      compliance: 1,
    })),
  });
  const state = createState(model);
  resetState(model, state, key(0));
  for (let s = 0; s < 3; s++) advance(model, state, s);
  expect(state.held.slice(0, 50).every((count) => count === 0)).toBe(true);
  expect(state.held.slice(50).every((count) => count === 1)).toBe(true);
});

describe("who pays what the buyer does not", () => {
  const reach = { when: null, start: 0, end: 9, ramp: 0, countries: Int32Array.of(0) } as const;
  const parts = (sponsor: number, cut: number) => {
    const made = stage({
      countries: 1,
      segments: 1,
      suppliers: 1,
      steps: 4,
      parameters: {
        "opportunity.base_hazard": 1e6,
        "choice.none": -1e6,
        "cost.foreign_markup": 0.1,
      },
      attributes: {
        price: [2],
        grant_element: [0.5],
        financed_share: [0.6],
        loan_income_ceiling: [1e9],
      },
      interventions: [
        { ...reach, id: "a", kind: "subsidise", supplier: 0, share: sponsor },
        { ...reach, id: "b", kind: "cut_price", supplier: 0, share: cut },
      ],
    });
    play(made, 0, "intervene", "expose", "price", "run-clocks", "open-procurement", "choose");
    const { granted, forgone, sponsored, contractPrice } = made.state;
    return [granted, forgone, sponsored, contractPrice].map((values) => values[0] ?? Number.NaN);
  };

  test("the lender first, then the supplier, on what is left the sponsor; together with the buyer all", () => {
    const [granted = 0, forgone = 0, sponsored = 0, paid = 0] = parts(0.25, 0.2);
    const whole = 2 * 1.1;
    expect(granted).toBeCloseTo(whole * 0.3, 12);
    expect(forgone).toBeCloseTo(whole * 0.7 * 0.2, 12);
    expect(sponsored).toBeCloseTo(whole * 0.7 * 0.8 * 0.25, 12);
    expect(granted + forgone + sponsored + paid).toBeCloseTo(whole, 12);
  });

  test("a sponsor of everything pays everything that no loan grants", () => {
    const [, forgone, sponsored] = parts(1, 0);
    expect(forgone).toBeCloseTo(0, 12);
    expect(sponsored).toBeCloseTo(2.2 * 0.7, 12);
  });
});
