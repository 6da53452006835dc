/**
 * Probability of at least `hits` successes in `trials` at a rate: the upper tail of the binomial
 * distribution.
 *
 * @param rate [0,1]
 */
export function binomialTail(hits: number, trials: number, rate: number): number {
  if (hits <= 0) return 1;
  if (hits > trials || rate <= 0) return 0;
  if (rate >= 1) return 1;
  const log = Math.log(rate);
  const other = Math.log1p(-rate);
  let sum = 0;
  let choose = logChoose(trials, hits);
  for (let k = hits; k <= trials; k++) {
    sum += Math.exp(choose + k * log + (trials - k) * other);
    choose += Math.log((trials - k) / (k + 1));
  }
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  let log = 0;
  const few = Math.min(k, n - k);
  for (let i = 1; i <= few; i++) log += Math.log((n - few + i) / i);
  return log;
}
