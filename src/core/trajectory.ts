import type { Bytes, Vector, Words } from "./arrays.ts";

/**
 * The arrays that a run fills, perhaps parts of larger ones. Row s is the state at the end of step s,
 * that is at the date start + (s + 1) dt.
 */
export interface TrajectoryArrays {
  /** Outcomes over time, a column after the other; [column × steps]. The layout is `columns(model)`. */
  readonly columns: Vector;
  /** Bit j set: the country holds a contract with supplier j; [steps × country]; empty if not recorded. */
  readonly holders: Words;
  /** Tier of safeguards, 0 to 3; [steps × country]; empty if holders are not recorded. */
  readonly tiers: Bytes;
  /** As the index saw it at each vintage: bits of the suppliers shown, 0 if unseen; [vintage × country] */
  readonly seenSuppliers: Words;
  /** As the index saw it at each vintage: number of segments under contract; [vintage × country] */
  readonly seenSegments: Bytes;
}

/** What one run leaves behind. */
export interface Trajectory extends TrajectoryArrays {
  /** 128-bit hash of all of the above, 32 hexadecimal digits. */
  readonly resultHash: string;
}

/** Groups of countries by which an outcome may be split. */
export type GroupSplit = "region" | "regime" | "income";

/** What the columns of an outcome run over: nothing (one column), suppliers, segments or groups of countries. */
export type Split = "none" | "supplier" | "segment" | GroupSplit;

/** A named measure on the state, recorded at the end of each step. */
export interface OutcomeDefinition {
  /** Dotted name, for example `adoption.share`; a total and its split by supplier share a name. */
  readonly id: string;
  /** What it measures, in a sentence. */
  readonly definition: string;
  readonly unit: string;
  readonly by: Split;
}
