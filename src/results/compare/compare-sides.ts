import type { Vector } from "../../core/arrays.ts";
import type { SeriesColumn } from "../summary.ts";
import { type Conclusion, concludeFrom } from "./conclusion.ts";
import {
  type CostEffectiveness,
  costEffectiveness,
  EROSION,
  OUTLAY,
} from "./cost-effectiveness.ts";
import { type CountryDifference, compareCountries } from "./countries.ts";
import { type Match, matchHolders, matchSides } from "./match.ts";
import { type PairedStatistics, pairedStatistics } from "./paired-statistics.ts";
import { findParting, type Parting } from "./parting.ts";
import type { Side } from "./side.ts";

/** Two scenarios, run with the same parameter sets and the same luck, pair by pair: b - a. */
export interface PairedComparison {
  readonly a: { readonly id: string; readonly title: string };
  readonly b: { readonly id: string; readonly title: string };
  /** Pairs in which both runs finished. */
  readonly pairs: number;
  /** Labels of the rows that both have. */
  readonly periods: readonly string[];
  /** Decimal years at their ends. */
  readonly dates: readonly number[];
  /** Row, among these, at which outcomes and countries are compared. */
  readonly row: number;
  readonly outcomes: readonly ComparedOutcome[];
  /** What sponsors pay at that row for each point of rights erosion avoided; null where either was not kept. */
  readonly cost: CostEffectiveness | null;
  /** Over finished pairs; empty where holders were not kept. */
  readonly countries: readonly CountryDifference[];
  /** Pairs that `countries` were counted in: all, or those whose holders were kept where a run has no finished twin. */
  readonly countryPairs: number;
  readonly sets: SharedSets;
  /** Where the pairs part; null where holders were not kept. */
  readonly parting: (Parting & { readonly countryIds: readonly string[] }) | null;
  /** Median over the outcomes that vary of what pairing saved, and the ends of its range; NaN without any. */
  readonly gain: { readonly least: number; readonly median: number; readonly most: number };
}

/** Whether the runs of a pair share their parameter set. */
export interface SharedSets {
  /** Ensembles that the sets of each side are of; null where a side has the scenario's own values. */
  readonly a: string | null;
  readonly b: string | null;
  /**
   * True if both take the same set of the same ensemble. Else sets are paired by their number alone, which
   * means nothing: the difference holds that of the sets too.
   */
  readonly same: boolean;
}

/** An outcome of two scenarios. */
export interface ComparedOutcome {
  readonly column: SeriesColumn;
  /** Its index among the columns of each side. */
  readonly columnA: number;
  readonly columnB: number;
  /** At the row compared. */
  readonly statistics: PairedStatistics;
  /** At every common row. */
  readonly overTime: readonly PairedStatistics[];
  readonly conclusion: Conclusion;
}

/**
 * Compares two collected sides on what they have in common.
 *
 * @param date decimal year at whose end values are compared; the last that both have unless told
 * @throws RangeError if they have nothing in common, or not that date.
 * @example
 * const comparison = compareSides(baseline, scenario);
 * comparison.outcomes[0].statistics.mean;
 */
export function compareSides(a: Side, b: Side, date?: number): PairedComparison {
  const match = matchSides(a, b);
  const dates = match.rows.map((row) => a.labels.dates[row.a] as number);
  const row = date === undefined ? dates.length - 1 : dates.findIndex((one) => near(one, date));
  if (row < 0) throw new RangeError(`${a.id} and ${b.id} do not both reach ${date}`);
  const runs = Math.min(a.places.length, b.places.length);
  const reader = pairReader(a, b, match, runs);
  const outcomes = match.columns.map((_, k) => reader.compare(k, row));
  const valuesOf = (name: string) => {
    const k = match.columns.findIndex(({ column }) => column.name === name);
    return k < 0 ? null : reader.values(k, row);
  };
  const [outlay, erosion] = [valuesOf(OUTLAY), valuesOf(EROSION)];
  const holders = matchHolders(a, b, match);
  const own = match.countries.map((one) => a.labels.countries[one.a] as string);
  const gains = outcomes
    .map(({ statistics }) => statistics.gain)
    .filter((gain) => !Number.isNaN(gain))
    .sort((x, y) => x - y);
  let pairs = 0;
  for (let run = 0; run < runs; run++) {
    if ((a.places[run] ?? -1) >= 0 && (b.places[run] ?? -1) >= 0) pairs += 1;
  }
  const { countries, pairs: countryPairs } = compareCountries(a, b, match, {
    row,
    pairs,
    holders,
  });
  return {
    a: { id: a.id, title: a.title },
    b: { id: b.id, title: b.title },
    pairs,
    periods: match.rows.map((one) => a.labels.periods[one.a] ?? ""),
    dates,
    row,
    outcomes,
    cost:
      outlay === null || erosion === null
        ? null
        : costEffectiveness(outlay, erosion, setsOfPairs(a, b)),
    countries,
    countryPairs,
    sets: {
      a: a.ensemble,
      b: b.ensemble,
      same:
        a.ensemble === b.ensemble &&
        a.setOf.every((set, run) => run >= runs || set === b.setOf[run]),
    },
    parting:
      holders.pairs === 0
        ? null
        : {
            ...findParting(holders.a, holders.b, match.rows.length, match.countries.length),
            countryIds: own,
          },
    gain: {
      least: gains[0] ?? Number.NaN,
      median: gains[Math.floor((gains.length - 1) / 2)] ?? Number.NaN,
      most: gains.at(-1) ?? Number.NaN,
    },
  };
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-3;
}

/** The parameter set of every pair; where only one side has several, it is that side's. */
function setsOfPairs(a: Side, b: Side): Int32Array {
  return a.sets > b.sets ? a.setOf : b.setOf;
}

/** Reads and compares columns one after the other, so that memory stays that of one column. */
function pairReader(a: Side, b: Side, match: Match, runs: number) {
  const readerOf = (side: Side, which: "a" | "b") => {
    const steps = side.labels.dates.length;
    const finished = side.series.runs;
    const block = new Float64Array(steps * finished);
    const values = new Float64Array(runs);
    return {
      load: (column: number) => side.series.read(column, 0, steps, block),
      /** Values of all runs at a common row, NaN where the run failed. */
      at: (row: number): Vector => {
        const step = match.rows[row]?.[which] ?? 0;
        for (let run = 0; run < runs; run++) {
          const place = side.places[run] ?? -1;
          values[run] = place < 0 ? Number.NaN : (block[step * finished + place] as number);
        }
        return values;
      },
    };
  };
  const [ofA, ofB] = [readerOf(a, "a"), readerOf(b, "b")];
  const setOf = setsOfPairs(a, b);
  const { cycle } = a.sets > b.sets ? a : b;
  const load = (k: number): void => {
    const { a: columnA, b: columnB } = match.columns[k] as Match["columns"][number];
    ofA.load(columnA);
    ofB.load(columnB);
  };
  return {
    compare: (k: number, row: number): ComparedOutcome => {
      load(k);
      const { column, a: columnA, b: columnB } = match.columns[k] as Match["columns"][number];
      const overTime = match.rows.map((_, at) => pairedStatistics(ofA.at(at), ofB.at(at), setOf));
      const conclusion = concludeFrom(ofA.at(row), ofB.at(row), setOf, overTime, cycle);
      const statistics = overTime[row] as PairedStatistics;
      return { column, columnA, columnB, statistics, overTime, conclusion };
    },
    /** Values of both sides at a common row, run by run; the caller's own. */
    values: (k: number, row: number): readonly [Vector, Vector] => {
      load(k);
      return [ofA.at(row).slice(), ofB.at(row).slice()];
    },
  };
}
