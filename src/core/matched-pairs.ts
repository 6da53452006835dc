// E23: what contracts go with. A country that signs is paired with the country most like it that never
// had the supplier; the difference of what then becomes of their norms is free of who chose to sign.

import type { Bytes, Integers, Vector } from "./arrays.ts";
import type { Frame, Series } from "./frame.ts";

/** No country to be paired with. */
export const NO_MATCH = -1;

/** Who has contracts with whom, with whom they were paired at signing, and their norms then. */
export interface MatchedPairs {
  /** 1 once the country has had a contract with the supplier; [country × supplier] */
  readonly signed: Bytes;
  /** 1 while it has one; [country × supplier] */
  readonly current: Bytes;
  /** Country it was paired with at signing, or NO_MATCH; [country × supplier] */
  readonly match: Integers;
  /** Norm at signing; [country × supplier] */
  readonly norm: Vector;
  /** Norm of the match at signing; [country × supplier] */
  readonly matchNorm: Vector;
  /** Mean change of affinity at the last year's end, signers less matches; [supplier] */
  readonly change: Vector;
  /** The same over all suppliers. */
  changeOfAll: number;
}

/** Room for the pairs of a run. */
export function createPairs({ countries: n, suppliers: J }: Frame): MatchedPairs {
  return {
    signed: new Uint8Array(n * J),
    current: new Uint8Array(n * J),
    match: new Int32Array(n * J),
    norm: new Float64Array(n * J),
    matchNorm: new Float64Array(n * J),
    change: new Float64Array(J),
    // May be a fraction: see `createTotals`.
    changeOfAll: Number.NaN,
  };
}

/** Puts the pairs to the start of a run: nobody has signed. */
export function resetPairs(pairs: MatchedPairs): void {
  pairs.signed.fill(0);
  pairs.current.fill(0);
  pairs.match.fill(NO_MATCH);
  pairs.norm.fill(0);
  pairs.matchNorm.fill(0);
  pairs.change.fill(0);
  pairs.changeOfAll = 0;
}

/** Countries by z(ln y), ascending, row by row; [row × country] each. */
export interface IncomeOrder {
  /** Country at each place. */
  readonly order: Integers;
  /** Place of each country. */
  readonly rank: Integers;
}

/** Worked out once for all parameter sets of a frame. */
const orders = new WeakMap<Series, IncomeOrder>();

/** The order of countries by income in each row of the covariate; ties by index. */
export function incomeOrderOf({ zIncome, countries: n }: Frame): IncomeOrder {
  const known = orders.get(zIncome);
  if (known) return known;
  const { rows, values } = zIncome;
  const order = new Int32Array(rows * n);
  const rank = new Int32Array(rows * n);
  for (let row = 0; row < rows * n; row += n) {
    const places = order.subarray(row, row + n);
    for (let i = 0; i < n; i++) places[i] = i;
    places.sort((a, b) => values[row + a] - values[row + b] || a - b);
    for (let p = 0; p < n; p++) rank[row + places[p]] = p;
  }
  const made = { order, rank };
  orders.set(zIncome, made);
  return made;
}
