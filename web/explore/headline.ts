import {
  formatCount,
  formatDifference,
  formatMoment,
  formatRange,
  formatValue,
} from "../../src/results/charts/numbers.ts";
import { quantileAt, stepsOf } from "../../src/results/charts/series.ts";
import { pairedDifference } from "../../src/results/paired-difference.ts";
import { words } from "../strings/words.ts";
import { endsOf, type Picture } from "./picture.ts";

/** What the runs say, in a sentence of numbers and one of comparison. */
export interface Headline {
  readonly lead: string;
  /** "" where there is nothing to compare with. */
  readonly comparison: string;
  /** When it would no longer hold; null where it says nothing that could be turned round. */
  readonly reversed: Reversal | null;
}

/** An outcome beyond a limit at the end. */
export interface Reversal {
  readonly outcome: string;
  readonly side: "above" | "below";
  readonly limit: number;
}

/** Pairs of which so many point one way are a clear difference: three quarters. */
const clear = 0.75;

/**
 * The headline of a picture: the series that differs most clearly from the baseline, run by run with
 * the same seeds, or the highest supplier where nothing is compared.
 */
export function headlineOf(picture: Picture, baseline: Picture | null): Headline {
  const { summary, labels } = picture;
  const step = stepsOf(summary) - 1;
  const moment = formatMoment(labels.periods[step] ?? "");
  const end = (column: number): number => quantileAt(summary, column, step, 0.5);
  const total = summary.columns.findIndex(
    ({ by, outcome }) => by === "none" && outcome === "adoption.share",
  );
  if (total >= 0 && quantileAt(summary, total, step, 0.9) === 0) {
    return {
      lead: words.headline.nobody(moment),
      comparison: "",
      reversed: null,
    };
  }
  const places = summary.columns.map((_, place) => place);
  const compared =
    baseline === null ? [] : places.flatMap((column) => pairsOf(picture, baseline, column));
  const suppliers = places.filter((place) => summary.columns[place]?.by === "supplier");
  const highest = suppliers.reduce(
    (best, place) => (end(place) > end(best) ? place : best),
    suppliers[0] ?? 0,
  );
  const [strongest] = [...compared].sort((a, b) => b.certainty - a.certainty || b.size - a.size);
  const chosen =
    strongest !== undefined && strongest.certainty >= clear ? strongest.column : highest;
  const own = compared.find(({ column }) => column === chosen);
  const outcome = summary.columns[chosen]?.name ?? "";
  const reversed = (): Reversal | null => {
    if (baseline !== null && own !== undefined && own.certainty >= clear) {
      // It would be no longer on its side of the baseline.
      const limit = quantileAt(baseline.summary, own.there, step, 0.5);
      return { outcome, side: own.higher >= own.lower ? "below" : "above", limit };
    }
    // The supplier that leads would have fewer countries than the next one has now.
    const next = suppliers.filter((place) => place !== highest).map(end);
    return next.length === 0 ? null : { outcome, side: "below", limit: Math.max(...next) };
  };
  return {
    reversed: reversed(),
    lead: leadOf(picture, chosen, step, moment),
    comparison: own === undefined || baseline === null ? "" : comparisonOf(baseline, own, step),
  };
}

interface Pairs {
  readonly column: number;
  /** The same column of the baseline. */
  readonly there: number;
  readonly pairs: number;
  readonly higher: number;
  readonly lower: number;
  /** Share of the pairs on the larger side. */
  readonly certainty: number;
  /** Size of the median difference, relative to what it is compared with. */
  readonly size: number;
  readonly median: number;
}

function pairsOf(picture: Picture, baseline: Picture, column: number): readonly Pairs[] {
  const name = picture.summary.columns[column]?.name;
  const there = baseline.summary.columns.findIndex((one) => one.name === name);
  if (there < 0) return [];
  const before = endsOf(baseline, there);
  const { pairs, higher, lower, median } = pairedDifference(endsOf(picture, column), before);
  if (pairs === 0) return [];
  const certainty = Math.max(higher, lower) / pairs;
  return [{ column, there, pairs, higher, lower, certainty, size: Math.abs(median), median }];
}

/** `China: 34 % of countries by the end of 2040 (8 in 10 runs: 28–41 %).` */
function leadOf(
  { summary, labels }: Picture,
  column: number,
  step: number,
  moment: string,
): string {
  const { of, unit = "", outcome } = summary.columns[column] ?? {};
  const at = (p: 0.1 | 0.5 | 0.9): number => quantileAt(summary, column, step, p);
  const value = formatValue(at(0.5), unit);
  const range = formatRange(at(0.1), at(0.9), unit);
  const spread = words.headline.spread(range);
  if (outcome === "rules.safeguards") return words.headline.safeguards(value, moment, spread);
  const supplier = of === null || of === undefined ? -1 : labels.suppliers.indexOf(of);
  const name = labels.supplierNames[supplier] ?? words.headline.anySupplier;
  return words.headline.adopted(name, value, moment, spread);
}

/** `Baseline 27 %. Higher in 171 of 200 paired runs.` */
function comparisonOf(baseline: Picture, own: Pairs, step: number): string {
  const { summary } = baseline;
  const name = summary.columns[own.column];
  const unit = name?.unit ?? "";
  const before = quantileAt(summary, own.column, step, 0.5);
  const start = words.headline.before(formatValue(before, unit));
  const count = Math.max(own.higher, own.lower);
  const of = words.headline.ofPairs(formatCount(count), formatCount(own.pairs));
  const higher = own.higher >= own.lower;
  if (own.certainty < clear) {
    return count === 0 ? words.headline.same(start) : words.headline.unclear(start, higher, of);
  }
  const change = formatDifference(own.median, unit);
  return words.headline.clear(start, higher, of, change.replace(/^[+−]/, ""));
}
