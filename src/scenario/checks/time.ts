import type { Problem } from "../problem.ts";
import { problem } from "../source/problems.ts";
import { type Mapping, type Place, placeOf, scalarAt } from "../source/tree.ts";
import {
  endLabel,
  monthsOf,
  parsePeriod,
  type StepName,
  startLabel,
  stepLengths,
} from "../time.ts";

/** Time where a scenario says nothing of it: 120 quarters from 2011. */
const DEFAULT_TIME = { start: 2011, end: 2041, step: "quarter" } as const;

/** Most steps of a run. */
const MOST_STEPS = 2400;

/** Span of a run, decimal years. */
export interface Span {
  readonly start: number;
  /** Before which it ends. */
  readonly end: number;
  readonly step: StepName;
}

/** The span a document asks for; defaults stand in for what is missing or is no date. */
export function spanOf(tree: Mapping): Span {
  const step = scalarAt(tree, ["time", "step"]);
  return {
    start: dateAt(tree, ["time", "start"])?.start ?? DEFAULT_TIME.start,
    end: dateAt(tree, ["time", "end"])?.end ?? DEFAULT_TIME.end,
    step: step === "year" || step === "month" ? step : DEFAULT_TIME.step,
  };
}

/** The period at a path, if there is a date. */
export function dateAt(
  tree: Mapping,
  path: readonly (string | number)[],
): { readonly start: number; readonly end: number } | null {
  const value = scalarAt(tree, path);
  return typeof value === "string" || typeof value === "number" ? parsePeriod(value) : null;
}

/** Checks that the run's ends are in order and fall on steps. */
export function checkTime(tree: Mapping): Problem[] {
  const { start, end, step } = spanOf(tree);
  const startPlace = placeOf(tree, ["time", "start"]);
  const endPlace = placeOf(tree, ["time", "end"]);
  if (end <= start) {
    const hint = `starts ${startLabel(start)}`;
    const message = `time ends ${endLabel(end)}, before it starts`;
    return [problem("E210", message, ["time", "end"], endPlace, { hint })];
  }
  const months = Math.round(stepLengths[step] * 12);
  const steps = (monthsOf(end) - monthsOf(start)) / months;
  const offGrid = (what: string, date: number, label: string, place: Place): Problem[] =>
    monthsOf(date) % months === 0
      ? []
      : [
          problem(
            "E220",
            `the run ${what} ${label}, which is not the ${what === "starts" ? "start" : "end"} of a ${step}`,
            ["time", what === "starts" ? "start" : "end"],
            place,
            {
              hint: `step is ${step}`,
            },
          ),
        ];
  const problems = [
    ...offGrid("starts", start, startLabel(start), startPlace),
    ...offGrid("ends", end, endLabel(end), endPlace),
  ];
  if (problems.length === 0 && steps > MOST_STEPS) {
    const message = `the run has ${steps} steps, more than ${MOST_STEPS}`;
    return [problem("E222", message, ["time"], endPlace, { hint: `step is ${step}` })];
  }
  return problems;
}
