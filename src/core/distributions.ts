// Distributions by inversion of one uniform draw, from the core's own arithmetic.

import { exp, log } from "./math.ts";

const CELLS = 8192;
const TAIL = 1 / 64;
/** Gumbel quantiles at k / CELLS; the ends are left to the exact formula. */
const gumbelTable = new Float64Array(CELLS + 1);
for (let k = 1; k < CELLS; k++) gumbelTable[k] = -log(-log(k / CELLS));

/**
 * Standard Gumbel quantile of u in (0,1). Exact in the tails (u < 1/64 or u > 63/64), else linear
 * between 8,192 table points: at most 8e-6 off, which the choice noise never shows; five times faster.
 */
export function gumbel(u: number): number {
  if (u < TAIL || u > 1 - TAIL) return -log(-log(u));
  const x = u * CELLS;
  const k = x | 0;
  const a = gumbelTable[k];
  return a + (x - k) * (gumbelTable[k + 1] - a);
}

/**
 * Standard normal quantile of u in (0,1), relative error about 1e-16 in exact arithmetic:
 * Wichura (1988), Applied Statistics 37, algorithm AS 241 (PPND16).
 */
export function normalQuantile(u: number): number {
  const q = u - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q *
        (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r +
          45921.95393154987) *
          r +
          13731.69376550946) *
          r +
          1971.5909503065513) *
          r +
          133.14166789178438) *
          r +
          3.3871328727963665)) /
      (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r +
        21213.794301586597) *
        r +
        5394.196021424751) *
        r +
        687.1870074920579) *
        r +
        42.31333070160091) *
        r +
        1)
    );
  }
  const tail = q < 0 ? u : 1 - u;
  let r = Math.sqrt(-log(tail));
  let value: number;
  if (r <= 5) {
    r -= 1.6;
    value =
      (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r +
        1.2704582524523684) *
        r +
        3.6478483247632045) *
        r +
        5.769497221460691) *
        r +
        4.630337846156546) *
        r +
        1.4234371107496835) /
      (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r +
        0.14810397642748008) *
        r +
        0.6897673349851) *
        r +
        1.6763848301838038) *
        r +
        2.053191626637759) *
        r +
        1);
  } else {
    r -= 5;
    value =
      (((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r +
        0.026532189526576124) *
        r +
        0.29656057182850487) *
        r +
        1.7848265399172913) *
        r +
        5.463784911164114) *
        r +
        6.657904643501103) /
      (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r +
        0.0007868691311456133) *
        r +
        0.014875361290850615) *
        r +
        0.1369298809227358) *
        r +
        0.599832206555888) *
        r +
        1);
  }
  return q < 0 ? -value : value;
}

const normalTable = new Float64Array(CELLS + 1);
for (let k = 1; k < CELLS; k++) normalTable[k] = normalQuantile(k / CELLS);

/** `normalQuantile` for noise: exact in the tails, else linear between table points (within 1e-5). */
export function normal(u: number): number {
  // The plus tells the compiler that a number comes back: else it would put every result on the heap.
  if (u < TAIL || u > 1 - TAIL) return +normalQuantile(u);
  const x = u * CELLS;
  const k = x | 0;
  const a = normalTable[k];
  return a + (x - k) * (normalTable[k + 1] - a);
}

/** Lognormal quantile of u for a mean (not median) and a log-SD; 0 for mean 0. */
export function lognormal(u: number, mean: number, logSd: number): number {
  if (mean <= 0) return 0;
  return exp(log(mean) - 0.5 * logSd * logSd + logSd * normalQuantile(u));
}

/** Logistic function. */
export function logistic(x: number): number {
  return 1 / (1 + exp(-x));
}
