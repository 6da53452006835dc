import { expect, test } from "vitest";
import { incomeOrderOf, NO_MATCH } from "../../src/core/matched-pairs.ts";
import { measureTotals } from "../../src/core/measure-totals.ts";
import type { Setup } from "../support/laboratory.ts";
import { at, covariate, play, type Stage, stage } from "./processes/stage.ts";

/** Six countries along income, alike in all else but where a test says so. */
const six = (over: Setup = {}): Stage => {
  const made = stage({
    countries: 6,
    segments: 1,
    attributes: { norm: [1, 0] },
    ...over,
    frame: {
      zIncome: covariate(0, 0.4, -0.5, 1, 1, -2),
      democracy: covariate(0.5, 0.5, 0.5, 0.5, 0.5, 0.5),
      norm: Float64Array.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.5),
      ...over.frame,
    },
  });
  play(made, 0, "intervene", "expose", "price");
  return made;
};

/** Country i signs with supplier j, or with nobody, in the step under way. */
function sign({ state }: Stage, i: number, j: number): void {
  state.nextHolder[i] = j;
  state.nextStatus[i] = j < 0 ? 0 : 1;
  state.changed[state.changedCount++] = i;
}

/** Ends the step under way. */
function end(made: Stage): void {
  play(made, made.state.step, "commit");
  measureTotals(made.model, made.state);
  made.state.changedCount = 0;
}

const matchOf = ({ state, model }: Stage, i: number, j: number): number =>
  at(state.pairs.match, i * model.frame.suppliers + j);

test("the match is nearest in z(ln y), D and n among countries without the supplier", () => {
  const made = six();
  sign(made, 0, 0);
  end(made);
  // Country 1 is 0.4 away, country 2 by 0.5.
  expect(matchOf(made, 0, 0)).toBe(1);
  const apart = six({ frame: { democracy: covariate(0.5, 0.9, 0.5, 0.5, 0.5, 0.5) } });
  sign(apart, 0, 0);
  end(apart);
  // Now 1 is away by the root of 0.16 + 0.16, more than 0.5.
  expect(matchOf(apart, 0, 0)).toBe(2);
  const unlike = six({ frame: { norm: Float64Array.of(0.5, 0.5, 0.8, 0.5, 0.5, 0.5) } });
  unlike.state.norm[1] = 0;
  sign(unlike, 0, 0);
  end(unlike);
  // The squares are 0.16 + 0.25 and 0.25 + 0.09: norms of now count, not those of the start.
  expect(matchOf(unlike, 0, 0)).toBe(2);
});

test("of equally near countries the first is taken", () => {
  const made = six({ frame: { zIncome: covariate(0, 3, 1, -1, 1, -1) } });
  sign(made, 0, 0);
  end(made);
  expect(matchOf(made, 0, 0)).toBe(2);
});

test("who signs in the same step, or has ever signed, is no match; another supplier's customer is", () => {
  const made = six();
  sign(made, 0, 0);
  sign(made, 1, 0);
  sign(made, 2, 1);
  end(made);
  expect(matchOf(made, 0, 0)).toBe(2);
  expect(matchOf(made, 1, 0)).toBe(3);
  // Country 0 leaves; it has had the supplier, so it matches nobody any more.
  made.state.step = 1;
  sign(made, 0, -1);
  end(made);
  made.state.step = 2;
  sign(made, 2, 0);
  end(made);
  expect(matchOf(made, 2, 0)).toBe(3);
});

test("where nobody is left there is no match and no pair", () => {
  const made = six();
  for (let i = 0; i < 6; i++) sign(made, i, 0);
  made.state.step = 3;
  end(made);
  for (let i = 0; i < 6; i++) expect(matchOf(made, i, 0)).toBe(NO_MATCH);
  expect(made.state.pairs.changeOfAll).toBe(0);
});

test("the change is that of signers less that of their matches, at each year's end", () => {
  const made = six();
  const { state } = made;
  sign(made, 0, 0);
  sign(made, 5, 1);
  end(made);
  expect([matchOf(made, 0, 0), matchOf(made, 5, 1)]).toEqual([1, 2]);
  // Country 0 moves by 0.2 towards supplier 0 (norm 1), its match by 0.05; country 5 moves by 0.1 away
  // from supplier 1 (norm 0), its match by 0.3 towards it.
  state.norm.set([0.7, 0.55, 0.2, 0.5, 0.5, 0.6]);
  state.step = 2;
  end(made);
  expect([...state.pairs.change]).toEqual([0, 0]);
  state.step = 3;
  end(made);
  expect(state.pairs.change[0]).toBeCloseTo(0.2 - 0.05, 14);
  expect(state.pairs.change[1]).toBeCloseTo(-0.1 - 0.3, 14);
  expect(state.pairs.changeOfAll).toBeCloseTo((0.15 - 0.4) / 2, 14);
});

test("a pair ends with the contract or when the match signs; who comes back is paired anew", () => {
  const made = six();
  const { state } = made;
  sign(made, 0, 0);
  end(made);
  state.norm[0] = 0.9;
  state.step = 1;
  sign(made, 1, 0);
  end(made);
  state.step = 3;
  end(made);
  // Country 1 was the match of 0 and is now a customer, paired with 3.
  expect(matchOf(made, 1, 0)).toBe(3);
  expect(state.pairs.change[0]).toBe(0);
  state.step = 4;
  sign(made, 0, -1);
  end(made);
  state.step = 5;
  sign(made, 0, 0);
  end(made);
  expect(matchOf(made, 0, 0)).toBe(2);
  state.norm[0] = 1;
  state.step = 7;
  end(made);
  expect(state.pairs.change[0]).toBeCloseTo((0.1 + 0) / 2, 14);
});

test("countries are ordered by income once for all models of a frame", () => {
  const { model } = six();
  expect([...model.incomeOrder.order]).toEqual([5, 2, 0, 1, 3, 4]);
  expect([...model.incomeOrder.rank]).toEqual([2, 3, 1, 4, 5, 0]);
  expect(incomeOrderOf(model.frame)).toBe(model.incomeOrder);
});

test("with norms that only contracts move, the change is the drift of customers", () => {
  const made = six({
    parameters: { "norms.supplier": 0.1, "norms.shielding": 0 },
    mechanisms: { norms: true },
  });
  sign(made, 0, 0);
  end(made);
  for (let s = 1; s <= 11; s++) {
    made.state.step = s;
    play(made, s, "drift-norms");
    end(made);
  }
  const exposure = 0.1 * at(made.model.populationShare, 0);
  const drifted = 0.5 * (1 - Math.exp((-exposure * 11) / 4));
  expect(made.state.pairs.change[0]).toBeCloseTo(drifted, 12);
});
