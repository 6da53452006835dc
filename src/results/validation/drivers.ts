import { isParameterId, parameterRegistry } from "../../scenario/registry/parameters.ts";
import type { Driver } from "./hindcast.ts";
import { percent } from "./number-text.ts";
import type { Swing } from "./swings.ts";

/** What drives an outcome at the end of the run. */
export interface OutcomeDrivers {
  readonly outcome: string;
  /** Assumptions' share of the variance, [0,1]; null where it cannot be told. */
  readonly share: number | null;
  readonly drivers: readonly Driver[];
  /** What assumptions outside the sets would do to it. */
  readonly swings: readonly Swing[];
}

/** Assumed parameters outside the sets, and the runs at each end of their ranges. */
export interface AssumedOutside {
  readonly parameters: number;
  readonly runs: number;
}

/** So many ranges wide, an assumption outside the sets decides an outcome's level. */
const FAR = 3;

/** Which outcomes have a level that assumptions outside the sets decide; empty where none has. */
export function beyondText(drivers: readonly OutcomeDrivers[]): string {
  const far = drivers.filter(({ swings }) => swings.some(({ size }) => Math.abs(size) > FAR));
  if (far.length === 0) return "";
  const names = far.map(({ outcome }) => outcome).join(" and ");
  return ` One such assumption alone moves ${names} by more than ${FAR} times the range: there, compare scenarios and do not read levels.`;
}

/** What drives outcomes, inside the sets and outside. */
export function driversText(drivers: readonly OutcomeDrivers[], assumed: AssumedOutside): string {
  return [
    "Rank correlation over parameter sets of what they assume with what they give at the end of the run, and the part of the variance that is due to assumptions rather than luck. [A] marks what the registry calls assumed.",
    "",
    "| outcome | due to assumptions | what goes with it most |",
    "| --- | --: | --- |",
    ...drivers.map(
      ({ outcome, share, drivers: list }) =>
        `| ${outcome} | ${share === null ? "–" : percent(share)} | ${list
          .map(
            ({ parameter, correlation }) =>
              `\`${parameter}\`${isAssumed(parameter) ? " [A]" : ""} ${correlation.toFixed(2)}`,
          )
          .join(", ")} |`,
    ),
    "",
    "### Assumptions outside the sets",
    "",
    `${assumed.parameters} more parameters are assumed [A], and alike in all sets: no range on this page or of a run holds them. Each was put at both ends of its range in the registry, one at a time, in ${assumed.runs} pairs of runs with the same luck. A swing of +50% moves the outcome up, from the lower end to the upper, by half of what 9 in 10 runs of the ensemble span. Swings within four standard errors are left out. Nothing is fitted anew, so what also moves the observed past (such as unsolicited offers) is shown larger than a new fit would leave it. To rank some of them together, name them under \`uncertainty\` in a scenario and call \`panoptes sensitivity\`.`,
    "",
    "| outcome | what would move it most |",
    "| --- | --- |",
    ...drivers.map(
      ({ outcome, swings }) =>
        `| ${outcome} | ${
          swings.length === 0
            ? "none clearly"
            : swings.map((one) => `\`${one.parameter}\` ${signedPercent(one.size)}`).join(", ")
        } |`,
    ),
  ].join("\n");
}

function signedPercent(x: number): string {
  return `${x < 0 ? "−" : "+"}${percent(Math.abs(x))}`;
}

function isAssumed(id: string): boolean {
  return isParameterId(id) && parameterRegistry[id].source === "A";
}
