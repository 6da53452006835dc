import type { Statistic } from "../../experiments/precision.ts";
import type { Goal } from "../compare/regret.ts";
import type { Outcome } from "./prepare-sweep.ts";

/**
 * Reads `outcome=limit`, where the outcome's name may hold an equals sign itself.
 * @throws RangeError for anything else, with what is wanted
 */
export function readLimit(text: string): { readonly name: string; readonly limit: number } {
  const { name, value } = split(text);
  const limit = Number(value.trim() || "nothing");
  if (name === "" || !Number.isFinite(limit)) {
    throw new RangeError(`wants outcome=limit, a number; got "${text}"`);
  }
  return { name, limit };
}

/**
 * Reads `outcome=minimise` or `outcome=maximise`.
 * @throws RangeError for anything else, with what is wanted
 */
export function readGoal(text: string): { readonly name: string; readonly goal: Goal } {
  const { name, value } = split(text);
  if (name === "" || (value !== "minimise" && value !== "maximise")) {
    throw new RangeError(`wants an outcome and =minimise or =maximise, got "${text}"`);
  }
  return { name, goal: value };
}

/** What is to be known precisely: half the width of an interval of a statistic of an outcome. */
export interface Precision {
  readonly name: string;
  readonly statistic: Statistic;
  readonly half: number;
}

/**
 * Reads `outcome=half`, `outcome:p90=half` or `outcome:difference=half`.
 * @throws RangeError for anything else, with what is wanted
 */
export function readPrecision(text: string): Precision {
  const match = /^(.+?)(?::(p\d{1,2}|mean|difference))?=([^=]+)$/.exec(text);
  const half = Number(match?.[3] ?? "");
  if (match === null || !(half > 0)) {
    throw new RangeError(
      `wants outcome=width, outcome:p90=width or outcome:difference=width, a number above 0; got "${text}"`,
    );
  }
  const what = match[2] ?? "mean";
  const statistic: Statistic =
    what === "mean" || what === "difference"
      ? { kind: what }
      : { kind: "quantile", share: Number(what.slice(1)) / 100 };
  if (statistic.kind === "quantile" && !(statistic.share > 0 && statistic.share < 1)) {
    throw new RangeError(`"${what}" is no quantile between p1 and p99`);
  }
  return { name: match[1] ?? "", statistic, half };
}

/**
 * Reads `name=first,second`: inputs that are one in a sensitivity analysis.
 * @throws RangeError for anything else, with what is wanted
 */
export function readGroup(text: string): readonly [name: string, members: readonly string[]] {
  const equals = text.indexOf("=");
  const members = text
    .slice(equals + 1)
    .split(",")
    .map((member) => member.trim())
    .filter((member) => member !== "");
  if (equals < 1 || members.length === 0) {
    throw new RangeError(`wants name=first,second, got "${text}"`);
  }
  return [text.slice(0, equals), members];
}

/** What is of interest, for people: "adoption.share above 0.35, 2040Q4". */
export function interestText(
  outcomes: readonly Outcome[],
  interest: { readonly pick: number; readonly side: "above" | "below"; readonly limit: number },
): string {
  const outcome = outcomes[interest.pick];
  return `${outcome?.name} ${interest.side} ${interest.limit}, ${outcome?.period}`;
}

/** What an outcome ranges over in all runs, to four digits, and what that says of a limit; NaN stands for a failed run. */
export function rangeText(values: ArrayLike<number>, picks: number, pick: number): string {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = pick; at < values.length; at += picks) {
    const value = values[at] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least > most) return "no run was finished";
  const [low, high] = [least, most].map((value) => Number(value.toPrecision(4)));
  return least === most
    ? `it is ${low} in every run, so no limit tells runs apart`
    : `it lies between ${low} and ${high}: choose a limit between these`;
}

function split(text: string): { readonly name: string; readonly value: string } {
  const equals = text.lastIndexOf("=");
  return { name: text.slice(0, Math.max(0, equals)), value: text.slice(equals + 1) };
}
