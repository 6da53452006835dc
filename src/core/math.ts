// exp, log and pow from + - * / alone, so that every JavaScript engine gives the same bits
// (`Math.exp` and its like differ between engines in 4 to 10 % of arguments).
//
// Method and coefficients of exp and log are those of fdlibm:
//   Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
//   Permission to use, copy, modify, and distribute this software is freely granted,
//   provided that this notice is preserved.

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
float[0] = 1;
/** Index of the word with sign and exponent: 1 on little-endian machines. */
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_54 = 18014398509481984;

/** Least exponent of a normal number. */
const LEAST = -1022;
/**
 * 2^k for -1022 <= k <= 1023 at k - LEAST. Looked up: a number that is put together from its words has
 * to go through memory, for which the processor waits.
 */
const powersOfTwo = new Float64Array(2046);
powersOfTwo[-LEAST] = 1;
for (let k = 1; k <= 1023; k++) {
  powersOfTwo[k - LEAST] = powersOfTwo[k - 1 - LEAST] * 2;
  if (k <= -LEAST) powersOfTwo[-k - LEAST] = powersOfTwo[1 - k - LEAST] / 2;
}

/** e^x, within 1 ulp; 0 below -745.13, Infinity above 709.78, NaN for NaN. */
export function exp(x: number): number {
  if (!(x <= 709.782712893384)) return x > 709 ? Infinity : x;
  if (x < -745.1332191019411) return 0;
  const k = Math.round(x * Math.LOG2E);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k >= -1021) {
    return k === 1024 ? y * 2 * powersOfTwo[1023 - LEAST] : y * powersOfTwo[k - LEAST];
  }
  return (y * powersOfTwo[k + 54 - LEAST]) / TWO_54;
}

/** Natural logarithm, within 1 ulp; -Infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  const subnormal = x < 2.2250738585072014e-308;
  const normal = subnormal ? x * TWO_54 : x;
  float[0] = normal;
  const high = words[HIGH];
  // Halve the mantissa from sqrt(2) on, so that f lies between sqrt(1/2) - 1 and sqrt(2) - 1.
  const exponent = (high >> 20) - 1023 + (((high & 0xfffff) + 0x95f64) >> 20);
  const mantissa =
    exponent > -LEAST
      ? (normal / TWO_54) * powersOfTwo[54 - exponent - LEAST]
      : normal * powersOfTwo[-exponent - LEAST];
  const f = mantissa - 1;
  const k = subnormal ? exponent - 54 : exponent;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const r =
    z *
      (0.6666666666666735 +
        w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586))) +
    w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
}

/** x^y for x > 0, as exp(y log x): relative error up to about |y log x| ulp. 0^0 = 1. */
export function pow(x: number, y: number): number {
  return y === 0 ? 1 : exp(y * log(x));
}

/** x limited to the range of exponents that the model allows, [-20, 20]. */
export function clampExponent(x: number): number {
  return x < -20 ? -20 : x > 20 ? 20 : x;
}

/** Probability that an event of constant rate (1/yr) happens within dt (yr). */
export function stepProbability(rate: number, dt: number): number {
  return 1 - exp(-rate * dt);
}

/**
 * An upper bound of e^x, held in the range of exponents that the model allows: at most twice too
 * large, several times cheaper. For telling first that an event cannot happen.
 */
export function expBound(x: number): number {
  if (x > 20) return powersOfTwo[29 - LEAST];
  return powersOfTwo[(x < -20 ? -28 : Math.ceil(x * Math.LOG2E)) - LEAST];
}
