import type { CalibrationRecord } from "../../experiments/calibration/record.ts";
import type { AssumedOutside, OutcomeDrivers } from "./drivers.ts";
import type { TargetResult } from "./hindcast.ts";

/** Everything that docs/validation.md says. */
export interface ValidationInput {
  readonly scenario: string;
  readonly model: string;
  readonly data: string;
  readonly sets: number;
  readonly runs: number;
  readonly targets: readonly TargetResult[];
  readonly record: CalibrationRecord;
  /** What drives outcomes at the end of the run. */
  readonly drivers: readonly OutcomeDrivers[];
  readonly assumed: AssumedOutside;
}
