import { probabilities } from "../../../src/results/summary.ts";
import { words } from "../../strings/words.ts";
import type { Picture } from "../picture.ts";
import type { Provenance } from "./provenance.ts";

/**
 * The series of a picture as CSV: a row per outcome and period with its quantiles. No comment lines, so
 * that every program reads it; what the columns mean stands in the metadata.
 */
export function seriesCsv({ summary, labels }: Picture): string {
  const steps = labels.periods.length;
  const drawn = [1, 2, 3, 4, 5];
  const head = ["period", "outcome", "of", "unit", ...drawn.map((p) => `p${percent(p)}`)];
  const rows = summary.columns.flatMap((column, c) =>
    labels.periods.map((period, step) => [
      period,
      column.outcome,
      column.of ?? "",
      column.unit,
      ...drawn.map((p) => {
        const value = summary.quantiles[(c * steps + step) * probabilities.length + p];
        return value === undefined || Number.isNaN(value)
          ? ""
          : String(Number(value.toPrecision(6)));
      }),
    ]),
  );
  return [head, ...rows].map((row) => `${row.map(quoted).join(",")}\n`).join("");
}

/** What the table's columns mean and what its numbers come from. */
export function seriesMetadata(
  { summary }: Picture,
  { model, data, link, command }: Provenance,
): string {
  const columns = {
    period: words.download.columnPeriod,
    outcome: words.download.columnOutcome,
    of: words.download.columnOf,
    unit: words.download.columnUnit,
    "p10 … p90": words.download.columnQuantiles,
  };
  const outcomes = Object.fromEntries(
    summary.columns.map(({ name, definition, unit }) => [name, { definition, unit }]),
  );
  const { runs, resultHash, failures } = summary;
  const metadata = {
    title: words.download.notForecast,
    model,
    data,
    link,
    command,
    runs,
    failures,
    result_hash: resultHash,
    columns,
    outcomes,
  };
  return `${JSON.stringify(metadata, null, 2)}\n`;
}

function percent(place: number): number {
  return Math.round((probabilities[place] ?? 0) * 100);
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
