import alea from "seedrandom/lib/alea.js";
import type { RunKey } from "../core/draws.ts";

/** An integer as people write one; "007" and "1e3" are texts. */
const integer = /^(0|-?[1-9][0-9]*)$/;

/**
 * Seed of run k of an ensemble. Run 0 has the user's seed itself; run k has seed + k if the seed is
 * an integer, else `seed/k`. So a run can be repeated alone by its own seed, and run k is the same
 * whatever the number of runs.
 *
 * @example
 * runSeed("1", 4); // "5"
 * runSeed("kenya", 4); // "kenya/4"
 */
export function runSeed(seed: string, k: number): string {
  if (k === 0) return seed;
  return integer.test(seed) ? String(BigInt(seed) + BigInt(k)) : `${seed}/${k}`;
}

/** The two 32-bit words that stand for a seed in every draw of its run. */
export function runKey(seed: string): RunKey {
  const generator = alea(seed);
  return [generator.int32(), generator.int32()];
}

/** Draws from [0,1) for what is sampled besides runs, by a seed of its own. */
export function uniformDraws(seed: string): () => number {
  const generator = alea(seed);
  return () => generator.double();
}
