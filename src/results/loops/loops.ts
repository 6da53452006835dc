import type { LoopId } from "../../core/ledger/loops.ts";
import type { MeanInterval } from "../attribution/attribution.ts";

/** What the feedback loops carry of an outcome's change over time, over the runs of a design. */
export interface LoopsOverTime {
  /** Full name of the outcome. */
  readonly metric: string;
  readonly unit: string;
  /** The loops are held as they stood at the end of this quarter; changes count from there. */
  readonly since: string;
  /** Quarters after it, in order. */
  readonly periods: readonly string[];
  readonly runs: number;
  /** Mean outcome at the end of `since`. */
  readonly before: number;
  /** The outcome itself at the end of each quarter, and its change. */
  readonly total: Course;
  /** The same with every loop held: what moves it without them. */
  readonly outside: Course;
  /** What each loop carries. Outside and loops sum to the total, in every run and quarter. */
  readonly loops: readonly LoopCourse[];
  /** What two loops do together beyond what each does alone, at the end of the last quarter; strongest first. */
  readonly interactions: readonly LoopInteraction[];
  /** True if fewer runs than asked for are in it. */
  readonly stopped: boolean;
}

/** Something over time, as a difference from the end of `since`. */
export interface Course {
  /** Since `since`; [period] */
  readonly carried: readonly Spread[];
  /** In the quarter itself; the differences of `carried`; [period] */
  readonly change: readonly MeanInterval[];
}

/** Mean over runs with its 95 % interval, and the runs themselves as quantiles. */
export interface Spread extends MeanInterval {
  readonly p10: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
  /** Runs above and below 0. */
  readonly higher: number;
  readonly lower: number;
}

/** What one loop carries. */
export interface LoopCourse extends Course {
  readonly loop: LoopId;
  /** What it would do alone, all others held, until the end of the last quarter. */
  readonly alone: MeanInterval;
  /** What is lost if it alone is held, until then. */
  readonly lost: MeanInterval;
}

/** Interaction of two loops: above 0 they strengthen each other, below they stand in for each other. */
export interface LoopInteraction extends MeanInterval {
  readonly first: LoopId;
  readonly second: LoopId;
}

/** What people call the loops. */
export const loopNames: Readonly<Record<LoopId, string>> = {
  price_learning: "price learning",
  peers: "peers",
  norms: "norms",
  backlash_and_rules: "backlash and rules",
  unrest: "unrest",
};
