import { describe, expect, test } from "vitest";
import { cascades } from "../../../src/core/ledger/cascade.ts";
import { replay } from "../../../src/core/ledger/watch.ts";
import type { Model } from "../../../src/core/model.ts";
import type { State } from "../../../src/core/state.ts";
import { key, laboratory } from "../../support/laboratory.ts";
import { whole, wholeWorld } from "../../verification/whole-world.ts";
import { at, listening } from "../processes/stage.ts";

const STEPS = 40;
const always = async () => true;

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
  test("are empty where nobody looks at anybody and nothing is shared", async () => {
    const model = laboratory({
      countries: 12,
      steps: STEPS,
      parameters: { "opportunity.base_hazard": 0.3 },
      mechanisms: { learning: false },
    });
    const found = await cascades(model, key(1), STEPS - 1, always);
    expect(found?.adopted.filter((step) => step >= 0).length).toBeGreaterThan(8);
    expect(found?.influences).toEqual([]);
  });

  test("run along a chain: whoever listens decides otherwise, nobody before it", async () => {
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
      const found = await cascades(model, key(run), STEPS - 1, always);
      for (const { source, target } of found?.influences ?? []) {
        expect(target).toBeGreaterThan(source);
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(5);
  });

  test("have the influences that a replay without the source shows, and no others", async () => {
    const parameters = { ...whole, "opportunity.base_hazard": 0.1, "opportunity.contagion": 3 };
    const model = laboratory(wholeWorld({ steps: STEPS, parameters }, 12));
    const found = await cascades(model, key(4), STEPS - 1, always);
    if (found === null) throw new Error("stopped");
    const base = firsts(model, 4);
    let influenced = 0;
    for (let source = 0; source < 12; source++) {
      const adopted = at(found.adopted, source);
      if (adopted < 0) continue;
      const other = firsts(model, 4, source, adopted);
      const expected = base.flatMap((first, target) =>
        target !== source && other[target] !== first ? [target] : [],
      );
      const own = found.influences.filter((one) => one.source === source);
      const contracts = own.filter(({ decision }) => decision === "contract");
      expect(contracts.map(({ target }) => target)).toEqual(expected);
      expect(at(found.sizes, source)).toBe(new Set(own.map(({ target }) => target)).size);
      influenced += expected.length;
    }
    expect(influenced).toBeGreaterThan(5);
  });

  test("can be stopped", async () => {
    const model = laboratory(wholeWorld({ steps: STEPS, parameters: whole }, 12));
    expect(await cascades(model, key(4), STEPS - 1, async () => false)).toBeNull();
  });
});
