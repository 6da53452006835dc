import type { Change, Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import type { ReportVersions } from "../report-input.ts";
import type { Comparison } from "./compare-scenarios.ts";
import type { ComparedOutcome } from "./compare-sides.ts";

/** A comparison with what is shown of it. */
export interface ShownComparison {
  readonly comparison: Comparison;
  readonly sides: readonly { readonly scenario: Scenario; readonly world: World }[];
  /** Inputs in which each scenario differs from the first. */
  readonly differences: readonly (readonly Change[])[];
  readonly versions: ReportVersions;
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
