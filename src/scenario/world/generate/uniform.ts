import alea from "seedrandom/lib/alea.js";

/** The next number of a stream, uniform in [0,1) with 53 random bits. */
export type Uniform = () => number;

/** A stream of its own for each use of a seed, so that one use more moves no other. */
export function uniformOf(seed: string, use: string): Uniform {
  const generator = alea(`${use} ${seed}`);
  return () => generator.double();
}
