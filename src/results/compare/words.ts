import {
  formatCount,
  formatDifference,
  formatExact,
  formatMoment,
  formatPeriod,
  formatRange,
  formatValue,
  isShare,
} from "../charts/numbers.ts";
import type { ComparedOutcome, PairedComparison } from "./compare-sides.ts";
import type { LeftOut } from "./leave-one-out.ts";
import type { PairedStatistics } from "./paired-statistics.ts";

/** Countries named in a sentence, at most. */
const NAMED = 4;

/**
 * Where the worlds part, in a sentence or two.
 *
 * @param names names of countries by id; ids stand for those that have none
 */
export function partingText(
  { parting, periods }: PairedComparison,
  names: Readonly<Record<string, string>> = {},
): string {
  if (parting === null) return "";
  const { pairs, parted, first, firstStep, spread, countryIds } = parting;
  if (parted === 0)
    return pairs === 1
      ? "In the only pair no country holds other contracts."
      : `In none of ${formatCount(pairs)} pairs does any country hold other contracts.`;
  const period = (step: number): string => formatPeriod(periods[Math.round(step)] ?? "");
  const named = first.slice(0, NAMED).map(({ country, pairs: own, step }) => {
    const id = countryIds[country] ?? "";
    return `${names[id] ?? id} (${formatCount(own)} ${own === 1 ? "pair" : "pairs"}, from ${period(step)})`;
  });
  const end = spread.at(-1);
  return (
    `${formatCount(parted)} of ${formatCount(pairs)} pairs part, in the median in ${period(firstStep.median)} ` +
    `(8 in 10: ${period(firstStep.p10)} to ${period(firstStep.p90)}). Most often first: ${named.join(", ")}. ` +
    `At the end ${Math.round(end?.median ?? 0)} countries differ (8 in 10: ${Math.round(end?.p10 ?? 0)} to ${Math.round(end?.p90 ?? 0)}).`
  );
}

function countPairs(pairs: number): string {
  return pairs === 1 ? "the only pair" : `all ${formatCount(pairs)} pairs`;
}

/** Share of pairs that may differ though none of so many did: the upper end of its exact interval at 95 %. */
function rareShare(pairs: number): string {
  return formatValue(1 - 0.05 ** (1 / pairs), "share");
}

/** A difference with as many decimals as it takes to see that there is one. */
export function differenceText(difference: number, unit: string): string {
  const texts = [1, 2, 3, 4, 5, 6].map((decimals) => formatDifference(difference, unit, decimals));
  const [first] = texts as [string];
  const told = texts.find((text) => !text.startsWith("±"));
  // Decimals say how exact a share is; other amounts have three at most, and counts none.
  if (told !== undefined || isShare(unit) || difference === 0) return told ?? first;
  const amount = formatExact(Number(difference.toPrecision(1)));
  return first.replace("±0", difference > 0 ? `+${amount}` : amount);
}

/** What would change the conclusion on one outcome, in a sentence or two. */
export function conclusionText(one: ComparedOutcome, pair: PairedComparison): string {
  const { conclusion, statistics, column } = one;
  const period = (step: number): string => formatPeriod(pair.periods[step] ?? "");
  const what = `${column.name} (${differenceText(statistics.mean, column.unit)})`;
  if (conclusion.direction === "none") return `${what}: no pair finished.`;
  if (conclusion.direction === "same")
    return `${what}: the same in ${countPairs(statistics.pairs)}; at 95 %, fewer than ${rareShare(statistics.pairs)} of all pairs differ.`;
  if (conclusion.direction === "unclear") {
    return conclusion.pairsNeeded === null
      ? `${what}: no clear difference, and none to be expected from more runs.`
      : `${what}: no clear difference; about ${formatCount(conclusion.pairsNeeded)} pairs would make one of this size clear.`;
  }
  const parts = [
    conclusion.clearFrom >= 0
      ? `${conclusion.direction} from ${period(conclusion.clearFrom)} on`
      : conclusion.direction,
  ];
  const [reversed] = conclusion.reversedAt;
  if (reversed !== undefined) {
    const last = conclusion.reversedAt.at(-1) ?? reversed;
    const span = last === reversed ? period(reversed) : `${period(reversed)} to ${period(last)}`;
    parts.push(`the opposite at some time in ${span}`);
  }
  const { compared, agree } = conclusion.sets;
  if (compared > 1) parts.push(`the same sign in ${agree} of ${compared} parameter sets`);
  parts.push(
    `the ${formatCount(conclusion.fragile)} most extreme of ${formatCount(statistics.pairs)} pairs would have to go for it to vanish`,
  );
  return `${what}: ${parts.join("; ")}.`;
}

/**
 * What sponsors pay for each point of rights erosion avoided, in a sentence; why there is no such
 * cost where erosion is not clearly lower; empty where sponsors pay the same in every pair.
 */
export function costText({ cost, periods, row }: PairedComparison): string {
  if (cost === null || cost.outlay.direction === "same" || cost.outlay.direction === "none") {
    return "";
  }
  const { outlay, avoided, perPoint } = cost;
  const size = formatValue(Math.abs(outlay.mean), "USD");
  const paid = `Sponsors pay ${size} ${outlay.mean < 0 ? "less" : "more"} by ${formatMoment(periods[row] ?? "")}`;
  const points = `rights erosion, mean over countries, is ${formatDifference(-avoided.mean, "points")} (95 % interval ${formatRange(-avoided.high, -avoided.low, "points")})`;
  if (perPoint === null) {
    return `${paid}; ${points}: not clearly lower, so no cost per avoided point is given.`;
  }
  return `${paid}; ${points}: ${formatValue(perPoint.ratio, "USD")} per avoided point (95 % interval ${formatRange(perPoint.low, perPoint.high, "USD")}).`;
}

/** What is left of a difference without one of its causes, in a sentence. */
export function leftOutText(
  { measure, outcomes }: LeftOut,
  one: ComparedOutcome,
  place: number,
): string {
  const left = outcomes[place];
  const without = `Without ${measure.id}`;
  if (left === undefined || left.pairs === 0) return `${without}: no pair finished.`;
  const { unit } = one.column;
  const size = `${differenceText(left.mean, unit)} (95 % interval ${differenceText(left.low, unit)} to ${differenceText(left.high, unit)})`;
  return `${without} ${one.column.name} differs by ${size}${verdict(one.statistics.direction, left.direction)}.`;
}

/** What the loss of one cause does to a conclusion. */
export function verdict(
  before: PairedStatistics["direction"],
  after: PairedStatistics["direction"],
): string {
  if (after === before) return ": the conclusion stands";
  const clear = (direction: PairedStatistics["direction"]): boolean =>
    direction === "higher" || direction === "lower";
  if (clear(before) && clear(after)) return ": the conclusion turns round";
  if (clear(before)) return ": the conclusion is gone";
  return clear(after) ? ": clear only then" : "";
}

/**
 * What it means that two sides go round different parameter sets, in a sentence or two; empty where
 * the runs of a pair share their set.
 */
export function setsText({ a, b, sets }: PairedComparison): string {
  if (sets.same) return "";
  const of = (ensemble: string | null): string =>
    ensemble === null ? "its own values" : `the parameter sets of ${ensemble}`;
  const how =
    sets.a === null || sets.b === null
      ? "a pair shares its luck but not its assumptions"
      : "sets are paired by number, so a pair shares its luck but not its assumptions";
  return (
    `${b.id} runs with ${of(sets.b)}, ${a.id} with ${of(sets.a)}: ${how}, and the difference and its ` +
    "interval hold what the sets differ in as well as what the scenarios do."
  );
}

/** In how many pairs countries were counted, where that is not all of them; else empty. */
export function countryPairsText({ countryPairs, pairs }: PairedComparison): string {
  return countryPairs === pairs
    ? ""
    : `in the ${formatCount(countryPairs)} finished pairs whose holders were kept`;
}
