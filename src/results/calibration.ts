import type { EnsembleSummary, IndexStatistic } from "./summary.ts";

/** How far an ensemble stands on fitted ground. */
export interface Calibration {
  /** Whether it runs over more than one parameter set and meets every target it is fitted to. */
  readonly calibrated: boolean;
  /** Parameter sets that its runs are spread over. */
  readonly parameterSets: number;
  /** Number of calibration targets that could be compared. */
  readonly targets: number;
  /** Ids of those that the runs miss, for example "T3"; each once. */
  readonly missed: readonly string[];
}

/** Whether the mean lies within the tolerance of the observed value; false where there is no mean. */
export function isMet({ mean, observed, tolerance }: IndexStatistic): boolean {
  return Math.abs(mean - observed) <= tolerance;
}

/**
 * Whether an ensemble is calibrated. One parameter set never is, however well it meets the targets:
 * other sets would meet them too and say something else about the future, and that is not shown.
 */
export function calibrationOf({
  index,
  parameterSets,
}: Pick<EnsembleSummary, "index" | "parameterSets">): Calibration {
  const targets = index.filter(({ role }) => role === "C");
  const failing = targets.filter((target) => !isMet(target));
  return {
    calibrated: parameterSets > 1 && targets.length > 0 && failing.length === 0,
    parameterSets,
    targets: targets.length,
    missed: [...new Set(failing.map(({ id }) => id))],
  };
}

/** The same in one or two sentences; empty where there is nothing to warn of. */
export function calibrationNote(calibration: Calibration): string {
  const { calibrated, parameterSets, targets, missed } = calibration;
  if (calibrated) return "";
  const reasons: string[] = [];
  if (parameterSets === 1) {
    reasons.push("one parameter set; uncertainty about parameters is not shown.");
  }
  if (targets === 0) reasons.push("these runs reach none of the dates of the calibration targets.");
  if (missed.length > 0) {
    reasons.push(`of ${targets} calibration targets these are missed: ${missed.join(", ")}.`);
  }
  const [first = "", ...rest] = reasons;
  const more = rest.map((text) => ` ${text.slice(0, 1).toUpperCase()}${text.slice(1)}`);
  // Sets of an ensemble were fitted; what they miss is a limit of the fit or of what the scenario changes.
  const lead = parameterSets === 1 ? "Not yet calibrated" : "Fitted, with limits";
  return `${lead}: ${first}${more.join("")}`;
}
