import { describe, expect, test } from "vitest";
import type { Intervention } from "../../../src/core/intervention.ts";
import { countryLedger } from "../../../src/core/ledger/country-ledger.ts";
import { UTILITY_TERMS } from "../../../src/core/ledger/utility-terms.ts";
import { replay, watched } from "../../../src/core/ledger/watch.ts";
import type { Model } from "../../../src/core/model.ts";
import { simulate } from "../../../src/core/simulate.ts";
import { createState, type State } from "../../../src/core/state.ts";
import { key, laboratory, type Setup } from "../../support/laboratory.ts";
import { whole, wholeWorld } from "../../verification/whole-world.ts";
import { at } from "../processes/stage.ts";

const N = 20;
const STEPS = 40;
const busy: Partial<Setup["parameters"]> = {
  ...whole,
  "opportunity.base_hazard": 0.4,
  "contract.term": 2,
  "contract.cancellation": 0.1,
};
const world = (over: Setup = {}): Model =>
  laboratory(wholeWorld({ steps: STEPS, ...over, parameters: { ...busy, ...over.parameters } }, N));

/** What all countries' deployments were to hold after each step's choice, by the kernel alone. */
function choices(model: Model, run: number): Map<string, number> {
  const made = new Map<string, number>();
  const after = (process: string, its: Model, state: State) => {
    if (process !== "choose") return;
    for (let k = 0; k < state.dueCount; k++) {
      const id = at(state.due, k);
      made.set(`${id % N} ${Math.floor(id / N)} ${state.step}`, at(state.nextHolder, id) + 1);
    }
    expect(its.frame.countries).toBe(N);
  };
  replay(model, key(run), { after }, STEPS);
  return made;
}

describe("a run that is repeated", () => {
  test("under a watcher is the same bit by bit", () => {
    const model = world();
    let looks = 0;
    const look = () => {
      looks++;
    };
    const watching = watched(model, { before: look, after: look, begin: look, end: look });
    const recording = { holders: true };
    const plain = simulate(model, createState(model), key(3), recording);
    const seen = simulate(watching, createState(watching), key(3), recording);
    expect(seen.resultHash).toBe(plain.resultHash);
    expect(seen.columns).toEqual(plain.columns);
    expect(seen.holders).toEqual(plain.holders);
    expect(looks).toBe(STEPS * (2 * model.schedule.length + 2));
  });

  test("as a branch shows the decisions of its history and those after it", () => {
    const trunk = world();
    const after = world({ parameters: { "choice.none": -6 } });
    const model = { ...after, trunk: { model: trunk, step: 20 } };
    const steps: number[] = [];
    const run = replay(model, key(1), { begin: (_, state) => steps.push(state.step) }, STEPS);
    expect(steps).toEqual(Array.from({ length: STEPS }, (_, s) => s));
    const plain = simulate(model, createState(model), key(1), { holders: false });
    expect(run.columns).toEqual(plain.columns);
  });
});

describe("the ledger of a country", () => {
  const model = world();

  test("has every decision that the run made, and no other", () => {
    for (const run of [0, 5]) {
      const expected = choices(model, run);
      const found = new Map<string, number>();
      for (let i = 0; i < N; i++) {
        for (const { step, segment, chosen } of countryLedger(model, key(run), i, STEPS - 1)
          .decisions) {
          found.set(`${i} ${segment} ${step}`, chosen);
        }
      }
      expect(found.size).toBeGreaterThan(100);
      expect(new Map([...found].sort())).toEqual(new Map([...expected].sort()));
    }
  });

  test("takes each apart: the chosen is worth most, the terms of a margin sum to it", () => {
    const { decisions } = countryLedger(model, key(2), 4, STEPS - 1);
    for (const { values, terms, chosen, runnerUp } of decisions) {
      expect(at(values, chosen)).toBe(Math.max(...values));
      if (runnerUp < 0) continue;
      expect(at(values, runnerUp)).toBe(Math.max(...values.filter((_, a) => a !== chosen)));
      const of = (a: number) => terms.subarray(a * UTILITY_TERMS, (a + 1) * UTILITY_TERMS);
      const sum = of(chosen).reduce((total, term, t) => total + term - at(of(runnerUp), t), 0);
      expect(sum).toBeCloseTo(at(values, chosen) - at(values, runnerUp), 12);
    }
  });

  test("peers, by weight and by what they used, give back the term of peers", () => {
    const { decisions } = countryLedger(
      world({ parameters: { "peers.uniform": 0.3 } }),
      key(2),
      4,
      STEPS - 1,
    );
    for (const one of decisions) {
      for (let j = 0; j < one.uniformUse.length; j++) {
        const users = one.peerHolders.map((bits) => (bits >>> j) & 1);
        const listed = users.reduce((sum, uses, e) => sum + uses * at(one.peerWeights, e), 0);
        const use = listed / 32768 + at(one.uniformUse, j);
        expect(one.peersWeight * use).toBeCloseTo(at(one.terms, (j + 1) * UTILITY_TERMS + 4), 12);
      }
    }
    expect(decisions.length).toBeGreaterThan(3);
  });

  test("ends with what the country holds, and is the same however long it goes on", () => {
    const short = countryLedger(model, key(2), 4, 20);
    const long = countryLedger(model, key(2), 4, STEPS - 1);
    expect(long.decisions.filter(({ step }) => step <= 20)).toEqual(short.decisions);
    expect(long.events.filter(({ step }) => step <= 20)).toEqual(short.events);
    const state = replay(model, key(2), {}, STEPS).state;
    expect(long.holders).toEqual([0, 1, 2].map((d) => at(state.holder, d * N + 4) + 1));
  });

  test("tells of laws, tiers, bans, moratoria and treaties when they begin", () => {
    const reach = { when: null, end: STEPS, ramp: 0, countries: Int32Array.of(4) };
    const interventions: readonly Intervention[] = [
      { ...reach, id: "pause", kind: "moratorium", start: 10, end: 12 },
      { ...reach, id: "rules", kind: "mandate_rules", start: 6, tier: 2, tradeLeverage: 1 },
      { ...reach, id: "ban", kind: "ban", start: 14, supplier: 1, compliance: 1 },
      {
        ...reach,
        id: "pact",
        kind: "open_treaty",
        key: 77,
        start: 8,
        founders: Int32Array.of(4),
        minMembers: 1,
        core: new Int32Array(N),
        minCore: 0,
        tier: 0,
        licenceTier: 0,
        target: -1,
      },
    ];
    const mechanisms = { moratoria: false, rules: false, bans: false };
    const { events } = countryLedger(world({ interventions, mechanisms }), key(0), 4, STEPS - 1);
    const dates = (kind: string) =>
      events.filter((one) => one.kind === kind).map((one) => one.step);
    expect(dates("moratorium")).toEqual([10]);
    expect(dates("moratorium ended")).toEqual([12]);
    expect(dates("ban imposed")).toEqual([14]);
    expect(dates("joined")).toEqual([8]);
    expect(events.find(({ kind }) => kind === "joined")?.treaty).toBe("pact");
    expect(events.find(({ kind }) => kind === "tier up")).toMatchObject({ step: 6, tier: 2 });
  });

  test("contracts in its events add up to what is held", () => {
    for (let i = 0; i < N; i++) {
      const { events, holders } = countryLedger(model, key(7), i, STEPS - 1);
      const held = [0, 0, 0];
      for (const { kind, segment, supplier } of events) {
        if (kind === "signed" || kind === "switched") held[segment] = supplier + 1;
        if (kind === "renewed") expect(held[segment]).toBe(supplier + 1);
        if (kind === "dropped" || kind === "cancelled" || kind === "removed") held[segment] = 0;
      }
      expect(held).toEqual(holders);
    }
  });

  test("is refused where a plugin chooses", () => {
    const own = {
      kind: "process",
      id: "dice",
      definition: "Lets nobody choose",
      instead: "choose",
      run: () => undefined,
    } as const;
    const other = world({ definitions: [own] });
    expect(() => countryLedger(other, key(0), 0, 3)).toThrow(/"dice" of a plugin chooses instead/);
  });
});
