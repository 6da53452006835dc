import { describe, expect, test } from "vitest";
import type { Intervention } from "../../../src/core/intervention.ts";
import { cascadePart, type Source } from "../../../src/core/ledger/cascade.ts";
import { replay } from "../../../src/core/ledger/watch.ts";
import type { Model } from "../../../src/core/model.ts";
import type { State } from "../../../src/core/state.ts";
import { key, laboratory } from "../../support/laboratory.ts";
import { whole, wholeWorld } from "../../verification/whole-world.ts";
import { at, listening } from "../processes/stage.ts";

const STEPS = 40;

/** The bans that countries made themselves, one of them taken back whenever it is made: cell and step. */
function bans(model: Model, run: number, without = -1): Map<number, number> {
  const found = new Map<number, number>();
  const after = (process: string, _: Model, state: State) => {
    if (process !== "ban-suppliers") return;
    if (without >= 0 && state.ownBan[without] === 1) {
      state.ownBan[without] = 0;
      const kept = [...state.begun.subarray(0, state.begunCount)].filter((one) => one !== without);
      state.begun.set(kept);
      state.begunCount = kept.length;
    }
    state.ownBan.forEach((banned, cell) => {
      if (banned === 1 && !found.has(cell)) found.set(cell, state.step);
    });
  };
  replay(model, key(run), { after }, STEPS);
  return found;
}
const fromContract = ({ source }: { source: Source }) => source.decision === "contract";

/** Step and supplier of everybody's first contract, where one country takes none from a step on. */
function firsts(model: Model, run: number, without = -1, from = 0): string[] {
  const n = model.frame.countries;
  const found = new Array<string>(n).fill("none");
  const skip = (process: string, _: Model, state: State) => {
    if (process !== "choose" || state.step < from) return;
    const kept = [...state.due.subarray(0, state.dueCount)].filter((id) => id % n !== without);
    state.due.set(kept);
    state.dueCount = kept.length;
  };
  const end = (_: Model, state: State) => {
    for (let i = 0; i < n; i++) {
      const holder = [...state.holder].find((one, id) => id % n === i && one >= 0);
      if (found[i] === "none" && holder !== undefined) found[i] = `${state.step} ${holder}`;
    }
  };
  replay(model, key(run), { before: skip, end }, STEPS);
  return found;
}

describe("cascades", () => {
  test("are empty where nobody looks at anybody and nothing is shared", () => {
    const model = laboratory({
      countries: 12,
      steps: STEPS,
      parameters: { "opportunity.base_hazard": 0.3 },
      mechanisms: { learning: false },
    });
    const found = cascadePart(model, key(1), STEPS - 1);
    expect(found.adopted.filter((step) => step >= 0).length).toBeGreaterThan(8);
    expect(found.influences).toEqual([]);
  });

  test("run along a chain: whoever listens decides otherwise, nobody before it", () => {
    const n = 6;
    const model = laboratory({
      countries: n,
      steps: STEPS,
      parameters: { "opportunity.base_hazard": 0.02, "opportunity.contagion": 8 },
      mechanisms: { learning: false },
      // Everyone looks to the one before; the first to nobody.
      frame: listening(Array.from({ length: n }, (_, i) => (i === 0 ? [] : [i - 1]))),
    });
    let seen = 0;
    for (let run = 0; run < 12; run++) {
      const found = cascadePart(model, key(run), STEPS - 1);
      for (const { source, target } of found.influences) {
        expect(target).toBeGreaterThan(source.country);
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(5);
  });

  test("have the influences that a replay without the source shows, and no others", () => {
    const parameters = { ...whole, "opportunity.base_hazard": 0.1, "opportunity.contagion": 3 };
    const model = laboratory(wholeWorld({ steps: STEPS, parameters }, 12));
    const found = cascadePart(model, key(4), STEPS - 1);
    const base = firsts(model, 4);
    let influenced = 0;
    for (let source = 0; source < 12; source++) {
      const adopted = at(found.adopted, source);
      if (adopted < 0) continue;
      const other = firsts(model, 4, source, adopted);
      const expected = base.flatMap((first, target) =>
        target !== source && other[target] !== first ? [target] : [],
      );
      const own = found.influences.filter(
        (one) => fromContract(one) && one.source.country === source,
      );
      const contracts = own.filter(({ decision }) => decision === "contract");
      expect(contracts.map(({ target }) => target)).toEqual(expected);
      influenced += expected.length;
    }
    expect(influenced).toBeGreaterThan(5);
  });

  test("have the influences of bans that a replay without the ban shows, and no others", () => {
    const parameters = {
      ...whole,
      "opportunity.base_hazard": 0.3,
      "ban.base": 0.05,
      "ban.peers": 6,
    };
    // Bans may come from the first step on, and spread among peers; later all of them are looked at anew.
    const pause: Intervention = {
      ...{ id: "pause", kind: "moratorium", start: 20, end: 22, ramp: 0, when: null },
      countries: Int32Array.of(5),
    };
    const setup = wholeWorld({ steps: STEPS, parameters, interventions: [pause] }, 12);
    const model = laboratory({ ...setup, frame: { ...setup.frame, bansFrom: 0 } });
    const J = model.frame.suppliers;
    const found = cascadePart(model, key(4), STEPS - 1);
    const banned = bans(model, 4);
    expect(found.influences.filter((one) => !fromContract(one)).length).toBeGreaterThan(3);
    const sources = found.adopted.filter((step) => step >= 0).length + banned.size;
    expect(found.sources).toBe(sources);
    for (const [cell, step] of banned) {
      const country = Math.floor(cell / J);
      const source = { country, decision: "ban", supplier: cell % J, step };
      const other = bans(model, 4, cell);
      const expected = [...new Set([...banned.keys(), ...other.keys()])]
        .filter((one) => Math.floor(one / J) !== country && banned.get(one) !== other.get(one))
        .sort((a, b) => a - b);
      const own = found.influences.filter(
        (one) =>
          !fromContract(one) && one.source.country === country && one.source.supplier === cell % J,
      );
      for (const one of own) expect(one.source).toEqual(source);
      const theirs = own.filter(({ decision }) => decision === "ban");
      expect(theirs.map(({ target, supplier }) => target * J + supplier)).toEqual(expected);
    }
  });

  test("are the same in parts as in one", () => {
    const model = laboratory(wholeWorld({ steps: STEPS, parameters: whole }, 12));
    const all = cascadePart(model, key(4), STEPS - 1);
    const parts = [0, 1, 2].map((part) => cascadePart(model, key(4), STEPS - 1, part, 3));
    const order = (list: typeof all.influences) => list.map((one) => JSON.stringify(one)).sort();
    expect(order(parts.flatMap(({ influences }) => influences))).toEqual(order(all.influences));
    expect(parts.reduce((sum, { sources }) => sum + sources, 0)).toBe(all.sources);
  });
});
