// History matching (Vernon, Goldstein and Bower 2010): what cannot be is ruled out before anything is
// fitted. A quadratic in the parameters stands in for the mean of each statistic; where it says that even
// with luck and tolerance the target cannot be met, no run is spent.

import { leastSquares } from "./linear.ts";

/** Stands in for the mean of a statistic over luck. */
export interface Emulator {
  /** Intercept, slopes, squares; [1 + 2 × width] */
  readonly coefficients: Float64Array;
  /** Standard deviation of what it does not explain: luck, and its own error. */
  readonly sd: number;
}

/** How implausible a set may be and still be tried: three standard deviations (Pukelsheim's rule). */
export const MOST_IMPLAUSIBLE = 3;

/**
 * Fits an emulator of one statistic over a wave of runs. Runs in which it has no meaning are left out.
 *
 * @param places points of the unit cube; [run × width]
 * @param values the statistic; [run]
 */
export function fitEmulator(places: Float64Array, values: Float64Array, width: number): Emulator {
  const runs = values.length;
  const x = new Float64Array(runs * 2 * width);
  const y = new Float64Array(runs);
  const weights = new Float64Array(runs);
  for (let r = 0; r < runs; r++) {
    const value = values[r] as number;
    weights[r] = Number.isNaN(value) ? 0 : 1;
    y[r] = Number.isNaN(value) ? 0 : value;
    for (let k = 0; k < width; k++) {
      const u = (places[r * width + k] as number) - 0.5;
      x[r * 2 * width + k] = u;
      x[r * 2 * width + width + k] = u * u;
    }
  }
  const coefficients = leastSquares(x, y, weights, 2 * width, 1e-6);
  let squares = 0;
  let count = 0;
  for (let r = 0; r < runs; r++) {
    if (weights[r] === 0) continue;
    const off = (y[r] as number) - emulate(coefficients, places, r * width, width);
    squares += off * off;
    count++;
  }
  return { coefficients, sd: Math.sqrt(squares / Math.max(1, count - 2 * width - 1)) };
}

/** The emulator's mean at the point of the unit cube that starts at `at`. */
export function emulate(
  coefficients: Float64Array,
  places: ArrayLike<number>,
  at: number,
  width: number,
): number {
  let sum = coefficients[0] as number;
  for (let k = 0; k < width; k++) {
    const u = (places[at + k] as number) - 0.5;
    sum += u * ((coefficients[1 + k] as number) + u * (coefficients[1 + width + k] as number));
  }
  return sum;
}

/**
 * How implausible a point is: the largest, over targets, of the distance between emulated mean and
 * observed value, in standard deviations of luck and tolerance together.
 */
export function implausibility(
  emulators: readonly Emulator[],
  observed: ArrayLike<number>,
  tolerances: ArrayLike<number>,
  places: ArrayLike<number>,
  at: number,
  width: number,
): number {
  let worst = 0;
  for (let t = 0; t < emulators.length; t++) {
    const { coefficients, sd } = emulators[t] as Emulator;
    const off = emulate(coefficients, places, at, width) - (observed[t] as number);
    const spread = Math.sqrt(sd * sd + (tolerances[t] as number) ** 2);
    worst = Math.max(worst, Math.abs(off) / spread);
  }
  return worst;
}
