import type { Uncertainty } from "../../scenario/uncertainty.ts";
import type { Prepared } from "./prepare-sweep.ts";

/** A scenario with what is varied in it, as answers tell of it. */
export interface Experiment {
  readonly prepared: Prepared;
  /** Levers and uncertainties that vary. */
  readonly quantities: readonly Uncertainty[];
  /** Seed of the runs. */
  readonly seed: string;
  /** Seed of the points. */
  readonly designSeed: string;
}
