import { matchHolders, matchSides } from "./match.ts";
import type { Side } from "./side.ts";

/** In how many pairs of runs each country holds contracts with other suppliers, row by row. */
export interface Differing {
  /** Pairs whose holders were kept. */
  readonly pairs: number;
  /** Labels of the rows that both sides have. */
  readonly periods: readonly string[];
  readonly countries: readonly { readonly id: string; readonly name: string }[];
  /** Pairs in which the country differs at the row; [row × country] */
  readonly now: Uint32Array<ArrayBuffer>;
  /** Pairs in which the country differs at the row and did at none before; [row × country] */
  readonly fresh: Uint32Array<ArrayBuffer>;
  /** Pairs in which any country differs at the row or did before; [row] */
  readonly parted: Uint32Array<ArrayBuffer>;
}

/**
 * Counts through time which countries hold other contracts in one scenario than in the other with the same
 * luck: the cascade that a difference sets off, as a map can show it.
 *
 * @throws RangeError if the sides have nothing in common.
 * @example
 * const { now, pairs, countries } = countDiffering(baseline, scenario);
 * now[row * countries.length + kenya] / pairs; // share of pairs in which Kenya differs
 */
export function countDiffering(a: Side, b: Side): Differing {
  const match = matchSides(a, b);
  const holders = matchHolders(a, b, match);
  const [rows, n] = [match.rows.length, match.countries.length];
  const now = new Uint32Array(rows * n);
  const fresh = new Uint32Array(rows * n);
  const parted = new Uint32Array(rows);
  const seen = new Uint8Array(n);
  for (let pair = 0; pair < holders.pairs; pair++) {
    seen.fill(0);
    let apart = false;
    for (let row = 0; row < rows; row++) {
      const from = (pair * rows + row) * n;
      for (let i = 0; i < n; i++) {
        if (holders.a[from + i] === holders.b[from + i]) continue;
        const cell = row * n + i;
        now[cell] = (now[cell] as number) + 1;
        if (seen[i] === 0) fresh[cell] = (fresh[cell] as number) + 1;
        seen[i] = 1;
        apart = true;
      }
      if (apart) parted[row] = (parted[row] as number) + 1;
    }
  }
  return {
    pairs: holders.pairs,
    periods: match.rows.map((row) => a.labels.periods[row.a] ?? ""),
    countries: match.countries.map((one) => ({
      id: a.labels.countries[one.a] ?? "",
      name: a.labels.countryNames[one.a] ?? "",
    })),
    now,
    fresh,
    parted,
  };
}
