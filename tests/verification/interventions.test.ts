import { describe, expect, test } from "vitest";
import type { Intervention } from "../../src/core/intervention.ts";
import { verbs } from "../../src/scenario/format/verbs.ts";
import { series } from "../support/columns.ts";
import { laboratory, runs, type Setup } from "../support/laboratory.ts";
import { kinds, on, reach } from "./kinds.ts";
import { wholeWorld } from "./whole-world.ts";

test("every verb has a case", () => {
  expect(new Set(kinds.map(([, { kind }]) => kind))).toEqual(new Set(Object.keys(verbs)));
});

const STEPS = 30;
const COUNT = 3;
const runsWith = (interventions: Setup["interventions"]) =>
  runs(laboratory(wholeWorld({ steps: STEPS, ...(interventions && { interventions }) })), COUNT);
const plain = runsWith([]);
const hashes = (list: typeof plain) => list.map((run) => run.resultHash);

describe("M7: a measure of size nothing, or after the horizon, changes nothing", () => {
  test.each(kinds)("%s", (_, full, nothing) => {
    if (nothing) expect(hashes(runsWith([nothing]))).toEqual(hashes(plain));
    expect(hashes(runsWith([{ ...full, start: STEPS, end: STEPS + 9 }]))).toEqual(hashes(plain));
  });
});

describe("M8: a measure acts from its date on, not before", () => {
  test.each(kinds)("%s", (_, full) => {
    let moved = false;
    runsWith([full]).forEach((run, k) => {
      const columns = plain[k]?.columns ?? new Float64Array(0);
      run.columns.forEach((value, at) => {
        if (Object.is(value, columns[at])) return;
        expect(at % STEPS).toBeGreaterThanOrEqual(10);
        moved = true;
      });
    });
    expect(moved).toBe(true);
  });
});

describe("M3: a banned supplier", () => {
  const under = (compliance: number) => {
    const ban: Intervention = { ...on, kind: "ban", compliance };
    const model = laboratory(wholeWorld({ steps: STEPS, interventions: [ban] }));
    return runs(model, COUNT).map((run) => ({
      signed: [...series(model, run, "contracts.signed", 0)].slice(10, 24),
      held: [...series(model, run, "contracts.count", 0)],
    }));
  };

  test("signs nothing, and leaks what compliance leaves", () => {
    for (const { signed, held } of under(0.3)) {
      expect(Math.max(...signed)).toBe(0);
      expect(held[10]).toBeGreaterThan(0);
      expect(held[10]).toBeLessThan(held[9] ?? 0);
    }
  });

  test("loses all at compliance 1", () => {
    for (const { signed, held } of under(1)) {
      expect(Math.max(...signed)).toBe(0);
      expect(held[9]).toBeGreaterThan(0);
      expect(Math.max(...held.slice(10, 24))).toBe(0);
    }
  });
});

test("M4: under a moratorium everywhere there are no new contracts and no renewals", () => {
  const pause: Intervention = { ...reach, kind: "moratorium" };
  const model = laboratory(wholeWorld({ steps: STEPS, interventions: [pause] }));
  for (const run of runs(model, COUNT)) {
    const signed = [...series(model, run, "contracts.signed")];
    expect(Math.max(...signed.slice(10, 24))).toBe(0);
    expect(Math.max(...signed.slice(0, 10))).toBeGreaterThan(0);
    expect(Math.max(...signed.slice(24))).toBeGreaterThan(0);
  }
});
