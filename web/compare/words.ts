import { winsText } from "../../src/results/charts/difference.ts";
import { formatDifference, formatMoment, formatRange } from "../../src/results/charts/numbers.ts";
import type { ComparedOutcome, PairedComparison } from "../../src/results/compare/compare-sides.ts";
import { byClarity } from "../../src/results/compare/tables.ts";
import { words } from "../strings/words.ts";
import { drawnOutcomes } from "./drawn-outcomes.ts";

/** How links name an outcome that is drawn. */
export function outcomeKey({
  outcome,
  by,
}: Pick<(typeof drawnOutcomes)[number], "outcome" | "by">): string {
  return by === "none" ? outcome : `${outcome}.${by}`;
}

/** What an outcome is called in a sentence; null where it is none of those that are drawn. */
function wordsFor(
  { column: { outcome, by, of } }: ComparedOutcome,
  names: Readonly<Record<string, string>>,
): string | null {
  const drawn = drawnOutcomes.find((one) => one.outcome === outcome && one.by === by);
  if (drawn === undefined) return null;
  return of === null ? drawn.title : words.compare.shareOfCountries(names[of] ?? of);
}

/** The clearest difference in a sentence a planner can read out. */
export function headlineOfPair(
  pair: PairedComparison,
  letter: string,
  names: Readonly<Record<string, string>>,
): string {
  const moment = formatMoment(pair.periods[pair.row] ?? "");
  const clear = byClarity(pair);
  const top = clear.find((one) => wordsFor(one, names) !== null);
  const of = words.compare.differClearly(clear.length, pair.outcomes.length);
  if (top === undefined) {
    return words.compare.noneClear(letter, moment, of);
  }
  const { mean, low, high } = top.statistics;
  const { unit } = top.column;
  const size = formatDifference(Math.abs(mean), unit, 1).replace("+", "");
  const range = formatRange(
    Math.min(Math.abs(low), Math.abs(high)),
    Math.max(Math.abs(low), Math.abs(high)),
    unit,
    1,
  );
  const interval = range.replace(/(\s)%$/, "$1pp");
  return words.compare.headline({
    outcome: wordsFor(top, names) ?? "",
    size,
    higher: mean > 0,
    letter,
    moment,
    interval,
    wins: winsText(top, pair.row),
    of,
  });
}
