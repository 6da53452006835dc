// Sequential ABC with an adaptive population (Lenormand, Jabot and Deffuant 2013): in each generation
// new sets are drawn around the kept ones, and the nearest of old and new together are kept. Each carries
// the weight prior / proposal; distances are measured anew with the scales of the generation.
//
// Proposals come from one normal distribution with the mean and covariance of the kept sets, on normal
// quantiles of the places: there the prior is a standard normal and has no edges. A kernel around single
// sets, the usual choice, fails in thirty dimensions: its density at a point hangs on the one nearest set,
// and the weights degenerate (of 300 sets 2 were effective).

import { normalQuantile } from "../../core/distributions.ts";
import { cholesky } from "./linear.ts";

/** Weighted points of the unit cube with the statistics of their runs. */
export interface Population {
  /** [set × width] */
  readonly places: Float64Array;
  /** [set × statistic] */
  readonly statistics: Float64Array;
  /** Prior over proposal density, up to a factor; [set] */
  readonly weights: Float64Array;
}

/** Draws uniform numbers in [0,1). */
export type Uniform = () => number;

/** Where new sets are proposed. */
export interface Proposal {
  /** A point of the unit cube. */
  propose(uniform: Uniform): Float64Array;
  /** Prior density over the density of proposing a point, up to a factor that is the same for all. */
  weight(place: Float64Array): number;
}

/** Covariance of the proposal, in those of the population: a little wider, so that weights are bounded. */
const WIDER = 1.2;

/** The proposal that a population makes. */
export function proposalOf({ places, weights }: Population): Proposal {
  const sets = weights.length;
  const width = places.length / sets;
  let total = 0;
  for (const w of weights) total += w;
  const z = places.map(quantileAt);
  const mean = new Float64Array(width);
  for (let s = 0; s < sets; s++) {
    for (let k = 0; k < width; k++) {
      const share = (weights[s] as number) / total;
      mean[k] = (mean[k] as number) + share * (z[s * width + k] as number);
    }
  }
  const covariance = new Float64Array(width * width);
  for (let s = 0; s < sets; s++) {
    const share = (WIDER * (weights[s] as number)) / total;
    for (let a = 0; a < width; a++) {
      const off = share * ((z[s * width + a] as number) - (mean[a] as number));
      for (let b = 0; b < width; b++) {
        covariance[a * width + b] =
          (covariance[a * width + b] as number) +
          off * ((z[s * width + b] as number) - (mean[b] as number));
      }
    }
  }
  // A hair on the diagonal: a population of few sets may not span all directions.
  for (let k = 0; k < width; k++) {
    covariance[k * width + k] = (covariance[k * width + k] as number) + 1e-3;
  }
  const lower = cholesky(covariance, width);
  const inward = new Float64Array(width);

  return {
    propose(uniform) {
      const normal = Float64Array.from({ length: width }, () =>
        normalQuantile(Math.max(1e-12, uniform())),
      );
      return Float64Array.from({ length: width }, (_, a) => {
        let value = mean[a] as number;
        for (let b = 0; b <= a; b++) {
          value += (lower[a * width + b] as number) * (normal[b] as number);
        }
        return normalShare(value);
      });
    },
    weight(place) {
      const point = place.map(quantileAt);
      let square = 0;
      let prior = 0;
      // Solves L x = point - mean row by row; the density falls with |x|^2.
      for (let a = 0; a < width; a++) {
        let x = (point[a] as number) - (mean[a] as number);
        for (let b = 0; b < a; b++) x -= (lower[a * width + b] as number) * (inward[b] as number);
        x /= lower[a * width + a] as number;
        inward[a] = x;
        square += x * x;
        prior += (point[a] as number) ** 2;
      }
      return Math.exp(0.5 * (square - prior));
    },
  };
}

function quantileAt(u: number): number {
  return normalQuantile(Math.min(1 - EDGE, Math.max(EDGE, u)));
}

/** Places nearer to an end than this are drawn in, so that their quantile exists. */
const EDGE = 1e-9;

/**
 * Share of a standard normal below x, to 1e-15 near the middle: a power series up to 6, beyond which the
 * tail is left out.
 */
function normalShare(x: number): number {
  if (x <= -6) return EDGE;
  if (x >= 6) return 1 - EDGE;
  // Marsaglia (2004): phi(x) = 1/2 + density(x) (x + x^3/3 + x^5/15 + ...).
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum) && k < 400; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  const share = 0.5 + sum * Math.exp(-0.5 * x * x) * 0.3989422804014327;
  return Math.min(1 - EDGE, Math.max(EDGE, share));
}

/** Two populations as one. */
export function joined(a: Population, b: Population): Population {
  return {
    places: concatenated(a.places, b.places),
    statistics: concatenated(a.statistics, b.statistics),
    weights: concatenated(a.weights, b.weights),
  };
}

/** The sets at some indices. */
export function picked(population: Population, runs: Int32Array): Population {
  const sets = population.weights.length;
  const rows = (values: Float64Array): Float64Array => {
    const width = values.length / sets;
    const out = new Float64Array(runs.length * width);
    runs.forEach((r, k) => {
      out.set(values.subarray(r * width, (r + 1) * width), k * width);
    });
    return out;
  };
  return {
    places: rows(population.places),
    statistics: rows(population.statistics),
    weights: rows(population.weights),
  };
}

function concatenated(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}

/**
 * Draws sets with equal weights from weighted ones, by systematic resampling, and puts them in an order
 * that has no meaning: any first part of the list is a fair sample, too.
 *
 * @returns indices of the sets, each as often as its weight says
 */
export function resampled(weights: ArrayLike<number>, count: number, uniform: Uniform): Int32Array {
  let total = 0;
  for (let k = 0; k < weights.length; k++) total += weights[k] as number;
  const picks = new Int32Array(count);
  const begin = uniform();
  let sum = 0;
  let at = -1;
  for (let k = 0; k < count; k++) {
    const wanted = ((begin + k) / count) * total;
    while (sum <= wanted && at < weights.length - 1) {
      at++;
      sum += weights[at] as number;
    }
    picks[k] = at;
  }
  for (let k = count - 1; k > 0; k--) {
    const other = Math.floor(uniform() * (k + 1));
    const kept = picks[k] as number;
    picks[k] = picks[other] as number;
    picks[other] = kept;
  }
  return picks;
}
