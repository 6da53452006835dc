import type { Vector } from "../core/arrays.ts";

/** Where the spread of an outcome over runs comes from. */
export interface VarianceSplit {
  /** Standard deviation between runs of the same parameter set: seeds alone. */
  readonly luck: number;
  /** Standard deviation of what parameter sets expect: what is not known of the world. */
  readonly assumptions: number;
  /** Share of the variance that is due to assumptions, [0,1]; NaN where nothing varies. */
  readonly share: number;
}

/**
 * Splits the variance of an outcome into luck and assumptions (one-way analysis of variance, random
 * effects). Runs of one set stand in a row; a set with a failed run (NaN), or with fewer runs than the
 * others, does not count.
 *
 * @param values one per run, the first run being the first of its set
 * @param seeds runs of each set, at least 2
 * @returns null where fewer than two sets are whole
 */
export function splitVariance(values: ArrayLike<number>, seeds: number): VarianceSplit | null {
  const means: number[] = [];
  let within = 0;
  for (let begin = 0; begin + seeds <= values.length; begin += seeds) {
    let sum = 0;
    for (let k = 0; k < seeds; k++) sum += values[begin + k] as number;
    if (Number.isNaN(sum)) continue;
    const mean = sum / seeds;
    means.push(mean);
    for (let k = 0; k < seeds; k++) within += ((values[begin + k] as number) - mean) ** 2;
  }
  const sets = means.length;
  if (sets < 2) return null;
  const luck = within / (sets * (seeds - 1));
  const middle = means.reduce((sum, mean) => sum + mean, 0) / sets;
  const between = means.reduce((sum, mean) => sum + (mean - middle) ** 2, 0) / (sets - 1);
  // Means of few seeds still hold luck; what is left of it is taken out, and never less than nothing.
  const assumptions = Math.max(0, between - luck / seeds);
  return {
    luck: Math.sqrt(luck),
    assumptions: Math.sqrt(assumptions),
    share: luck + assumptions > 0 ? assumptions / (luck + assumptions) : Number.NaN,
  };
}

/**
 * The split of every column at the end of the run; null where runs are not spread over sets.
 *
 * @param ends [run × column]
 * @param first index of the first run; sets that it cuts in two are left out
 */
export function splitColumns(
  ends: Vector,
  columns: number,
  first: number,
  seeds: number,
): readonly (VarianceSplit | null)[] {
  const runs = ends.length / columns;
  const skipped = (seeds - (first % seeds)) % seeds;
  return Array.from({ length: columns }, (_, c) =>
    splitVariance(
      Float64Array.from(
        { length: Math.max(0, runs - skipped) },
        (_, k) => ends[(k + skipped) * columns + c] as number,
      ),
      seeds,
    ),
  );
}
