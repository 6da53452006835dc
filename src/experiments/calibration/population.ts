// Sequential ABC with an adaptive population (Lenormand, Jabot and Deffuant 2013): in each generation
// new sets are drawn around the kept ones, and the nearest of old and new together are kept. Each carries
// the weight prior / proposal; distances are measured anew with the scales of the generation.

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

/** A normal kernel around the sets of a population, with twice their covariance (Beaumont et al. 2009). */
export interface Kernel {
  /** A point around a set that is picked by weight; it may lie outside of the cube. */
  propose(uniform: Uniform): Float64Array;
  /** Density of proposing a point, up to a factor that is the same for all. */
  density(place: Float64Array): number;
}

/** The kernel of a population. */
export function kernelOf({ places, weights }: Population): Kernel {
  const sets = weights.length;
  const width = places.length / sets;
  let total = 0;
  for (const w of weights) total += w;
  const share = weights.map((w) => w / total);
  const mean = new Float64Array(width);
  for (let s = 0; s < sets; s++) {
    for (let k = 0; k < width; k++) {
      mean[k] = (mean[k] as number) + (share[s] as number) * (places[s * width + k] as number);
    }
  }
  const covariance = new Float64Array(width * width);
  for (let s = 0; s < sets; s++) {
    for (let a = 0; a < width; a++) {
      const off = (places[s * width + a] as number) - (mean[a] as number);
      for (let b = 0; b < width; b++) {
        covariance[a * width + b] =
          (covariance[a * width + b] as number) +
          2 *
            (share[s] as number) *
            off *
            ((places[s * width + b] as number) - (mean[b] as number));
      }
    }
  }
  // A hair on the diagonal: a population of few sets may not span all directions.
  for (let k = 0; k < width; k++) {
    covariance[k * width + k] = (covariance[k * width + k] as number) + 1e-6;
  }
  const lower = cholesky(covariance, width);
  const cumulative = new Float64Array(sets);
  let sum = 0;
  for (let s = 0; s < sets; s++) {
    sum += share[s] as number;
    cumulative[s] = sum;
  }
  const inward = new Float64Array(width);

  return {
    propose(uniform) {
      const at = uniform();
      let s = cumulative.findIndex((c) => at < c);
      if (s < 0) s = sets - 1;
      const normal = Float64Array.from({ length: width }, () =>
        normalQuantile(Math.max(1e-12, uniform())),
      );
      return Float64Array.from({ length: width }, (_, a) => {
        let value = places[s * width + a] as number;
        for (let b = 0; b <= a; b++) {
          value += (lower[a * width + b] as number) * (normal[b] as number);
        }
        return value;
      });
    },
    density(place) {
      let density = 0;
      for (let s = 0; s < sets; s++) {
        let square = 0;
        // Solves L z = place - set row by row; the density falls with |z|^2.
        for (let a = 0; a < width; a++) {
          let z = (place[a] as number) - (places[s * width + a] as number);
          for (let b = 0; b < a; b++) z -= (lower[a * width + b] as number) * (inward[b] as number);
          z /= lower[a * width + a] as number;
          inward[a] = z;
          square += z * z;
        }
        density += (share[s] as number) * Math.exp(-0.5 * square);
      }
      return density;
    },
  };
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
