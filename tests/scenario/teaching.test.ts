import { expect, test } from "vitest";
import { resolvedDocument } from "../../src/scenario/resolved-document.ts";
import { HEAD, scenarioOf } from "./parse-text.ts";

const document = `${HEAD}
teach:
  what_is_it: A lesson.
  minutes: 30
  steps:
    - title: Look
      text: Look at it.
      guess: true
      find: { number: How many, metric: market.share, supplier: china, at: 2020Q4, within: 0.01 }
    - title: Move
      text: Move it.
      levers: [choice.price, suppliers.china.price]
      scenario: { parameters: { choice.lock_in: 0 } }
      find: { number: Where, metric: market.hhi, lever: choice.price, between: [0, 5], reaches: start, within: 0.1 }
      question: Why?
      answer: Because.
    - title: Count
      text: Count them.
      find: { number: Share of runs, metric: market.hhi, statistic: runs, above: 3, within: 0.05 }
    - title: Compare
      text: Compare them.
      scenario: { mechanisms: { peers: false } }
      find: { number: Change, metric: market.hhi, statistic: change, against: { parameters: { choice.price: 1 } }, within: 1 }
  pitfalls: [Reading medians as means]
  limits: [Anything beyond the model]
`;

test("a lesson carries its steps, with levers, what to try, and numbers to find", async () => {
  const { teach } = await scenarioOf(document);
  expect(teach).toMatchObject({ minutes: 30, pitfalls: ["Reading medians as means"] });
  const [look, move, count, compare] = teach?.steps ?? [];
  expect(look).toEqual({
    title: "Look",
    text: "Look at it.",
    levers: [],
    scenario: null,
    guess: true,
    find: {
      number: "How many",
      outcome: {
        name: "market.share.china@2020Q4",
        metric: "market.share",
        by: "supplier",
        of: "china",
        at: 2021,
      },
      statistic: "mean",
      against: null,
      limit: null,
      lever: null,
      within: 0.01,
    },
    question: null,
    answer: null,
  });
  expect(move).toMatchObject({
    levers: ["choice.price", "suppliers.china.price"],
    scenario: { parameters: { "choice.lock_in": 0 } },
    find: { lever: { key: "choice.price", between: [0, 5], reaches: "start" } },
    answer: "Because.",
  });
  expect(count?.find).toMatchObject({ statistic: "runs", limit: { side: "above", value: 3 } });
  expect(compare?.find?.against).toEqual({ parameters: { "choice.price": 1 } });
});

test("a lesson that is written out again is the same", async () => {
  const scenario = await scenarioOf(document);
  const again = await scenarioOf(resolvedDocument(scenario));
  expect(again.teach).toEqual(scenario.teach);
});
