import type { EnsembleSummary } from "../../results/summary.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import type { StopReason } from "../interrupt.ts";
import type { Judged } from "./check.ts";
import type { KeptValues } from "./kept-values.ts";

/** The ensemble that a scenario is compared with, run with the same seeds. */
export interface Reference {
  /** What to call it, for example "baseline". */
  readonly name: string;
  readonly title: string;
  readonly summary: EnsembleSummary;
  /** Whether it has the same rows, so that its summary can be drawn beside. */
  readonly samePeriods: boolean;
  readonly values: KeptValues;
  /** Its row of the same date, or -1 where it has none. */
  readonly rowOf: (row: number) => number;
  /** Its column of the same name, or -1 where it has none. */
  readonly columnOf: (column: number) => number;
}

/** What running a scenario gave, ready to be written. */
export interface Outcome {
  readonly scenario: Scenario;
  readonly world: World;
  readonly compiled: Compiled;
  readonly summary: EnsembleSummary;
  readonly values: KeptValues;
  /** Null for a root, or when it was not asked for. */
  readonly reference: Reference | null;
  /** Row at which numbers are shown. */
  readonly row: number;
  /** The expectations with their verdicts; empty when not asked for, or when it ended early. */
  readonly judged: readonly Judged[];
  /** Why it ended early, or null. */
  readonly stopped: StopReason | null;
}
