import { uniformStream } from "../sampling/unit-points.ts";
import type { SobolDesign } from "./sobol-design.ts";

/** An index with its bootstrap interval. */
export interface Index {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Sobol' indices of one outcome. All NaN where the outcome does not vary. */
export interface SobolIndices {
  /** Rows whose points all finished. */
  readonly rows: number;
  /** Rows left out because a point of theirs failed. */
  readonly failed: number;
  readonly mean: number;
  readonly variance: number;
  /** Share of the variance that the group explains alone; [group] */
  readonly first: readonly Index[];
  /** Share that goes when everything but the group is fixed: alone and with others; [group] */
  readonly total: readonly Index[];
  /** Interaction of two groups beyond what each explains alone; [[i, j], index], i < j; empty unless designed for. */
  readonly second: readonly (readonly [i: number, j: number, index: Index])[];
}

/** Options of `sobolIndices`. */
export interface SobolIndexOptions {
  /** Resamples of the bootstrap; 1000 unless told. */
  readonly resamples?: number;
  /** Seed of the bootstrap. */
  readonly seed?: string;
  /** Coverage of the intervals; 0.95 unless told. */
  readonly coverage?: number;
}

/**
 * Estimates Sobol' indices: first order after Saltelli et al. (2010), total after Jansen (1999), second
 * order after Saltelli (2002). Rows of which any point failed (NaN) are left out whole, which leaves the estimate
 * unbiased as long as failing has nothing to do with the inputs. Intervals are percentiles over resampled rows.
 *
 * @param outcome the outcome at every point of the design, in its order; may be shorter if it was stopped
 */
export function sobolIndices(
  design: Pick<SobolDesign, "block" | "groups" | "secondOrder" | "base">,
  outcome: ArrayLike<number>,
  options: SobolIndexOptions = {},
): SobolIndices {
  const { resamples = 1000, seed = "1", coverage = 0.95 } = options;
  const { block, groups, secondOrder } = design;
  const whole: number[] = [];
  const complete = Math.min(design.base, Math.floor(outcome.length / block));
  for (let row = 0; row < complete; row++) {
    let fine = true;
    for (let k = 0; k < block && fine; k++) {
      fine = Number.isFinite(outcome[row * block + k] as number);
    }
    if (fine) whole.push(row);
  }
  const n = whole.length;
  const rows = Float64Array.from(
    whole.flatMap((row) =>
      Array.from({ length: block }, (_, k) => outcome[row * block + k] as number),
    ),
  );
  const everyRow = Int32Array.from({ length: n }, (_, k) => k);
  const { mean, variance } = momentsOf(rows, block, everyRow);
  // These estimators are less noisy the nearer the mean is to 0, and lose no digits to it.
  const centre = rows.reduce((sum, value) => sum + value, 0) / rows.length;
  for (let k = 0; k < rows.length; k++) rows[k] = (rows[k] as number) - centre;
  const point = indicesOf(rows, block, groups, secondOrder, everyRow);
  const uniform = uniformStream(seed);
  const draws = n < 2 ? 0 : resamples;
  const resampled = Array.from({ length: draws }, () =>
    indicesOf(
      rows,
      block,
      groups,
      secondOrder,
      everyRow.map(() => Math.floor(uniform() * n)),
    ),
  );
  const tail = (1 - coverage) / 2;
  const index = (read: (all: RawIndices) => number): Index => {
    const sorted = Float64Array.from(resampled, read)
      .filter((x) => !Number.isNaN(x))
      .sort();
    return {
      value: read(point),
      low: sorted[Math.floor(tail * (sorted.length - 1))] ?? Number.NaN,
      high: sorted[Math.ceil((1 - tail) * (sorted.length - 1))] ?? Number.NaN,
    };
  };
  const each = Array.from({ length: groups }, (_, g) => g);
  return {
    rows: n,
    failed: complete - n,
    mean,
    variance,
    first: each.map((g) => index(({ first }) => first[g] as number)),
    total: each.map((g) => index(({ total }) => total[g] as number)),
    second: secondOrder
      ? each.flatMap((i) =>
          each
            .filter((j) => j > i)
            .map((j) => [i, j, index(({ second }) => second[i * groups + j] as number)] as const),
        )
      : [],
  };
}

interface RawIndices {
  readonly first: Float64Array;
  readonly total: Float64Array;
  /** [group × group], above the diagonal */
  readonly second: Float64Array;
}

/** Mean and variance over A and B together. */
function momentsOf(rows: Float64Array, block: number, which: Int32Array) {
  let [sum, squares] = [0, 0];
  for (const row of which) {
    sum += (rows[row * block] as number) + (rows[row * block + block - 1] as number);
  }
  const mean = sum / (2 * which.length);
  for (const row of which) {
    squares += ((rows[row * block] as number) - mean) ** 2;
    squares += ((rows[row * block + block - 1] as number) - mean) ** 2;
  }
  return { mean, variance: squares / (2 * which.length) };
}

function indicesOf(
  rows: Float64Array,
  block: number,
  groups: number,
  secondOrder: boolean,
  which: Int32Array,
): RawIndices {
  const first = new Float64Array(groups);
  const total = new Float64Array(groups);
  const second = new Float64Array(secondOrder ? groups * groups : 0);
  const { variance } = momentsOf(rows, block, which);
  const n = which.length;
  // A variance that is rounding is none: the outcome is constant.
  const scale = variance > 1e-24 ? 1 / (n * variance) : Number.NaN;
  for (const row of which) {
    const at = row * block;
    const a = rows[at] as number;
    const b = rows[at + block - 1] as number;
    for (let g = 0; g < groups; g++) {
      const ab = rows[at + 1 + g] as number;
      first[g] = (first[g] as number) + b * (ab - a);
      total[g] = (total[g] as number) + 0.5 * (a - ab) ** 2;
    }
    if (!secondOrder) continue;
    for (let i = 0; i < groups; i++) {
      const ba = rows[at + 1 + groups + i] as number;
      for (let j = i + 1; j < groups; j++) {
        const cell = i * groups + j;
        second[cell] = (second[cell] as number) + ba * (rows[at + 1 + j] as number) - a * b;
      }
    }
  }
  for (let g = 0; g < groups; g++) {
    first[g] = (first[g] as number) * scale;
    total[g] = (total[g] as number) * scale;
  }
  for (let i = 0; i < groups && secondOrder; i++) {
    for (let j = i + 1; j < groups; j++) {
      const cell = i * groups + j;
      second[cell] = (second[cell] as number) * scale - (first[i] as number) - (first[j] as number);
    }
  }
  return { first, total, second };
}
