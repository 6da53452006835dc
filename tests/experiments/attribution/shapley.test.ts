import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  coalitionsOf,
  drawOrders,
  exactShapley,
  pairIndex,
  type Shares,
  sampledShapley,
} from "../../../src/experiments/attribution/shapley.ts";
import { uniformDraws } from "../../../src/experiments/run-key.ts";

/** A game of one run by what each coalition is worth. */
const game = (worths: readonly number[]) => (s: number) => [worths[s] ?? Number.NaN];
const of = ({ contributions }: Shares) => contributions.map(([first]) => first ?? Number.NaN);
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Random games of up to five players in one run. */
const games = fc.integer({ min: 1, max: 5 }).chain((players) =>
  fc.record({
    players: fc.constant(players),
    worths: fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
      minLength: 1 << players,
      maxLength: 1 << players,
    }),
  }),
);

/** The Shapley value by its definition: the mean of what a player adds over all orders. */
function byOrders(players: number, worths: readonly number[]): number[] {
  const sums = new Array<number>(players).fill(0);
  let orders = 0;
  const extend = (order: readonly number[]) => {
    if (order.length === players) {
      orders++;
      let inside = 0;
      for (const player of order) {
        const before = worths[inside] ?? Number.NaN;
        inside |= 1 << player;
        sums[player] = (sums[player] ?? 0) + ((worths[inside] ?? Number.NaN) - before);
      }
      return;
    }
    for (let k = 0; k < players; k++) if (!order.includes(k)) extend([...order, k]);
  };
  extend([]);
  return sums.map((sum) => sum / orders);
}

describe("the axioms of Shapley", () => {
  test("efficiency: what players contribute sums to what all are worth over none", () => {
    fc.assert(
      fc.property(games, ({ players, worths }) => {
        const shares = of(exactShapley(players, 1, game(worths)));
        expect(total(shares)).toBeCloseTo((worths.at(-1) ?? 0) - (worths[0] ?? 0), 9);
      }),
      { seed: 1 },
    );
  });

  test("the value is the mean over all orders of joining", () => {
    fc.assert(
      fc.property(games, ({ players, worths }) => {
        const expected = byOrders(players, worths);
        for (const [k, share] of of(exactShapley(players, 1, game(worths))).entries()) {
          expect(share).toBeCloseTo(expected[k] ?? Number.NaN, 9);
        }
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  test("symmetry: two that add the same everywhere get the same", () => {
    const worths = Array.from({ length: 8 }, (_, s) => {
      const twins = (s & 1) + ((s >>> 1) & 1);
      return twins * twins * 3 + ((s >>> 2) & 1) * (1 + twins);
    });
    const [a, b, c] = of(exactShapley(3, 1, game(worths)));
    expect(a).toBeCloseTo(b ?? Number.NaN, 12);
    expect(c).not.toBeCloseTo(a ?? Number.NaN, 3);
  });

  test("nobody who adds nothing gets anything", () => {
    const worths = Array.from({ length: 8 }, (_, s) => [0, 5, 7, 20][s & 3] ?? 0);
    expect(of(exactShapley(3, 1, game(worths)))[2]).toBeCloseTo(0, 12);
  });

  test("additivity: the shares of a sum of games are the sums of their shares", () => {
    fc.assert(
      fc.property(games, ({ players, worths }) => {
        const other = worths.map((worth, s) => Math.sin(s) * worth + s);
        const sum = worths.map((worth, s) => worth + (other[s] ?? 0));
        const [a, b, both] = [worths, other, sum].map((one) =>
          of(exactShapley(players, 1, game(one))),
        );
        for (let k = 0; k < players; k++) {
          expect(both?.[k]).toBeCloseTo((a?.[k] ?? 0) + (b?.[k] ?? 0), 9);
        }
      }),
      { seed: 3, numRuns: 50 },
    );
  });
});

describe("known games", () => {
  test("one player gets all", () => {
    expect(of(exactShapley(1, 1, game([2, 9])))).toEqual([7]);
  });

  test("two substitutes share, and their interaction is below 0", () => {
    const { contributions, interactions } = exactShapley(2, 1, game([0, 6, 6, 6]));
    expect(contributions.map(([one]) => one)).toEqual([3, 3]);
    expect(interactions[0]?.[0]).toBe(-6);
  });

  test("gloves: the only left glove is worth two thirds of a pair, each right one a sixth", () => {
    const worths = Array.from({ length: 8 }, (_, s) => ((s & 1) === 1 && s > 1 ? 1 : 0));
    const [left, right, other] = of(exactShapley(3, 1, game(worths)));
    expect(left).toBeCloseTo(2 / 3, 12);
    expect(right).toBeCloseTo(1 / 6, 12);
    expect(other).toBeCloseTo(1 / 6, 12);
  });

  test("where effects only add, nothing interacts", () => {
    const worths = Array.from({ length: 16 }, (_, s) => (s & 1) * 2 + ((s >>> 2) & 1) * 5);
    const { interactions } = exactShapley(4, 1, game(worths));
    expect(interactions).toHaveLength(6);
    for (const [one] of interactions) expect(one).toBeCloseTo(0, 12);
  });

  test("a product of two interacts by its size, whoever else plays", () => {
    const worths = Array.from({ length: 8 }, (_, s) => ((s & 6) === 6 ? 4 : 0) + (s & 1));
    const { interactions } = exactShapley(3, 1, game(worths));
    expect(interactions[pairIndex(3, 1, 2)]?.[0]).toBeCloseTo(4, 12);
    expect(interactions[pairIndex(3, 0, 1)]?.[0]).toBeCloseTo(0, 12);
  });

  test("runs are shared out one by one", () => {
    const { contributions } = exactShapley(2, 2, (s) => [s, 10 * s]);
    expect(contributions.map((own) => [...own])).toEqual([
      [1, 10],
      [2, 20],
    ]);
  });

  test("no more than ten players are taken exactly", () => {
    expect(() => exactShapley(11, 1, () => [0])).toThrow(/11 players/);
  });
});

describe("sampled orders", () => {
  const players = 12;
  const orders = drawOrders(players, 40, uniformDraws("orders"));
  const worth = (s: number) => {
    let sum = 0;
    for (let k = 0; k < players; k++) sum += ((s >>> k) & 1) * (k + 1);
    return [sum + ((s & 3) === 3 ? 30 : 0)];
  };

  test("are permutations, each followed by its reverse, the same for the same seed", () => {
    for (let k = 0; k < orders.length; k += 2) {
      const order = orders[k] ?? [];
      expect([...order].sort((a, b) => a - b)).toEqual(
        Array.from({ length: players }, (_, i) => i),
      );
      expect(orders[k + 1]).toEqual([...order].reverse());
    }
    expect(drawOrders(players, 40, uniformDraws("orders"))).toEqual(orders);
    expect(drawOrders(players, 40, uniformDraws("other"))).not.toEqual(orders);
  });

  test("sum to the whole exactly, and pairs of orders have no error in games of pairs", () => {
    const shares = sampledShapley(players, 1, worth, orders);
    const values = of(shares);
    expect(total(values)).toBeCloseTo((worth((1 << players) - 1)[0] ?? 0) - 0, 9);
    expect(values[0]).toBeCloseTo(1 + 15, 9);
    expect(values[5]).toBeCloseTo(6, 9);
    for (const variance of shares.orderVariance) expect(variance).toBeCloseTo(0, 12);
  });

  test("find the value of a game of three within 4 of their standard errors", () => {
    const triple = (s: number) => [(s & 7) === 7 ? 9 : 0];
    const shares = sampledShapley(players, 1, triple, orders);
    for (const [k, share] of of(shares).entries()) {
      const error = Math.sqrt(shares.orderVariance[k] ?? 0);
      expect(Math.abs(share - (k < 3 ? 3 : 0))).toBeLessThanOrEqual(4 * error + 1e-12);
    }
    expect(shares.orderVariance[0]).toBeGreaterThan(0);
  });

  test("pass through no more coalitions than they have steps, none and all among them", () => {
    const passed = coalitionsOf(orders);
    expect(passed[0]).toBe(0);
    expect(passed.at(-1)).toBe((1 << players) - 1);
    expect(passed.length).toBeLessThanOrEqual(orders.length * (players - 1) + 2);
  });
});
