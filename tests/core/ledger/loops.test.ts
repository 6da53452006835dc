import { describe, expect, test } from "vitest";
import { defineProcess } from "../../../src/core/definitions.ts";
import {
  holding,
  LOOP_COALITIONS,
  type LoopId,
  loopIds,
  loopWorths,
} from "../../../src/core/ledger/loops.ts";
import type { Model } from "../../../src/core/model.ts";
import type { Mechanisms } from "../../../src/core/parameters.ts";
import { simulate } from "../../../src/core/simulate.ts";
import { createState } from "../../../src/core/state.ts";
import { columnNamed } from "../../support/columns.ts";
import { key, laboratory } from "../../support/laboratory.ts";
import { whole, wholeWorld } from "../../verification/whole-world.ts";
import { listening } from "../processes/stage.ts";

const STEPS = 40;
const ALL = LOOP_COALITIONS - 1;
const busy = { ...whole, "opportunity.base_hazard": 0.3, "contract.term": 2 };
const world = (mechanisms: Partial<Mechanisms> = {}): Model =>
  laboratory(wholeWorld({ steps: STEPS, parameters: busy, mechanisms }, 14));
const everyColumn = (model: Model) => Array.from({ length: model.columns }, (_, c) => c);
/** The series of all columns in a coalition. */
const seriesOf = (worths: Float64Array, coalition: number) => {
  const width = worths.length / LOOP_COALITIONS;
  return worths.subarray(coalition * width, (coalition + 1) * width);
};
const bit = (loop: LoopId) => 1 << loopIds.indexOf(loop);

describe("feedback loops", () => {
  test("all at work are the run itself, bit by bit", () => {
    const model = world();
    const { columns } = simulate(model, createState(model), key(2), { holders: false });
    const worths = loopWorths(model, key(2), 1, STEPS - 1, everyColumn(model));
    expect(seriesOf(worths, ALL)).toEqual(columns);
  });

  test("leave everything as it was until they are held, in every coalition", () => {
    const model = world();
    const worths = loopWorths(model, key(2), 12, STEPS - 1, everyColumn(model));
    const length = STEPS - 11;
    const run = seriesOf(worths, ALL);
    let moved = 0;
    for (let s = 0; s < LOOP_COALITIONS; s++) {
      const its = seriesOf(worths, s);
      for (let c = 0; c < model.columns; c++) {
        expect(its[c * length]).toBe(run[c * length]);
        if (its[c * length + length - 1] !== run[c * length + length - 1]) moved++;
      }
    }
    expect(moved).toBeGreaterThan(LOOP_COALITIONS * 10);
  });

  const switches: Readonly<Record<LoopId, Partial<Mechanisms>>> = {
    price_learning: { learning: false },
    peers: { peers: false },
    norms: { norms: false, ideal_points: false },
    backlash_and_rules: {
      reputation: false,
      backlash: false,
      laws: false,
      rules: false,
      bans: false,
      moratoria: false,
    },
    unrest: { unrest: false },
  };

  test.each(loopIds)("%s carries something, and nothing once its mechanism is off", (loop) => {
    const differs = (model: Model): boolean => {
      const worths = loopWorths(model, key(5), 1, STEPS - 1, everyColumn(model));
      for (let s = 0; s < LOOP_COALITIONS; s++) {
        const [its, other] = [seriesOf(worths, s), seriesOf(worths, s & ~bit(loop))];
        if (its.some((value, k) => value !== other[k])) return true;
      }
      return false;
    };
    expect(differs(world())).toBe(true);
    expect(differs(world(switches[loop]))).toBe(false);
  });

  test("of price learning held leave every unit cost where it stood", () => {
    // Nothing but experience moves costs here.
    const model = laboratory({
      suppliers: 2,
      countries: 10,
      steps: STEPS,
      parameters: { "opportunity.base_hazard": 0.5 },
    });
    const prices = [0, 1].map((j) => columnNamed(model, "price.index", j));
    const worths = loopWorths(model, key(1), 20, STEPS - 1, prices);
    const held = seriesOf(worths, ALL & ~bit("price_learning"));
    const free = seriesOf(worths, ALL);
    const length = STEPS - 19;
    for (let j = 0; j < 2; j++) {
      const [at, end] = [j * length, (j + 1) * length - 1];
      // The price of a step is that of the experience at its beginning.
      for (let k = at + 1; k <= end; k++) expect(held[k]).toBe(held[at + 1]);
      expect(free[end]).toBeLessThan(held[end] ?? 0);
    }
  });

  test("of norms held leave every norm where it stood", () => {
    const model = world();
    const worths = loopWorths(model, key(1), 15, STEPS - 1, [columnNamed(model, "norms.mean")]);
    const held = seriesOf(worths, ALL & ~bit("norms"));
    expect(new Set(held).size).toBe(1);
    expect(new Set(seriesOf(worths, ALL)).size).toBeGreaterThan(10);
  });

  test("of rules held leave laws, safeguards and bans where they stood", () => {
    const model = laboratory(
      wholeWorld({ steps: STEPS, parameters: busy, mechanisms: { treaties: false } }, 14),
    );
    const columns = [
      columnNamed(model, "rules.law_share"),
      columnNamed(model, "backlash.mean"),
      columnNamed(model, "rules.bans", 0),
    ];
    const worths = loopWorths(model, key(1), 15, STEPS - 1, columns);
    const held = seriesOf(worths, ALL & ~bit("backlash_and_rules"));
    const length = STEPS - 14;
    // Bans that were made in the step before are in force in the first.
    for (const c of columns.keys()) {
      expect(new Set(held.subarray(c * length + 1, (c + 1) * length)).size).toBe(1);
    }
  });

  test("have one that carries all where it is the only one", () => {
    const n = 12;
    const model = laboratory({
      countries: n,
      steps: STEPS,
      parameters: { "opportunity.base_hazard": 0.02, "opportunity.contagion": 5 },
      mechanisms: { learning: false },
      frame: listening(Array.from({ length: n }, (_, i) => [(i + 1) % n, (i + 2) % n])),
    });
    const column = columnNamed(model, "adoption.countries");
    let carried = 0;
    for (let run = 0; run < 8; run++) {
      const worths = loopWorths(model, key(run), 1, STEPS - 1, [column]);
      for (let s = 0; s < LOOP_COALITIONS; s++) {
        const alike = (s & bit("peers")) === 0 ? 0 : ALL;
        expect(seriesOf(worths, s)).toEqual(seriesOf(worths, alike));
      }
      carried += (seriesOf(worths, ALL).at(-1) ?? 0) - (seriesOf(worths, 0).at(-1) ?? 0);
    }
    expect(carried).toBeGreaterThan(10);
  });

  test("are held in the history of a branch, too", () => {
    const trunk = world();
    const model = { ...world(), trunk: { model: trunk, step: 25 } };
    const columns = everyColumn(model);
    // A branch with equal settings is its trunk, whichever loops are held.
    const branch = loopWorths(model, key(3), 10, STEPS - 1, columns);
    const plain = loopWorths(trunk, key(3), 10, STEPS - 1, columns);
    expect(branch).toEqual(plain);
  });

  test("touch no model: what is held is held in a copy", () => {
    const model = world();
    const { schedule } = model;
    const other = holding(model, () => true, 1);
    expect(model.schedule).toBe(schedule);
    expect(other.schedule).not.toBe(schedule);
    expect(holding(model, () => false, 1)).toBe(model);
  });

  test("are refused where a plugin stands in the place of a process that they go through", () => {
    const model = laboratory({
      definitions: [defineProcess({ id: "own", definition: "Mine.", instead: "price", run() {} })],
    });
    expect(() => loopWorths(model, key(1), 1, 3, [0])).toThrow(/"own" of a plugin.*"price"/);
  });
});
