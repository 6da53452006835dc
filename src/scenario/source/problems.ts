import type { ScenarioCode } from "../codes.ts";
import type { Problem } from "../problem.ts";
import type { Path, Place } from "./tree.ts";

/** What to add to a problem's message. */
export interface Extra {
  readonly hint?: string | undefined;
  readonly note?: string | undefined;
}

/** Makes a problem of a scenario. Codes that start with W are warnings. */
export function problem(
  code: ScenarioCode,
  message: string,
  path: Path,
  place: Place | null,
  { hint, note }: Extra = {},
): Problem {
  return {
    code,
    severity: code.startsWith("W") ? "warning" : "error",
    message,
    path,
    ...(place ?? {}),
    ...(hint === undefined ? {} : { hint }),
    ...(note === undefined ? {} : { note }),
  };
}

/** Whether any of the problems is an error. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}
