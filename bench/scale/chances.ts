// What chance decides in the simulated cluster. Every draw is keyed by what it is about, with the model's
// own generator, so that two clusters with one seed share their luck: the same chunks take long, the
// same workers die.

import { normalQuantile } from "../../src/core/distributions.ts";
import { Draws, mix } from "../../src/core/draws.ts";
import { exp, log } from "../../src/core/math.ts";
import { runKey } from "../../src/experiments/run-key.ts";

/** How times spread around their mean. */
export type Spread =
  | { readonly kind: "none" }
  /** `cv`: standard deviation over mean. */
  | { readonly kind: "lognormal"; readonly cv: number }
  | { readonly kind: "exponential" };

/** A time of a given mean, for a uniform draw in (0,1). */
export function timeOf(mean: number, spread: Spread, u: number): number {
  if (spread.kind === "none") return mean;
  if (spread.kind === "exponential") return -mean * log(u);
  const variance = log(1 + spread.cv * spread.cv);
  return mean * exp(Math.sqrt(variance) * normalQuantile(u) - variance / 2);
}

/** What draws are about; the numbers are part of every draw. */
const subjects = { chunk: 1, life: 2, repair: 3, slow: 4, redis: 5, phase: 6 } as const;

/** Uniform draws in (0,1) by subject, unit and how often that unit has been asked. */
export type Chances = Record<keyof typeof subjects, (unit: number, time?: number) => number>;

/** The chances of a simulation; a seed is a text, as everywhere. */
export function chancesOf(seed: string): Chances {
  const key = runKey(seed);
  const one = (subject: keyof typeof subjects) => {
    const draws = new Draws();
    draws.start(key);
    draws.aim(subjects[subject], 0);
    return (unit: number, time = 0): number => draws.uniform(mix(unit + 1), mix(time + 1));
  };
  return {
    chunk: one("chunk"),
    life: one("life"),
    repair: one("repair"),
    slow: one("slow"),
    redis: one("redis"),
    phase: one("phase"),
  };
}
