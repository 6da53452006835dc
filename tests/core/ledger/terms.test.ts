import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Intervention } from "../../../src/core/intervention.ts";
import {
  banTerms,
  type HazardTerms,
  lawTerms,
  openingTerms,
  rollbackTerms,
  rulesTerms,
  treatyTerms,
} from "../../../src/core/ledger/hazard-terms.ts";
import { UTILITY_TERMS, utilityTerms } from "../../../src/core/ledger/utility-terms.ts";
import { replay } from "../../../src/core/ledger/watch.ts";
import { clampExponent, log } from "../../../src/core/math.ts";
import type { Model } from "../../../src/core/model.ts";
import type { Parameters } from "../../../src/core/parameters.ts";
import { banExponent } from "../../../src/core/processes/ban-suppliers.ts";
import { utilities } from "../../../src/core/processes/choose.ts";
import { joinExponent } from "../../../src/core/processes/join-treaties.ts";
import { openingHazard } from "../../../src/core/processes/open-procurement.ts";
import { fallExponent, riseExponent } from "../../../src/core/processes/tighten-rules.ts";
import type { State } from "../../../src/core/state.ts";
import { parameterIds, parameterRegistry } from "../../../src/scenario/registry/parameters.ts";
import { simplexes } from "../../../src/scenario/registry/simplexes.ts";
import { key, laboratory } from "../../support/laboratory.ts";
import { whole, wholeWorld } from "../../verification/whole-world.ts";
import { at } from "../processes/stage.ts";

const N = 12;
const STEPS = 24;
const parts = new Set(simplexes.flatMap(({ members }) => members));

/** Some parameters anywhere in their range, the others as they are. */
const parameters = fc
  .array(
    fc.tuple(
      fc.constantFrom(...parameterIds.filter((id) => !parts.has(id))),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    { maxLength: 80 },
  )
  .map(
    (moves) =>
      Object.fromEntries(
        moves.map(([id, share]) => {
          const [low, high] = parameterRegistry[id].range;
          return [id, low + share * (high - low)];
        }),
      ) as Partial<Parameters>,
  );

const everywhere = {
  id: "x",
  when: null,
  start: 2,
  end: STEPS,
  ramp: 0,
  countries: Int32Array.from({ length: N }, (_, i) => i),
};
const measures: readonly Intervention[] = [
  { ...everywhere, kind: "finance", supplier: 0, grantElement: 0.4, extraDemand: 0.6 },
  { ...everywhere, kind: "press", supplier: 1, strength: 0.5 },
  { ...everywhere, kind: "sanction", supplier: 0, strength: 0.7 },
  { ...everywhere, kind: "crime", sd: 1.5 },
  {
    ...everywhere,
    kind: "open_treaty",
    key: 77,
    founders: Int32Array.of(1, 4),
    minMembers: 2,
    core: new Int32Array(N),
    minCore: 0,
    tier: 2,
    licenceTier: 1,
    target: 0,
  },
];

/** Random scenarios: what is run, and with which luck. */
const scenarios = fc.record({
  parameters,
  uniform: fc.constantFrom(0, 0.3),
  run: fc.integer({ min: 0, max: 1000 }),
});

interface Drawn {
  readonly parameters: Partial<Parameters>;
  readonly uniform: number;
}

function modelOf(drawn: Drawn): Model {
  return laboratory(
    wholeWorld(
      {
        steps: STEPS,
        interventions: measures,
        parameters: { ...whole, ...drawn.parameters, "peers.uniform": drawn.uniform },
      },
      N,
    ),
  );
}

/** Difference as a share of the size of what was summed. */
function gap(sum: number, value: number, size: number): number {
  return Math.abs(sum - value) / Math.max(1e-300, size);
}

describe("terms of utilities", () => {
  test("sum to what the kernel chooses by, for everyone in random scenarios, to 1e-12", () => {
    let seen = 0;
    fc.assert(
      fc.property(scenarios, (drawn) => {
        const model = modelOf(drawn);
        const J = model.frame.suppliers;
        const values = new Float64Array(J + 1);
        const terms = new Float64Array((J + 1) * UTILITY_TERMS);
        const check = (its: Model, state: State) => {
          for (let i = 0; i < N; i++) {
            for (let d = 0; d < its.frame.segments; d++) {
              utilities(its, state, i, d, values);
              const barred = utilityTerms(its, state, i, d, terms);
              for (let a = 0; a <= J; a++) {
                const own = terms.subarray(a * UTILITY_TERMS, (a + 1) * UTILITY_TERMS);
                if (a > 0 && (barred >>> (a - 1)) & 1) {
                  expect(at(values, a)).toBe(Number.NEGATIVE_INFINITY);
                  continue;
                }
                const size = own.reduce((sum, term) => sum + Math.abs(term), 0);
                const sum = own.reduce((total, term) => total + term, 0);
                expect(gap(sum, at(values, a), size + Math.abs(at(values, a)))).toBeLessThan(1e-12);
                seen++;
              }
            }
          }
        };
        const before = (process: string, its: Model, state: State) => {
          if (process === "choose" && state.step % 5 === 3) check(its, state);
        };
        replay(model, key(drawn.run), { before }, STEPS);
      }),
      { numRuns: 20, seed: 8 },
    );
    expect(seen).toBeGreaterThan(5000);
  });
});

describe("terms of log hazards", () => {
  test("sum to what the kernel draws with, for everyone in random scenarios, to 1e-12", () => {
    const seen = new Map<string, number>();
    const hold = (terms: HazardTerms | null, exact: (i: number) => number) => {
      if (terms === null) return;
      const T = terms.terms.length;
      for (let i = 0; i < N; i++) {
        const own = terms.values.subarray(i * T, (i + 1) * T);
        const sum = own.reduce((total, term) => total + term, 0);
        const size = own.reduce((total, term) => total + Math.abs(term), 0);
        expect(gap(sum, exact(i), size)).toBeLessThan(1e-12);
        seen.set(terms.kind, (seen.get(terms.kind) ?? 0) + 1);
      }
    };
    fc.assert(
      fc.property(scenarios, (drawn) => {
        const before = (process: string, its: Model, state: State) => {
          const { parameters: p } = its.settings;
          const over = (base: number, exponent: number) => log(base) + clampExponent(exponent);
          if (state.step % 5 !== 4) return;
          if (process === "open-procurement") {
            hold(openingTerms(its, state), (i) => log(openingHazard(its, state, i)));
          }
          if (process === "make-laws") {
            const base = p["law.innovation"] + p["law.imitation"] * (state.laws / N);
            hold(lawTerms(its, state), (i) => log(base * at(state.lawFactor, i)));
          }
          if (process === "tighten-rules") {
            hold(rulesTerms(its, state), (i) => over(p["rules.base"], riseExponent(its, state, i)));
            hold(rollbackTerms(its, state), (i) =>
              over(p["rules.rollback"], fallExponent(its, state, i)),
            );
          }
          if (process === "ban-suppliers") {
            for (let j = 0; j < its.frame.suppliers; j++) {
              hold(banTerms(its, state, j), (i) =>
                over(p["ban.base"], banExponent(its, state, i, j)),
              );
            }
          }
          const [treaty] = its.treaties;
          if (process === "join-treaties" && treaty !== undefined) {
            const terms = treatyTerms(its, state, 0);
            const inside = state.joining.reduce((sum, one) => sum + one, 0);
            hold(terms, (i) => over(p["treaty.base"], joinExponent(its, state, treaty, inside, i)));
          }
        };
        replay(modelOf(drawn), key(drawn.run), { before }, STEPS);
      }),
      { numRuns: 20, seed: 14 },
    );
    expect([...seen.keys()].sort()).toEqual([
      "ban",
      "law",
      "opportunity",
      "rollback",
      "rules",
      "treaty",
    ]);
    for (const count of seen.values()) expect(count).toBeGreaterThan(200);
  });
});
