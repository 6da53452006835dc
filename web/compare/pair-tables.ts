import { formatDifference, formatMoment, formatValue } from "../../src/results/charts/numbers.ts";
import type { PairedComparison } from "../../src/results/compare/compare-sides.ts";
import { largestChange } from "../../src/results/compare/countries.ts";
import type { Cell, Column, Row } from "../explore/search-table.tsx";
import { words } from "../strings/words.ts";

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
    caption: words.compare.allOutcomes(
      formatMoment(pair.periods[pair.row] ?? ""),
      pair.pairs,
      letter,
    ),
    columns: [
      { heading: words.shared.outcome },
      { heading: words.compare.of },
      { heading: "A", numeric: true },
      { heading: letter, numeric: true },
      { heading: words.compare.difference, numeric: true },
      { heading: words.compare.interval, whole: true },
      { heading: words.compare.higher, numeric: true, note: words.compare.higherNote },
      { heading: words.compare.same, numeric: true },
      { heading: words.compare.lower, numeric: true },
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
          word(column.of ?? words.compare.all),
          value(meanA),
          value(meanB),
          { text: formatDifference(mean, unit, 2), order: mean },
          word(
            Number.isNaN(low)
              ? "–"
              : intervalOf(formatDifference(low, unit, 2), formatDifference(high, unit, 2)),
          ),
          count(higher),
          count(same),
          count(lower),
        ],
      };
    }),
  };
}

/** From one difference to another; a unit that both share stands once. */
function intervalOf(low: string, high: string): string {
  const unit = /\s\D+$/.exec(high)?.[0] ?? "";
  const from = low.endsWith(unit) ? low.slice(0, low.length - unit.length) : low;
  return words.shared.range(from, high);
}

/** Every country: how often it has contracts, and the supplier whose presence changes most. */
export function countriesOf(
  pair: PairedComparison,
  letter: string,
  names: Readonly<Record<string, string>>,
): PairTable {
  return {
    caption: words.compare.allCountries(formatMoment(pair.periods[pair.row] ?? "")),
    columns: [
      { heading: words.shared.country },
      { heading: words.compare.with },
      { heading: "A", numeric: true },
      { heading: letter, numeric: true },
      { heading: words.compare.difference, numeric: true },
      { heading: words.compare.anyInA, numeric: true },
      { heading: words.compare.anyIn(letter), numeric: true },
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
          word(id === null ? words.compare.anybody : (names[id] ?? id)),
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
