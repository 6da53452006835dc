import type { Words } from "../../core/arrays.ts";
import type { Match, MatchedHolders } from "./match.ts";
import type { Side } from "./side.ts";

/** How often a country holds contracts in one scenario and in the other. */
export interface CountryDifference {
  readonly id: string;
  readonly name: string;
  /** Share of runs in which it holds any contract, [0,1]. */
  readonly a: number;
  readonly b: number;
  /** The same by supplier, those that both sides have. */
  readonly suppliers: readonly { readonly id: string; readonly a: number; readonly b: number }[];
}

/** Countries of two sides, with the pairs that they were counted in. */
export interface CountryComparison {
  /** Most changed first; empty where holders were not kept. */
  readonly countries: readonly CountryDifference[];
  /** Pairs in which both runs finished and whose holders are known. */
  readonly pairs: number;
}

/**
 * Compares how often every common country holds contracts, over finished pairs. Where every run has its
 * twin these are the shares that the summaries keep. Else they are counted anew in the pairs whose holders
 * were kept, so that no run without a twin weighs on one side only.
 */
export function compareCountries(
  a: Side,
  b: Side,
  match: Match,
  place: {
    /** Row of the match at which countries are compared. */
    readonly row: number;
    /** Pairs in which both runs finished. */
    readonly pairs: number;
    readonly holders: MatchedHolders;
  },
): CountryComparison {
  const { row, pairs, holders } = place;
  if (a.result.summary.held.length === 0 || b.result.summary.held.length === 0) {
    return { countries: [], pairs: 0 };
  }
  const whole = a.series.runs === pairs && b.series.runs === pairs;
  if (!whole && holders.pairs === 0) return { countries: [], pairs: 0 };
  const shares = whole ? sharesOfSummaries(a, b, match, row) : sharesOfPairs(match, row, holders);
  const rows = match.countries.map((country, k): CountryDifference => {
    const [any, ...suppliers] = shares(k);
    return {
      id: a.labels.countries[country.a] as string,
      name: a.labels.countryNames[country.a] as string,
      a: any?.a ?? Number.NaN,
      b: any?.b ?? Number.NaN,
      suppliers: suppliers.map((own, j) => ({
        id: a.labels.suppliers[match.suppliers[j]?.a ?? -1] as string,
        ...own,
      })),
    };
  });
  rows.sort((x, y) => largestChange(y).size - largestChange(x).size || (x.id < y.id ? -1 : 1));
  return { countries: rows, pairs: whole ? pairs : holders.pairs };
}

/** Shares of runs of both sides in which a country holds any contract, and those by supplier. */
type Shares = (country: number) => readonly { readonly a: number; readonly b: number }[];

function sharesOfSummaries(a: Side, b: Side, match: Match, row: number): Shares {
  const reader = (side: Side, which: "a" | "b") => {
    const step = match.rows[row]?.[which] ?? 0;
    const width = side.labels.suppliers.length + 1;
    return (country: number, supplier: number): number =>
      side.result.summary.held[
        (step * side.labels.countries.length + country) * width + supplier
      ] as number;
  };
  const [ofA, ofB] = [reader(a, "a"), reader(b, "b")];
  return (k) => {
    const country = match.countries[k] ?? { a: -1, b: -1 };
    return [
      {
        a: ofA(country.a, a.labels.suppliers.length),
        b: ofB(country.b, b.labels.suppliers.length),
      },
      ...match.suppliers.map((one) => ({
        a: ofA(country.a, one.a),
        b: ofB(country.b, one.b),
      })),
    ];
  };
}

function sharesOfPairs(match: Match, row: number, holders: MatchedHolders): Shares {
  const countries = match.countries.length;
  const cells = match.rows.length * countries;
  const shareOf = (side: Words, country: number, mask: number): number => {
    let held = 0;
    for (let pair = 0; pair < holders.pairs; pair++) {
      const bits = side[pair * cells + row * countries + country] as number;
      if ((bits & mask) !== 0) held += 1;
    }
    return held / holders.pairs;
  };
  return (country) =>
    // All bits for any supplier: those that only one side has stand at the top.
    [-1, ...match.suppliers.map((one) => 1 << one.a)].map((mask) => ({
      a: shareOf(holders.a, country, mask),
      b: shareOf(holders.b, country, mask),
    }));
}

/** The supplier whose presence in a country changes most; null id for holding anything at all. */
export function largestChange({ a, b, suppliers }: CountryDifference): {
  readonly id: string | null;
  readonly a: number;
  readonly b: number;
  readonly size: number;
} {
  let most: { id: string | null; a: number; b: number; size: number } = {
    id: null,
    a,
    b,
    size: Math.abs(b - a),
  };
  for (const one of suppliers) {
    const size = Math.abs(one.b - one.a);
    if (size > most.size) most = { ...one, size };
  }
  return most;
}
