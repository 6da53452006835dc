// What a forecast has to beat: the base rate, income times people, a ridge regression, a Bass curve.

import { solvePositive } from "./linear.ts";

/** Rounds of Newton's method, and the move at which it ends. */
const ROUNDS = 100;
const STILL = 1e-10;

/** A fitted logistic regression on standardised predictors. */
export interface Logistic {
  /** Intercept, then one coefficient per predictor in SD. */
  readonly coefficients: Float64Array;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/**
 * Logistic regression with a ridge: minimises the summed log loss plus penalty / 2 times the squared
 * coefficients on standardised predictors, the intercept left free. The same as scikit-learn's
 * `LogisticRegression(C=1/penalty)` on a `StandardScaler`.
 *
 * @param x predictors, row-major; [rows × width]
 * @param y 0 or 1; [rows]
 */
export function fitLogistic(
  x: Float64Array,
  y: Float64Array,
  width: number,
  penalty: number,
): Logistic {
  const rows = y.length;
  const n = width + 1;
  const means = new Float64Array(width);
  const deviations = new Float64Array(width);
  for (let k = 0; k < width; k++) {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += x[r * width + k] as number;
    means[k] = sum / rows;
    let squares = 0;
    for (let r = 0; r < rows; r++)
      squares += ((x[r * width + k] as number) - (means[k] as number)) ** 2;
    deviations[k] = Math.sqrt(squares / rows) || 1;
  }
  const z = new Float64Array(rows * n);
  for (let r = 0; r < rows; r++) {
    z[r * n] = 1;
    for (let k = 0; k < width; k++) {
      z[r * n + k + 1] =
        ((x[r * width + k] as number) - (means[k] as number)) / (deviations[k] as number);
    }
  }
  let coefficients = new Float64Array(n);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = new Float64Array(n);
    const hessian = new Float64Array(n * n);
    for (let r = 0; r < rows; r++) {
      let value = 0;
      for (let i = 0; i < n; i++) value += (z[r * n + i] as number) * (coefficients[i] as number);
      const p = 1 / (1 + Math.exp(-value));
      for (let i = 0; i < n; i++) {
        const zi = z[r * n + i] as number;
        gradient[i] = (gradient[i] as number) + (p - (y[r] as number)) * zi;
        for (let j = 0; j < n; j++) {
          hessian[i * n + j] =
            (hessian[i * n + j] as number) + p * (1 - p) * zi * (z[r * n + j] as number);
        }
      }
    }
    for (let i = 1; i < n; i++) {
      gradient[i] = (gradient[i] as number) + penalty * (coefficients[i] as number);
      hessian[i * n + i] = (hessian[i * n + i] as number) + penalty;
    }
    hessian[0] = (hessian[0] as number) + 1e-12;
    const step = solvePositive(hessian, gradient, n);
    coefficients = coefficients.map((c, i) => c - (step[i] as number));
    if (step.every((s) => Math.abs(s) < STILL)) break;
  }
  return { coefficients, means, deviations };
}

/** Probabilities of a fitted regression; [rows] */
export function predictLogistic(
  { coefficients, means, deviations }: Logistic,
  x: Float64Array,
): Float64Array {
  const width = means.length;
  return Float64Array.from({ length: x.length / width }, (_, r) => {
    let value = coefficients[0] as number;
    for (let k = 0; k < width; k++) {
      const z = ((x[r * width + k] as number) - (means[k] as number)) / (deviations[k] as number);
      value += (coefficients[k + 1] as number) * z;
    }
    return 1 / (1 + Math.exp(-value));
  });
}

/** Share that has adopted t years after the start by the Bass model (innovation p, imitation q, 1/yr). */
export function bassShare(p: number, q: number, t: number): number {
  const fading = Math.exp(-(p + q) * t);
  return (1 - fading) / (1 + (q / p) * fading);
}

/** Innovation at which the Bass model with imitation q has reached a share t years after the start. */
export function fitBass(q: number, share: number, t: number): number {
  let low = 1e-9;
  let high = 10;
  for (let k = 0; k < 200; k++) {
    const middle = Math.sqrt(low * high);
    if (bassShare(middle, q, t) < share) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}
