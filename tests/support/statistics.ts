import { expect } from "vitest";

/** Passes if an observed frequency is within 4 standard errors of its probability. */
export function expectFrequency(hits: number, trials: number, probability: number): void {
  const error = Math.sqrt((probability * (1 - probability)) / trials);
  expect(Math.abs(hits / trials - probability)).toBeLessThanOrEqual(4 * error + 1e-12);
}

/** Passes if the mean of a sample is within 4 standard errors of its expectation. */
export function expectMean(sample: readonly number[], expectation: number): void {
  const { mean, error } = moments(sample);
  expect(Math.abs(mean - expectation)).toBeLessThanOrEqual(4 * error + 1e-12);
}

/** Mean, variance and standard error of the mean. */
export function moments(sample: readonly number[]): {
  mean: number;
  variance: number;
  error: number;
} {
  const mean = sample.reduce((a, b) => a + b, 0) / sample.length;
  const variance = sample.reduce((a, b) => a + (b - mean) ** 2, 0) / (sample.length - 1);
  return { mean, variance, error: Math.sqrt(variance / sample.length) };
}

/** Pearson's chi-square against expected counts, as a standard score. */
export function chiSquareScore(counts: readonly number[], expected: readonly number[]): number {
  const chi = counts.reduce((sum, count, k) => {
    const e = expected[k] ?? Number.NaN;
    return sum + (count - e) ** 2 / e;
  }, 0);
  const freedom = counts.length - 1;
  return (chi - freedom) / Math.sqrt(2 * freedom);
}
