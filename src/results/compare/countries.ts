import type { Match } from "./match.ts";
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

/**
 * Compares how often every common country holds contracts, from the shares that the summaries keep;
 * most changed first. Empty if either side did not record holders.
 */
export function compareCountries(
  a: Side,
  b: Side,
  match: Match,
  row: { readonly a: number; readonly b: number },
): readonly CountryDifference[] {
  if (a.result.summary.held.length === 0 || b.result.summary.held.length === 0) return [];
  const shares = (side: Side, step: number, country: number) => {
    const width = side.labels.suppliers.length + 1;
    const at = (step * side.labels.countries.length + country) * width;
    return (supplier: number): number => side.result.summary.held[at + supplier] as number;
  };
  const rows = match.countries.map((country): CountryDifference => {
    const ofA = shares(a, row.a, country.a);
    const ofB = shares(b, row.b, country.b);
    return {
      id: a.labels.countries[country.a] as string,
      name: a.labels.countryNames[country.a] as string,
      a: ofA(a.labels.suppliers.length),
      b: ofB(b.labels.suppliers.length),
      suppliers: match.suppliers.map((one) => ({
        id: a.labels.suppliers[one.a] as string,
        a: ofA(one.a),
        b: ofB(one.b),
      })),
    };
  });
  return rows.sort(
    (x, y) => largestChange(y).size - largestChange(x).size || (x.id < y.id ? -1 : 1),
  );
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
