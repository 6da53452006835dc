import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Intervention } from "../../src/core/intervention.ts";
import { measureTotals } from "../../src/core/measure-totals.ts";
import type { Parameters } from "../../src/core/parameters.ts";
import { resetState } from "../../src/core/reset-state.ts";
import { advance, simulate } from "../../src/core/simulate.ts";
import { createState, type State } from "../../src/core/state.ts";
import { mechanismIds } from "../../src/scenario/registry/mechanisms.ts";
import { parameterIds, parameterRegistry } from "../../src/scenario/registry/parameters.ts";
import { simplexes } from "../../src/scenario/registry/simplexes.ts";
import { key, laboratory, runs, type Setup } from "../support/laboratory.ts";
import { whole, wholeWorld } from "./whole-world.ts";

const N = 20;
const STEPS = 30;
const parts = new Set(simplexes.flatMap(({ members }) => members));

/** Some parameters anywhere in their range, the others as they are; parts of a whole are left alone. */
const parameters = fc
  .array(
    fc.tuple(
      fc.constantFrom(...parameterIds.filter((id) => !parts.has(id))),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    { maxLength: 60 },
  )
  .map((moves) =>
    Object.fromEntries(
      moves.map(([id, share]) => {
        const [low, high] = parameterRegistry[id].range;
        return [id, low + share * (high - low)];
      }),
    ),
  ) as fc.Arbitrary<Partial<Parameters>>;

const mechanisms = fc
  .subarray([...mechanismIds], { maxLength: 4 })
  .map((off) => Object.fromEntries(off.map((id) => [id, id === "bounded_confidence"])));

const share = fc.double({ min: 0, max: 1, noNaN: true });
const reach = fc.record({
  id: fc.constant("x"),
  when: fc.constant(null),
  start: fc.integer({ min: -5, max: 25 }),
  end: fc.integer({ min: 0, max: 40 }),
  ramp: fc.integer({ min: 0, max: 8 }),
  countries: fc
    .subarray(Array.from({ length: N }, (_, i) => i))
    .map((list) => Int32Array.from(list)),
  supplier: fc.integer({ min: 0, max: 2 }),
});

/** Measures of many kinds, of any size that a scenario may give them. */
const measure = fc
  .tuple(reach, share, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 12 }))
  .map(([at, x, tier, kind]): Intervention => {
    const kinds: Intervention[] = [
      { ...at, kind: "subsidise", share: x },
      { ...at, kind: "finance", grantElement: x, extraDemand: 1 - 2 * x },
      { ...at, kind: "ban", compliance: x },
      { ...at, kind: "press", strength: x },
      { ...at, kind: "moratorium" },
      { ...at, kind: "mandate_rules", tier, tradeLeverage: 4 * x },
      { ...at, kind: "incident", severity: 50 * x },
      { ...at, kind: "realign", idealPoint: 12 * x - 6, democracy: x, ally: at.supplier },
      { ...at, kind: "sanction", strength: x },
      { ...at, kind: "supply_shock", increase: 11 * x - 0.9 },
      { ...at, kind: tier > 1 ? "unrest" : "crime", sd: 10 * x - 5 },
      {
        ...at,
        kind: "control_exports",
        cost: 11 * x - 0.9,
        researchCut: x,
        refuse: tier > 1,
        components: tier % 2 === 1,
        reputationHit: 5 * x,
      },
      {
        ...at,
        kind: "open_treaty",
        key: 1,
        founders: at.countries,
        minMembers: tier,
        core: new Int32Array(N),
        minCore: 0,
        tier,
        licenceTier: 3 - tier,
        target: at.supplier,
      },
    ];
    return kinds[kind] as Intervention;
  });

const within = (values: ArrayLike<number>, low: number, high: number): void => {
  for (let k = 0; k < values.length; k++) {
    const value = values[k] ?? Number.NaN;
    if (!(value >= low && value <= high)) {
      expect.fail(`element ${k} is ${value}, not between ${low} and ${high}`);
    }
  }
};

function expectBounds(state: State, setup: Parameters, ceilings: readonly number[]): void {
  for (let d = 0; d < 3; d++) {
    within(state.coverage.subarray(d * N, (d + 1) * N), 0, (ceilings[d] ?? 0) + 1e-12);
  }
  within(state.erosion, 0, 100 + 1e-9);
  within(state.security, 0, setup["security.benefit"] + 1e-12);
  within(state.tier, 0, 3);
  within(state.norm, 0, 1);
  within(state.backlash, 0, 20);
  within(state.reputation, -20, 0);
  within(state.unrest, -5, 5);
  within(state.quality, 0, 1);
  within(state.compliance, 0, 1);
  within(state.markup, 0, 0.6);
  within(state.dependence, 0, 1 + 1e-12);
  within(state.learning, -1 - 1e-12, 1 + 1e-12);
}

test("M10, M11: whatever the settings, everything is finite and within its bounds, and runs repeat", () => {
  fc.assert(
    fc.property(
      parameters,
      mechanisms,
      fc.array(measure, { maxLength: 4 }),
      fc.nat(1000),
      (moved, off, interventions, k) => {
        const setup: Setup = wholeWorld(
          { steps: STEPS, parameters: moved, mechanisms: off, interventions },
          N,
        );
        const model = laboratory(setup);
        const settings = { ...whole, ...setup.parameters };
        const ceilings = Array.from(model.coverageCeiling, (most) =>
          Math.max(most, settings["coverage.start"]),
        );
        const state = createState(model);
        const first = simulate(model, state, key(k), { holders: true });
        const second = simulate(model, state, key(k), { holders: true });
        expect(second.resultHash).toBe(first.resultHash);
        within(first.columns, -Number.MAX_VALUE, Number.MAX_VALUE);
        resetState(model, state, key(k));
        for (let s = 0; s < STEPS; s++) {
          advance(model, state, s);
          measureTotals(model, state);
          expectBounds(state, settings, ceilings);
        }
      },
    ),
    { seed: 3, numRuns: 40 },
  );
});

describe("M15: what is switched off has no effect", () => {
  test("without alignment, ideal points may be dealt anew", () => {
    const off = {
      "choice.alignment": 0,
      "peers.ideal_point": 0,
      "ban.distance": 0,
      "norms.ideal_point": 0,
    };
    const hashes = (parameters: object, shift: number): string[] => {
      const { frame } = wholeWorld({}, N);
      const values = frame?.idealPoint?.values ?? new Float64Array(0);
      const idealPoint = {
        rows: 1,
        values: Float64Array.from({ length: N }, (_, i) => values[(i * 7 + shift) % N] ?? 0),
      };
      const setup = wholeWorld({ steps: STEPS, parameters, frame: { idealPoint } }, N);
      return runs(laboratory(setup), 3).map((run) => run.resultHash);
    };
    expect(hashes(off, 3)).toEqual(hashes(off, 0));
    expect(hashes({}, 3)).not.toEqual(hashes({}, 0));
  });

  test("without drift, norms stay where they started", () => {
    const still = {
      "norms.supplier": 0,
      "norms.peers": 0,
      "norms.rules": 0,
      "norms.anchor": 0,
      "norms.noise": 0,
    };
    const model = laboratory(wholeWorld({ steps: STEPS, parameters: still }, N));
    const state = createState(model);
    simulate(model, state, key(0), { holders: false });
    expect([...state.norm]).toEqual([...model.frame.norm]);
  });
});

describe("each mechanism of the whole model", () => {
  const plain = runs(laboratory(wholeWorld({ steps: STEPS }, N)), 2).map((run) => run.resultHash);

  test.each(mechanismIds.filter((id) => id !== "treaties" && id !== "detection"))(
    "changes the run when %s is switched",
    (id) => {
      const mechanismsNow = { [id]: id === "bounded_confidence" };
      const setup = wholeWorld({ steps: STEPS, mechanisms: mechanismsNow }, N);
      const switched = runs(laboratory(setup), 2).map((run) => run.resultHash);
      expect(switched).not.toEqual(plain);
    },
  );
});
