import { expect, test } from "vitest";
import { resolvedDocument } from "../../src/scenario/resolved-document.ts";
import { HEAD, scenarioOf } from "./parse-text.ts";

const document = `${HEAD}
outcomes:
  leader: { metric: market.share, supplier: china, at: 2030 }
expect:
  - { outcome: leader, below: 0.35, in_at_least: 0.8 }
  - { metric: adoption.share, at: 2035Q4, against: baseline, higher: true, because: Cheaper }
  - { metric: market.hhi, against: baseline, no_clear_difference: true }
teach:
  what_is_it: A price war.
  things_to_notice: [Who gains]
  things_to_try:
    - Cut deeper
    - { text: Without lock-in, scenario: { parameters: { choice.lock_in: 0 } } }
  questions:
    - { question: Who gains?, answer: The loser. }
`;

test("expectations hold what is read off a run and what is claimed of it", async () => {
  const { expect: claims } = await scenarioOf(document);
  expect(claims).toEqual([
    {
      outcome: { name: "leader", metric: "market.share", by: "supplier", of: "china", at: 2031 },
      claim: { kind: "limit", side: "below", limit: 0.35, in_at_least: 0.8 },
      because: null,
    },
    {
      outcome: {
        name: "adoption.share@2035Q4",
        metric: "adoption.share",
        by: "none",
        of: null,
        at: 2036,
      },
      claim: { kind: "comparison", against: "baseline", direction: "higher" },
      because: "Cheaper",
    },
    {
      outcome: { name: "market.hhi", metric: "market.hhi", by: "none", of: null, at: null },
      claim: { kind: "comparison", against: "baseline", direction: "no_clear_difference" },
      because: null,
    },
  ]);
});

test("teaching material is carried with the scenarios to try", async () => {
  const { teach } = await scenarioOf(document);
  expect(teach).toEqual({
    what_is_it: "A price war.",
    minutes: null,
    things_to_notice: ["Who gains"],
    things_to_try: [
      { text: "Cut deeper", scenario: null },
      { text: "Without lock-in", scenario: { parameters: { "choice.lock_in": 0 } } },
    ],
    steps: [],
    questions: [{ question: "Who gains?", answer: "The loser." }],
    pitfalls: [],
    limits: [],
  });
});

test("neither is taken over from a parent", async () => {
  const scenario = await scenarioOf(`${HEAD}extends: p`, { p: document });
  expect(scenario.outcomes).toHaveLength(1);
  expect([scenario.expect, scenario.teach]).toEqual([[], null]);
});

test("a scenario written out whole keeps both", async () => {
  const scenario = await scenarioOf(document);
  const again = await scenarioOf(resolvedDocument(scenario));
  expect(again.teach).toEqual(scenario.teach);
  expect(again.expect.map(({ claim }) => claim)).toEqual(scenario.expect.map(({ claim }) => claim));
});

test("what a mistake in one scenario to try is does not turn up twice", async () => {
  const text = `${HEAD}parameters: { choice.price: 2 }\nteach: { things_to_try: [{ text: A, scenario: { runs: { count: 3 } } }, { text: B, scenario: { mechanisms: { peers: false } } }] }`;
  await expect(scenarioOf(text)).resolves.toMatchObject({ id: "mine" });
});
