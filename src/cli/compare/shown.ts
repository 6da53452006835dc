import type { Comparison } from "../../results/compare/compare-scenarios.ts";
import type { ComparedOutcome } from "../../results/compare/compare-sides.ts";
import type { Change } from "../../scenario/scenario.ts";
import type { NamedSide } from "./sides.ts";

/** A comparison with what is shown of it. */
export interface Shown {
  readonly comparison: Comparison;
  readonly sides: readonly NamedSide[];
  /** Inputs in which each scenario differs from the first. */
  readonly differences: readonly (readonly Change[])[];
  readonly seed: string;
  /** The only outcomes to show, or null. */
  readonly metric: string | null;
  /** The only country to show, or null. */
  readonly country: string | null;
}

/** Whether an outcome is the one that the user asked for, by its id or its full name. */
export function isAsked({ column }: ComparedOutcome, metric: string | null): boolean {
  return metric === null || column.outcome === metric || column.name === metric;
}
