import { fixed } from "../format/numbers.ts";
import { sparkline, trendWords } from "../format/sparkline.ts";
import { formatTable, type TableColumn } from "../format/table.ts";
import type { Look } from "../look.ts";
import type { Outcome } from "./outcome.ts";

/** A country's chance of having each supplier, over time. */
export interface CountryChances {
  readonly id: string;
  readonly name: string;
  /** Supplier ids, then "none". */
  readonly names: readonly string[];
  /** Share of runs by name and row. [name][steps] */
  readonly shares: readonly (readonly number[])[];
}

/** Reads a country's chances out of a summary. */
export function countryChances({ compiled, summary }: Outcome, country: number): CountryChances {
  const { labels, frame } = compiled;
  const size = frame.suppliers + 1;
  const share = (row: number, j: number) =>
    summary.held[(row * frame.countries + country) * size + j] ?? Number.NaN;
  const over = (read: (row: number) => number) =>
    Array.from({ length: frame.steps }, (_, row) => read(row));
  return {
    id: labels.countries[country] ?? "",
    name: labels.countryNames[country] ?? "",
    names: [...labels.suppliers, "none"],
    shares: [
      ...labels.suppliers.map((_, j) => over((row) => share(row, j))),
      over((row) => 1 - share(row, size - 1)),
    ],
  };
}

/** A country's chances as lines of text: a sparkline and every fifth year. */
export function countryLines(chances: CountryChances, outcome: Outcome, look: Look): string[] {
  const { periods } = outcome.compiled.labels;
  const { finished } = outcome.summary.runs;
  const shown = fifthYears(periods, look.columns < 100 ? 5 : 7);
  const narrow = look.columns < 100;
  const rows = chances.names.map((name, k) => {
    const shares = chances.shares[k] ?? [];
    const trend = look.ascii
      ? trendWords(shares, 1)
      : look.colours.cyan(sparkline(shares, 0, 1, narrow ? 8 : 16));
    const cells = shown.map((row) =>
      fixed(Math.round((shares[row] ?? Number.NaN) * finished), 0, look.signs),
    );
    return [name, trend, ...cells];
  });
  const columns: TableColumn[] = [
    { title: "" },
    { title: "" },
    ...shown.map((row) => ({ title: periods[row] ?? "", align: "right" as const })),
  ];
  return [
    look.colours.bold(`${chances.name}: in how many of ${finished} runs it has a contract with`),
    ...formatTable(columns, rows, { indent: 2, title: look.colours.dim }),
    look.colours.dim("  It may have several suppliers at once, one for each kind of place."),
  ];
}

/** Rows of the last period and of every fifth year before it, at most `most`, in order. */
function fifthYears(periods: readonly string[], most: number): number[] {
  const rows: number[] = [];
  const perYear = periods.filter((label) =>
    label.startsWith(periods.at(-1)?.slice(0, 4) ?? "?"),
  ).length;
  for (
    let row = periods.length - 1;
    row >= 0 && rows.length < most;
    row -= 5 * Math.max(1, perYear)
  ) {
    rows.unshift(row);
  }
  return rows;
}
