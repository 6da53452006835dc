import { formatDifference, formatMoment, formatValue } from "../../src/results/charts/numbers.ts";
import type { PairedComparison } from "../../src/results/compare/compare-sides.ts";
import { largestChange } from "../../src/results/compare/countries.ts";
import type { Cell, Column, Row } from "../explore/search-table.tsx";

/** A table of a comparison. */
export interface PairTable {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

const word = (text: string): Cell => ({ text });

/** Every outcome at the end: totals, and by supplier, segment and group of countries. */
export function outcomesOf(pair: PairedComparison, letter: string): PairTable {
  return {
    caption: `All outcomes at ${formatMoment(pair.periods[pair.row] ?? "")}: means over ${pair.pairs} pairs, and the difference ${letter} minus A with its 95 % interval.`,
    columns: [
      { heading: "Outcome" },
      { heading: "Of" },
      { heading: "A", numeric: true },
      { heading: letter, numeric: true },
      { heading: "Difference", numeric: true },
      { heading: "95 % interval", whole: true },
      { heading: "Higher", numeric: true, note: "Pairs in which it is higher" },
      { heading: "Same", numeric: true },
      { heading: "Lower", numeric: true },
    ],
    rows: pair.outcomes.map(({ column, statistics }) => {
      const { meanA, meanB, mean, low, high, higher, same, lower } = statistics;
      const { unit } = column;
      const value = (one: number): Cell => ({ text: formatValue(one, unit, 1), order: one });
      const count = (one: number): Cell => ({ text: String(one), order: one });
      return {
        key: column.name,
        cells: [
          { text: column.outcome, more: column.definition },
          word(column.of ?? "all"),
          value(meanA),
          value(meanB),
          { text: formatDifference(mean, unit, 2), order: mean },
          word(
            Number.isNaN(low)
              ? "–"
              : `${formatDifference(low, unit, 2)} to ${formatDifference(high, unit, 2)}`,
          ),
          count(higher),
          count(same),
          count(lower),
        ],
      };
    }),
  };
}

/** Every country: how often it has contracts, and the supplier whose presence changes most. */
export function countriesOf(
  pair: PairedComparison,
  letter: string,
  names: Readonly<Record<string, string>>,
): PairTable {
  return {
    caption: `Share of runs in which a country has contracts at ${formatMoment(pair.periods[pair.row] ?? "")}; with the supplier whose presence changes most.`,
    columns: [
      { heading: "Country" },
      { heading: "With" },
      { heading: "A", numeric: true },
      { heading: letter, numeric: true },
      { heading: "Difference", numeric: true },
      { heading: "Any in A", numeric: true },
      { heading: `Any in ${letter}`, numeric: true },
    ],
    rows: pair.countries.map((country) => {
      const { id, a, b } = largestChange(country);
      const share = (value: number): Cell => ({
        text: formatValue(value, "share"),
        order: value,
      });
      return {
        key: country.id,
        cells: [
          word(country.name),
          word(id === null ? "anybody" : (names[id] ?? id)),
          share(a),
          share(b),
          { text: formatDifference(b - a, "share"), order: Math.abs(b - a) },
          share(country.a),
          share(country.b),
        ],
      };
    }),
  };
}

/** A table as CSV, with its numbers as they are. */
export function csvOf({ columns, rows }: PairTable): string {
  const quoted = (cell: string): string =>
    /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = [
    columns.map(({ heading }) => heading),
    ...rows.map(({ cells }) =>
      cells.map(({ text, order }) => (order === undefined ? text : numberText(order))),
    ),
  ];
  return lines.map((line) => `${line.map(quoted).join(",")}\n`).join("");
}

function numberText(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(8))) : "";
}
