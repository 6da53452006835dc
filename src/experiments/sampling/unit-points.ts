import alea from "seedrandom/lib/alea.js";
import type { Vector } from "../../core/arrays.ts";

/** Points of a unit cube. */
export interface UnitPoints {
  /** Number of points. */
  readonly count: number;
  readonly dimensions: number;
  /** Coordinates, [0,1); [point × dimension] */
  readonly values: Vector;
}

/** Uniform random numbers in [0,1), the same for the same seed. */
export type Uniform = () => number;

/** A stream of uniform numbers for a seed. */
export function uniformStream(seed: string): Uniform {
  const generator = alea(seed);
  return () => generator.double();
}

/** Independent uniform points. */
export function randomPoints(count: number, dimensions: number, seed: string): UnitPoints {
  const uniform = uniformStream(seed);
  return { count, dimensions, values: Float64Array.from({ length: count * dimensions }, uniform) };
}

/** A random order of 0 … length - 1 (Fisher and Yates). */
export function shuffled(length: number, uniform: Uniform): Int32Array<ArrayBuffer> {
  const order = Int32Array.from({ length }, (_, k) => k);
  for (let k = length - 1; k > 0; k--) {
    const other = Math.floor(uniform() * (k + 1));
    const kept = order[k] as number;
    order[k] = order[other] as number;
    order[other] = kept;
  }
  return order;
}
