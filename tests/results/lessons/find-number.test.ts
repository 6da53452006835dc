import { describe, expect, test } from "vitest";
import { findNumber, type Measure, statistic } from "../../../src/results/lessons/find-number.ts";
import type { NumberToFind, PartialDocument } from "../../../src/scenario/teaching.ts";

const outcome = { name: "x", metric: "market.hhi", by: "none", of: null, at: null } as const;
const plain: NumberToFind = {
  number: "x",
  outcome,
  statistic: "mean",
  against: null,
  limit: null,
  lever: null,
  within: 1,
};

/** A world whose outcome is the price weight squared, plus the run's own luck, plus ten without peers. */
const world =
  (asked: (readonly PartialDocument[])[] = []): Measure =>
  async (over) => {
    asked.push(over);
    let price = 2;
    let more = 0;
    for (const { parameters, mechanisms } of over as readonly Record<
      string,
      Record<string, never>
    >[]) {
      price = parameters?.["choice.price"] ?? price;
      if (mechanisms?.peers === false) more = 10;
    }
    return [-1, 0, 1].map((luck) => price ** 2 + luck + more);
  };

const peersOff = { mechanisms: { peers: false } };

describe("a number to find", () => {
  test("is the mean of the step's runs", async () => {
    expect(await findNumber({ find: plain, scenario: peersOff }, world())).toBe(14);
  });

  test("is the mean change against the lesson's start, or against what it says", async () => {
    const find = { ...plain, statistic: "change" } as const;
    expect(await findNumber({ find, scenario: peersOff }, world())).toBe(10);
    const against = { parameters: { "choice.price": 3 } };
    expect(await findNumber({ find: { ...find, against }, scenario: peersOff }, world())).toBe(5);
  });

  test("is where a lever brings back what there was at the start", async () => {
    const lever = { key: "choice.price", between: [0, 5], reaches: "start" } as const;
    const asked: (readonly PartialDocument[])[] = [];
    const find = { ...plain, lever };
    const none = { parameters: { "choice.price": 4 } };
    expect(await findNumber({ find, scenario: none }, world(asked))).toBeCloseTo(2, 1);
    expect(asked).toHaveLength(7);
    expect(asked[1]).toEqual([none, { parameters: { "choice.price": 0 } }]);
  });

  test("is where a lever takes a change to a value, both sides moved alike", async () => {
    const measure: Measure = async (over) => {
      const text = JSON.stringify(over);
      const price = Number(/"price":([\d.]+)/.exec(text)?.[1] ?? 1);
      return [text.includes("peers") ? 3 * price : 6];
    };
    const lever = { key: "suppliers.china.price", between: [1, 4], reaches: 0 } as const;
    const find = { ...plain, statistic: "change", lever } as const;
    expect(await findNumber({ find, scenario: peersOff }, measure)).toBeCloseTo(2, 10);
  });

  test("that the lever does not reach is refused, with what it comes to", async () => {
    const lever = { key: "choice.price", between: [0, 1], reaches: 9 } as const;
    await expect(
      findNumber({ find: { ...plain, lever }, scenario: null }, world()),
    ).rejects.toThrow("choice.price does not reach 9: it comes to 0 at 0 and 1 at 1");
  });

  test("leaves failed runs out, in pairs where it is a change", () => {
    expect(statistic(plain, [1, Number.NaN, 3], null)).toBe(2);
    const change = { ...plain, statistic: "change" } as const;
    expect(statistic(change, [1, 5, 3], [0, Number.NaN, 0])).toBe(2);
    expect(() => statistic(plain, [Number.NaN], null)).toThrow("no run finished");
  });

  test("is the spread of the runs, or the share of them beyond a limit", () => {
    expect(statistic({ statistic: "spread", limit: null }, [1, 2, 3], null)).toBe(1);
    const runs = { statistic: "runs", limit: { side: "above", value: 1 } } as const;
    expect(statistic(runs, [1, 2, 3, 4], null)).toBe(0.75);
    const below = { statistic: "runs", limit: { side: "below", value: 2 } } as const;
    expect(statistic(below, [1, 2, 3, 4], null)).toBe(0.25);
  });
});
