import { expect, test } from "vitest";
import { defineProcess } from "../../../src/core/definitions.ts";
import { countryLedger } from "../../../src/core/ledger/country-ledger.ts";
import { DECISION_FACTS, occasions, runDecisions } from "../../../src/core/ledger/run-decisions.ts";
import { UTILITY_TERMS } from "../../../src/core/ledger/utility-terms.ts";
import { key, laboratory } from "../../support/laboratory.ts";
import { whole, wholeWorld } from "../../verification/whole-world.ts";
import { at } from "../processes/stage.ts";

const STEPS = 40;
const parameters = { ...whole, "opportunity.base_hazard": 0.3, "contract.term": 2 };
const model = laboratory(wholeWorld({ steps: STEPS, parameters }, 12));
const { facts, margins, terms } = runDecisions(model, key(3), STEPS - 1);

test("the decisions of a run are those of every country's ledger", () => {
  const ledgers = Array.from({ length: 12 }, (_, i) => countryLedger(model, key(3), i, STEPS - 1));
  const expected = ledgers
    .flatMap(({ country, decisions }) => decisions.map((one) => ({ country, ...one })))
    .map(({ step, country, segment, occasion, incumbent, chosen, runnerUp }) =>
      [step, country, segment, occasions.indexOf(occasion), incumbent, chosen, runnerUp].join(" "),
    );
  const found = Array.from(margins, (_, k) =>
    facts.subarray(k * DECISION_FACTS, (k + 1) * DECISION_FACTS).join(" "),
  );
  expect(found.length).toBeGreaterThan(50);
  expect([...found].sort()).toEqual(expected.sort());
  const order = found.map((text) => text.split(" ").slice(0, 3).map(Number));
  const sorted = [...order].sort(
    (a, b) => at(a, 0) - at(b, 0) || at(a, 1) - at(b, 1) || at(a, 2) - at(b, 2),
  );
  expect(order).toEqual(sorted);
});

test("their terms sum to the margin, which is never below 0", () => {
  for (const [k, margin] of margins.entries()) {
    const own = terms.subarray(k * UTILITY_TERMS, (k + 1) * UTILITY_TERMS);
    const sum = own.reduce((all, one) => all + one, 0);
    const size = own.reduce((all, one) => all + Math.abs(one), 1);
    if (at(facts, k * DECISION_FACTS + 6) < 0) expect(margin).toBeNaN();
    else {
      expect(margin).toBeGreaterThanOrEqual(0);
      expect(Math.abs(sum - margin)).toBeLessThan(1e-12 * size);
    }
  }
});

test("they are refused where a plugin chooses", () => {
  const own = defineProcess({ id: "own", definition: "Mine.", instead: "choose", run() {} });
  expect(() => runDecisions(laboratory({ definitions: [own] }), key(1), 2)).toThrow(/of a plugin/);
});
