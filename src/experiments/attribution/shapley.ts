// Shapley values (L. S. Shapley, A value for n-person games, 1953) and the interaction index of
// M. Grabisch and M. Roubens (1999), for games whose worth is one number per run. Coalitions are
// bits: player k is in coalition S if bit k of S is set.

/** Worth of a coalition in every run; [run] */
export type Worth = (coalition: number) => ArrayLike<number>;

/** Most players whose coalitions are all looked at: 1,024 of them. */
export const MOST_EXACT = 10;
/** Most players at all: coalitions are bits of a word. */
export const MOST_PLAYERS = 30;

/** What each player contributes, run by run. */
export interface Shares {
  /** [player][run] */
  readonly contributions: readonly Float64Array<ArrayBuffer>[];
  /** Interaction of players a < b, in the order 01, 02, … 12, …; empty where orders were sampled; [pair][run] */
  readonly interactions: readonly Float64Array<ArrayBuffer>[];
  /** Variance of each player's mean over runs due to the orders sampled; 0 where all were taken; [player] */
  readonly orderVariance: readonly number[];
}

/**
 * Shapley values of a game over all its coalitions, run by run: the mean of what a player adds over all
 * orders of joining. They sum to what all are worth together over none.
 *
 * @param players number of players, 0 to 10
 * @throws RangeError for more players
 * @example
 * exactShapley(2, 1, (s) => [s === 3 ? 1 : 0]).contributions; // [[0.5], [0.5]]
 */
export function exactShapley(players: number, runs: number, worth: Worth): Shares {
  if (players > MOST_EXACT) {
    throw new RangeError(`${players} players are too many to take all coalitions of`);
  }
  const all = 1 << players;
  const contributions = arrays(players, runs);
  const interactions = arrays((players * (players - 1)) / 2, runs);
  for (let s = 0; s < all; s++) {
    const base = worth(s);
    const size = bitCount(s);
    for (let a = 0; a < players; a++) {
      if ((s >>> a) & 1) continue;
      const withA = worth(s | (1 << a));
      const weight = 1 / (players * choose(players - 1, size));
      add(contributions[a], weight, withA, base);
      for (let b = a + 1; b < players; b++) {
        if ((s >>> b) & 1) continue;
        const both = 1 / ((players - 1) * choose(players - 2, size));
        const into = interactions[pairIndex(players, a, b)];
        add(into, both, worth(s | (1 << a) | (1 << b)), withA);
        add(into, -both, worth(s | (1 << b)), base);
      }
    }
  }
  return { contributions, interactions, orderVariance: new Array<number>(players).fill(0) };
}

/**
 * Shapley values estimated from orders of joining, which come in pairs of an order and its reverse.
 * In every order what the players add sums to the whole, so the estimates do, too.
 *
 * @param orders orders, each followed by its reverse
 */
export function sampledShapley(
  players: number,
  runs: number,
  worth: Worth,
  orders: readonly (readonly number[])[],
): Shares {
  const contributions = arrays(players, runs);
  /** Mean over runs of what a player adds, by pair of orders; [player][pair of orders] */
  const byPair = arrays(players, Math.ceil(orders.length / 2));
  for (const [k, order] of orders.entries()) {
    let inside = 0;
    for (const player of order) {
      const before = worth(inside);
      inside |= 1 << player;
      const after = worth(inside);
      add(contributions[player], 1 / orders.length, after, before);
      const means = byPair[player];
      const place = k >> 1;
      if (means) means[place] = (means[place] ?? 0) + meanDifference(after, before) / 2;
    }
  }
  const orderVariance = byPair.map((means) => sampleVariance(means) / Math.max(1, means.length));
  return { contributions, interactions: [], orderVariance };
}

/**
 * Draws orders of joining, each followed by its reverse.
 * @param uniform draws from [0,1)
 */
export function drawOrders(
  players: number,
  pairs: number,
  uniform: () => number,
): readonly (readonly number[])[] {
  return Array.from({ length: pairs }, () => {
    const order = Array.from({ length: players }, (_, k) => k);
    for (let k = players - 1; k > 0; k--) {
      const other = Math.floor(uniform() * (k + 1));
      const here = order[k] as number;
      order[k] = order[other] as number;
      order[other] = here;
    }
    return [order, [...order].reverse()];
  }).flat();
}

/** The coalitions that orders pass through, none and all included, ascending. */
export function coalitionsOf(orders: readonly (readonly number[])[]): readonly number[] {
  const passed = new Set<number>([0]);
  for (const order of orders) {
    let inside = 0;
    for (const player of order) {
      inside |= 1 << player;
      passed.add(inside);
    }
  }
  return [...passed].sort((a, b) => a - b);
}

/** Place of the pair a < b among all pairs. */
export function pairIndex(players: number, a: number, b: number): number {
  return a * players - (a * (a + 1)) / 2 + (b - a - 1);
}

function arrays(count: number, length: number): Float64Array<ArrayBuffer>[] {
  return Array.from({ length: count }, () => new Float64Array(length));
}

function add(
  into: Float64Array<ArrayBuffer> | undefined,
  weight: number,
  plus: ArrayLike<number>,
  minus: ArrayLike<number>,
): void {
  if (into === undefined) return;
  for (let r = 0; r < into.length; r++) {
    into[r] = (into[r] ?? 0) + weight * ((plus[r] ?? Number.NaN) - (minus[r] ?? Number.NaN));
  }
}

function meanDifference(plus: ArrayLike<number>, minus: ArrayLike<number>): number {
  let sum = 0;
  for (let r = 0; r < plus.length; r++) sum += (plus[r] ?? Number.NaN) - (minus[r] ?? Number.NaN);
  return sum / plus.length;
}

function sampleVariance(values: ArrayLike<number>): number {
  const n = values.length;
  if (n < 2) return 0;
  let sum = 0;
  for (let k = 0; k < n; k++) sum += values[k] ?? Number.NaN;
  const mean = sum / n;
  let squares = 0;
  for (let k = 0; k < n; k++) squares += ((values[k] ?? Number.NaN) - mean) ** 2;
  return squares / (n - 1);
}

function bitCount(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Number of ways to choose k of n. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let j = 1; j <= k; j++) ways = (ways * (n - k + j)) / j;
  return ways;
}
