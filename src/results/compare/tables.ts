import type { Change } from "../../scenario/scenario.ts";
import { formatDifference, formatMoment, formatPeriod, formatValue } from "../charts/numbers.ts";
import { type NumberTable, numbers, words } from "../charts/table.ts";
import type { Comparison, RankedOutcome } from "./compare-scenarios.ts";
import type { ComparedOutcome, PairedComparison } from "./compare-sides.ts";
import { largestChange } from "./countries.ts";
import type { LeaveOneOut } from "./leave-one-out.ts";
import type { PairedStatistics } from "./paired-statistics.ts";
import { countryPairsText, differenceText, verdict } from "./words.ts";

/** Countries and outcomes in the tables, at most. */
const MOST_COUNTRIES = 25;
const MOST_OUTCOMES = 40;
/** Outcomes that are held against every variant, at most. */
const MOST_LEFT = 5;

export function changesTable(changes: readonly Change[], { a, b }: PairedComparison): NumberTable {
  const text = (value: Change["from"]): string => (value === null ? "(none)" : String(value));
  return {
    caption: "Inputs that differ",
    columns: [words("Input"), words(a.id), words(b.id)],
    rows: changes.map(({ path, from, to }) => [path, text(from), text(to)]),
  };
}

/** Outcomes at the date, those that differ clearly first. */
export function outcomesTable(pair: PairedComparison): NumberTable {
  const clear = byClarity(pair);
  const rest = pair.outcomes.filter((one) => !clear.includes(one));
  const shown = [...clear, ...rest].slice(0, MOST_OUTCOMES);
  return {
    caption: `At ${formatMoment(pair.periods[pair.row] ?? "")}, ${pair.pairs} pairs; the ${shown.length} of ${pair.outcomes.length} outcomes that differ most clearly`,
    columns: [
      words("Outcome"),
      numbers(pair.a.id),
      numbers(pair.b.id),
      numbers("Difference"),
      numbers("95 % interval"),
      numbers("Higher / same / lower"),
      numbers("Runs saved"),
    ],
    rows: shown.map((one) => {
      const { meanA, meanB, mean, low, high, higher, same, lower, gain } = one.statistics;
      const { unit } = one.column;
      return [
        one.column.name,
        formatValue(meanA, unit, 1),
        formatValue(meanB, unit, 1),
        formatDifference(mean, unit, 2),
        `${formatDifference(low, unit, 2)} to ${formatDifference(high, unit, 2)}`,
        `${higher} / ${same} / ${lower}`,
        Number.isNaN(gain)
          ? "–"
          : gain === Number.POSITIVE_INFINITY
            ? "all"
            : `× ${gain.toFixed(1)}`,
      ];
    }),
  };
}

export function namesOf(pair: PairedComparison): Readonly<Record<string, string>> {
  return Object.fromEntries(pair.countries.map(({ id, name }) => [id, name]));
}

export function cascadeTable(pair: PairedComparison): NumberTable {
  const { parting } = pair;
  const names = namesOf(pair);
  const rows =
    parting === null ? [] : parting.cascade.filter(({ ever }) => 10 * ever >= parting.pairs);
  const first = new Map(parting?.first.map((one) => [one.country, one.pairs]) ?? []);
  return {
    caption: "The cascade: countries that come to differ in at least 1 of 10 pairs, soonest first",
    columns: [
      words("Country"),
      words("Median quarter"),
      numbers("Pairs it is first in"),
      numbers("Pairs it differs in"),
      numbers("Still at the end"),
    ],
    rows: rows.slice(0, 2 * MOST_COUNTRIES).map(({ country, ever, step, atEnd }) => {
      const id = parting?.countryIds[country] ?? "";
      return [
        names[id] ?? id,
        formatPeriod(pair.periods[Math.round(step)] ?? ""),
        String(first.get(country) ?? 0),
        String(ever),
        String(atEnd),
      ];
    }),
  };
}

export function countriesTable(pair: PairedComparison): NumberTable {
  return {
    caption: [
      `Share of pairs in which the country holds contracts at ${formatMoment(pair.periods[pair.row] ?? "")}`,
      countryPairsText(pair),
    ]
      .filter(Boolean)
      .join(", "),
    columns: [
      words("Country"),
      words("With"),
      numbers(pair.a.id),
      numbers(pair.b.id),
      numbers("Difference"),
    ],
    rows: pair.countries
      .filter((one) => largestChange(one).size > 0)
      .slice(0, MOST_COUNTRIES)
      .map((one) => {
        const { id, a, b } = largestChange(one);
        return [
          one.name,
          id ?? "anybody",
          formatValue(a, "share"),
          formatValue(b, "share"),
          formatDifference(b - a, "share"),
        ];
      }),
  };
}

/** The clearest outcomes without each single cause of the difference. */
export function leftOutTable(pair: PairedComparison, { variants }: LeaveOneOut): NumberTable {
  const shown = byClarity(pair).slice(0, MOST_LEFT);
  const cell = (one: ComparedOutcome, left: PairedStatistics | undefined): string =>
    left === undefined || left.pairs === 0
      ? "–"
      : `${differenceText(left.mean, one.column.unit)}${verdict(one.statistics.direction, left.direction).replace(/^: the conclusion /, ", ")}`;
  return {
    caption: `Differences at ${formatMoment(pair.periods[pair.row] ?? "")} without one cause at a time`,
    columns: [words("Without"), ...shown.map(({ column }) => numbers(column.name))],
    rows: [
      ["(nothing left out)", ...shown.map((one) => cell(one, one.statistics))],
      ...variants.map(({ measure, outcomes }) => [
        measure.id,
        ...shown.map((one) => cell(one, outcomes[pair.outcomes.indexOf(one)])),
      ]),
    ],
  };
}

/** Scenarios by one goal, best rank first. */
export function rankTable({ sides }: Pick<Comparison, "sides">, rank: RankedOutcome): NumberTable {
  const { name, unit, goal, standings } = rank;
  const order = standings.map((standing, k) => ({ standing, title: sides[k]?.title ?? "" }));
  order.sort((x, y) => x.standing.rank - y.standing.rank);
  return {
    caption: `${goal === "minimise" ? "Lowest" : "Highest"} ${name} under the same luck`,
    columns: [
      words("Scenario"),
      numbers("Mean"),
      numbers("Mean rank"),
      numbers("Best in"),
      numbers("Mean regret"),
      numbers("Regret of 9 in 10 runs below"),
      numbers("Worst regret"),
    ],
    rows: order.map(({ standing, title }) => [
      title,
      formatValue(standing.mean, unit, 1),
      standing.rank.toFixed(2),
      formatValue(standing.best, "share"),
      formatValue(standing.regret.mean, unit, 1),
      formatValue(standing.regret.p90, unit, 1),
      formatValue(standing.regret.most, unit, 1),
    ]),
  };
}

/** Outcomes with a clear difference, the clearest first. */
export function byClarity({ outcomes }: PairedComparison): readonly ComparedOutcome[] {
  const clear = outcomes.filter(({ statistics: { direction, low } }) => {
    return (direction === "higher" || direction === "lower") && Number.isFinite(low);
  });
  const clarity = ({ statistics: { mean, high, low } }: ComparedOutcome): number =>
    high === low ? Number.POSITIVE_INFINITY : Math.abs(mean) / (high - low);
  return [...clear].sort((x, y) => clarity(y) - clarity(x));
}
