import { sobolSequence } from "../sampling/sobol-sequence.ts";
import type { UnitPoints } from "../sampling/unit-points.ts";

/**
 * Points from which Sobol' indices are estimated (Saltelli 2002): two independent samples A and B, and
 * for every group of inputs A with that group's coordinates from B; for second-order indices also B
 * with those from A.
 */
export interface SobolDesign extends UnitPoints {
  /** Rows of A and of B. */
  readonly base: number;
  readonly groups: number;
  readonly secondOrder: boolean;
  /** Points that belong to one row: A, AB of each group, BA of each group if there are any, B. */
  readonly block: number;
}

/** Options of `sobolDesign`. */
export interface SobolDesignOptions {
  /** Rows of A and of B; best a power of 2. */
  readonly base: number;
  readonly seed: string;
  /** Group of each dimension, 0 to groups - 1; every dimension alone unless told. */
  readonly groups?: readonly number[];
  /** Also what second-order indices need; no unless told. */
  readonly secondOrder?: boolean;
}

/**
 * Makes the design of Sobol' indices. A and B are the two halves of a scrambled Sobol' sequence of
 * twice the dimensions. The points of a row stand together, so that a design that is stopped has whole rows.
 *
 * @throws RangeError for no row, or more dimensions than the sequence has.
 */
export function sobolDesign(dimensions: number, options: SobolDesignOptions): SobolDesign {
  const { base, seed, secondOrder = false } = options;
  if (!Number.isSafeInteger(base) || base < 1) {
    throw new RangeError(`the base sample is ${base}; give a whole number of at least 1`);
  }
  const groupOf = options.groups ?? Array.from({ length: dimensions }, (_, d) => d);
  const groups = Math.max(...groupOf) + 1;
  const block = (secondOrder ? 2 * groups : groups) + 2;
  const both = sobolSequence(base, 2 * dimensions, seed).values;
  const values = new Float64Array(base * block * dimensions);
  for (let row = 0; row < base; row++) {
    const at = (sample: 0 | 1, d: number): number =>
      both[row * 2 * dimensions + sample * dimensions + d] as number;
    for (let k = 0; k < block; k++) {
      for (let d = 0; d < dimensions; d++) {
        values[(row * block + k) * dimensions + d] = at(
          sampleOf(k, groupOf[d] ?? 0, groups, block),
          d,
        );
      }
    }
  }
  return { count: base * block, dimensions, values, base, groups, secondOrder, block };
}

/** Which of the samples a coordinate of a row's k-th point comes from. */
function sampleOf(k: number, group: number, groups: number, block: number): 0 | 1 {
  if (k === 0) return 0;
  if (k === block - 1) return 1;
  if (k <= groups) return k - 1 === group ? 1 : 0;
  return k - 1 - groups === group ? 0 : 1;
}
