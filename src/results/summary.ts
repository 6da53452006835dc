import type { Vector } from "../core/arrays.ts";
import type { Split } from "../core/trajectory.ts";
import type { RunFailure } from "../experiments/ensemble.ts";
import type { VarianceSplit } from "./luck-and-assumptions.ts";

/** One recorded series of the model. */
export interface SeriesColumn {
  /** Full name, for example `adoption.share.china`; without the last part for a total. */
  readonly name: string;
  /** Id of the outcome, for example `adoption.share`. */
  readonly outcome: string;
  readonly by: Split;
  /** Id of the supplier or segment, a group with its kind (`region.africa`), or null. */
  readonly of: string | null;
  readonly unit: string;
  readonly definition: string;
}

/** A statistic of the adoption index: what was observed and what the runs gave. */
export interface IndexStatistic {
  /** Target (docs/validation.md), for example "T1". */
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly observed: number;
  /** How far from the observed value a mean still counts as met. */
  readonly tolerance: number;
  /** Whether the model is calibrated on it (C) or only compared with it (V). */
  readonly role: "C" | "V";
  readonly mean: number;
  readonly p10: number;
  readonly p90: number;
}

/** The probabilities at which series are summarised, ascending. */
export const probabilities = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] as const;

/** What an ensemble says, small enough to print, draw or send; the runs themselves are in the store. */
export interface EnsembleSummary {
  readonly runs: { readonly requested: number; readonly finished: number; readonly seed: string };
  readonly failures: readonly RunFailure[];
  readonly columns: readonly SeriesColumn[];
  /** Exact quantiles (type 7) over finished runs; [column × steps × probabilities] */
  readonly quantiles: Vector;
  /** Mean over finished runs; [column × steps] */
  readonly means: Vector;
  /** Standard deviation over finished runs; [column × steps] */
  readonly deviations: Vector;
  /** Share of finished runs in which the country held the supplier, or any (last); [step × country × (suppliers + 1)] */
  readonly held: Vector;
  readonly index: readonly IndexStatistic[];
  /** Parameter sets that the runs are spread over; with one, their uncertainty is not in the bands. */
  readonly parameterSets: number;
  /** Name of the ensemble they are of; null for the scenario's own set. */
  readonly ensemble?: string | null;
  /** Luck and assumptions in every column at the end of the run; null without an ensemble. [column] */
  readonly split?: readonly (VarianceSplit | null)[] | null;
  /** Digest of the inputs. */
  readonly runId: string;
  /** Hash over the runs' trajectories in order. */
  readonly resultHash: string;
  readonly elapsedSeconds: number;
}
