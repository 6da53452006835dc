/** A straight line fitted by least squares. */
export interface Line {
  readonly intercept: number;
  readonly slope: number;
}

/** Least squares of y on x. */
export function fitLine(x: readonly number[], y: readonly number[]): Line {
  const [mx, my] = [mean(x), mean(y)];
  let covariance = 0;
  let variance = 0;
  for (const [k, value] of x.entries()) {
    covariance += (value - mx) * ((y[k] ?? 0) - my);
    variance += (value - mx) ** 2;
  }
  const slope = covariance / variance;
  return { intercept: my - slope * mx, slope };
}

/** Arithmetic mean. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation, n in the denominator. */
export function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

/** Root mean square. */
export function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => value ** 2)));
}

/** Middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
