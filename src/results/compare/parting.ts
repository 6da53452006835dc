import type { Words } from "../../core/arrays.ts";
import { quantile } from "../quantile.ts";

/** Where two worlds with the same luck part, and who differs after that. */
export interface Parting {
  /** Pairs looked at. */
  readonly pairs: number;
  /** Pairs whose holders differ at some time. */
  readonly parted: number;
  /** Row of the first difference: quantiles over the pairs that part; NaN if none does. */
  readonly firstStep: { readonly p10: number; readonly median: number; readonly p90: number };
  /** Countries by how many pairs part at them first, most first. Several may be first in one pair. */
  readonly first: readonly FirstCountry[];
  /** Every country that ever differs, by how soon: the order of the cascade. */
  readonly cascade: readonly CascadeCountry[];
  /** Number of countries that differ at each row: quantiles over all pairs. [steps] */
  readonly spread: readonly {
    readonly p10: number;
    readonly median: number;
    readonly p90: number;
    readonly mean: number;
  }[];
}

/** A country at which pairs part. */
export interface FirstCountry {
  /** Index of the country. */
  readonly country: number;
  /** Pairs in which it is among the first that differ. */
  readonly pairs: number;
  /** Median row at which these pairs part. */
  readonly step: number;
}

/** A country that differs in some pairs. */
export interface CascadeCountry {
  readonly country: number;
  /** Pairs in which it differs at some time. */
  readonly ever: number;
  /** Median row of its first difference over these pairs. */
  readonly step: number;
  /** Pairs in which it differs at the last row. */
  readonly atEnd: number;
}

/**
 * Finds where pairs of runs part: the first row at which any country holds contracts with other
 * suppliers, the countries of that row, and when the others follow.
 *
 * @param a bits of suppliers held; [pair × step × country]
 * @param b the same of the other scenario, with the same countries, rows and bits
 * @throws RangeError if the arrays do not fit each other or the sizes.
 */
export function findParting(a: Words, b: Words, steps: number, countries: number): Parting {
  const size = steps * countries;
  if (a.length !== b.length || size === 0 || a.length % size !== 0) {
    throw new RangeError(
      `holders of ${a.length} and ${b.length} cells do not fit ${steps} steps × ${countries} countries`,
    );
  }
  const pairs = a.length / size;
  const firstSteps: number[] = [];
  const firstAt: number[][] = Array.from({ length: countries }, () => []);
  const ownFirst: number[][] = Array.from({ length: countries }, () => []);
  const atEnd = new Uint32Array(countries);
  const differing = new Float64Array(pairs * steps);
  const seen = new Uint8Array(countries);
  for (let pair = 0; pair < pairs; pair++) {
    seen.fill(0);
    let parted = -1;
    for (let step = 0; step < steps; step++) {
      const from = pair * size + step * countries;
      let count = 0;
      for (let i = 0; i < countries; i++) {
        if (a[from + i] === b[from + i]) continue;
        count += 1;
        if (seen[i] === 0) {
          seen[i] = 1;
          ownFirst[i]?.push(step);
        }
        if (parted < 0 || parted === step) {
          parted = step;
          firstAt[i]?.push(step);
        }
        if (step === steps - 1) atEnd[i] = (atEnd[i] as number) + 1;
      }
      differing[step * pairs + pair] = count;
    }
    if (parted >= 0) firstSteps.push(parted);
  }
  return {
    pairs,
    parted: firstSteps.length,
    firstStep: spreadOf(firstSteps),
    first: firstAt
      .map((of, country) => ({ country, pairs: of.length, step: spreadOf(of).median }))
      .filter((one) => one.pairs > 0)
      .sort((x, y) => y.pairs - x.pairs || x.step - y.step || x.country - y.country),
    cascade: ownFirst
      .map((of, country) => ({
        country,
        ever: of.length,
        step: spreadOf(of).median,
        atEnd: atEnd[country] as number,
      }))
      .filter((one) => one.ever > 0)
      .sort((x, y) => x.step - y.step || y.ever - x.ever || x.country - y.country),
    spread: Array.from({ length: steps }, (_, step) => {
      const counts = differing.subarray(step * pairs, (step + 1) * pairs);
      const mean = counts.reduce((sum, count) => sum + count, 0) / pairs;
      return { ...spreadOf(counts), mean };
    }),
  };
}

function spreadOf(values: ArrayLike<number>): { p10: number; median: number; p90: number } {
  const sorted = Float64Array.from(values).sort();
  return {
    p10: quantile(sorted, 0.1),
    median: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
  };
}
