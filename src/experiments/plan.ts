import type { Design } from "./ensemble.ts";
import { runSeed } from "./run-key.ts";

/** Index of the parameter set that a run of a design uses. */
export function settingsIndex(
  { plan, settings }: Pick<Design, "plan" | "settings">,
  run: number,
): number {
  return plan ? (plan.settings[run] ?? -1) : run % settings.length;
}

/** The seed that a run of a design has: run k of a plain ensemble, or the one its plan says. */
export function seedOf({ plan, seed }: Pick<Design, "plan" | "seed">, run: number): string {
  return runSeed(seed, plan ? (plan.seeds[run] ?? run) : run);
}
