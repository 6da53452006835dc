import type { Words } from "../../core/arrays.ts";
import { directions } from "./sobol-directions.ts";
import { type UnitPoints, uniformStream } from "./unit-points.ts";

/** Most dimensions that there are direction numbers for. */
export const MOST_SOBOL_DIMENSIONS = 256;

/** Bits of a coordinate. */
const BITS = 32;

/**
 * The first points of a Sobol' sequence, scrambled or as it is. Scrambling is Owen's nested uniform
 * one, by the hash of Laine and Karras (2011) as given by Burley (2020): the points keep their even
 * spread, and each of them is uniform, so that different seeds give independent estimates.
 *
 * Numbers of points that are powers of 2 are spread best.
 *
 * @param seed of the scrambling; null for the sequence itself, whose first point is 0
 * @throws RangeError for more than 256 dimensions.
 * @example
 * sobolSequence(1024, 26, "1");
 */
export function sobolSequence(count: number, dimensions: number, seed: string | null): UnitPoints {
  if (dimensions > MOST_SOBOL_DIMENSIONS) {
    throw new RangeError(
      `a Sobol' sequence has at most ${MOST_SOBOL_DIMENSIONS} dimensions, not ${dimensions}`,
    );
  }
  const values = new Float64Array(count * dimensions);
  const uniform = seed === null ? null : uniformStream(seed);
  const numbers = directionNumbers();
  for (let d = 0; d < dimensions; d++) {
    const key = uniform === null ? 0 : Math.floor(uniform() * 2 ** 32) >>> 0;
    const own = numbers[d] as Words;
    let x = 0;
    for (let p = 0; p < count; p++) {
      const coordinate = uniform === null ? x : scramble(x, key);
      values[p * dimensions + d] = coordinate / 2 ** BITS;
      // Gray code: from one point to the next only one direction number changes.
      x = (x ^ (own[trailingOnes(p)] as number)) >>> 0;
    }
  }
  return { count, dimensions, values };
}

/** Number of ones at the end of a number in binary. */
function trailingOnes(p: number): number {
  return 31 - Math.clz32(~p & (p + 1));
}

let cached: readonly Words[] | undefined;

/** Direction numbers of every dimension, the first bit highest; [dimension][bit] */
function directionNumbers(): readonly Words[] {
  cached ??= [
    Uint32Array.from({ length: BITS }, (_, bit) => 2 ** (BITS - 1 - bit)),
    ...directions.trim().split("\n").map(numbersOf),
  ];
  return cached;
}

function numbersOf(line: string): Words {
  const [polynomial = 0, ...initial] = line.split(/[:,]/).map(Number);
  const degree = initial.length;
  const numbers = new Uint32Array(BITS);
  for (let bit = 0; bit < BITS; bit++) {
    if (bit < degree) {
      numbers[bit] = (initial[bit] as number) * 2 ** (BITS - 1 - bit);
      continue;
    }
    const before = numbers[bit - degree] as number;
    let number = before ^ (before >>> degree);
    for (let k = 1; k < degree; k++) {
      if ((polynomial >>> (degree - k)) & 1) number ^= numbers[bit - k] as number;
    }
    numbers[bit] = number;
  }
  return numbers;
}

/** Owen's scrambling of the 32 bits of a coordinate: every bit is flipped or not by the bits above it. */
function scramble(x: number, key: number): number {
  let bits = reversed(x);
  bits = (bits + key) >>> 0;
  bits = (bits ^ Math.imul(bits, 0x6c50b47c)) >>> 0;
  bits = (bits ^ Math.imul(bits, 0xb82f1e52)) >>> 0;
  bits = (bits ^ Math.imul(bits, 0xc7afe638)) >>> 0;
  bits = (bits ^ Math.imul(bits, 0x8d22f6e6)) >>> 0;
  return reversed(bits);
}

function reversed(x: number): number {
  let bits = x;
  bits = ((bits & 0x55555555) << 1) | ((bits >>> 1) & 0x55555555);
  bits = ((bits & 0x33333333) << 2) | ((bits >>> 2) & 0x33333333);
  bits = ((bits & 0x0f0f0f0f) << 4) | ((bits >>> 4) & 0x0f0f0f0f);
  bits = ((bits & 0x00ff00ff) << 8) | ((bits >>> 8) & 0x00ff00ff);
  return ((bits << 16) | (bits >>> 16)) >>> 0;
}
