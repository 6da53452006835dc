import type { Labels } from "../scenario/compiled.ts";
import { partName } from "../scenario/outcome-name.ts";
import type { OutcomeRequest } from "../scenario/scenario.ts";
import type { SeriesColumn } from "./summary.ts";

/** One number per run: a column read at one period. */
export interface OutcomePick {
  /** Key under which it is reported. */
  readonly outcome: string;
  /** Supplier, segment or group, or null. */
  readonly of: string | null;
  /** Label of the period. */
  readonly period: string;
  readonly unit: string;
  readonly definition: string;
  /** Index of the column. */
  readonly column: number;
  /** Row of the trajectory. */
  readonly step: number;
}

/**
 * What to read off every run for a scenario's requests: each at its date, or at the end of the run
 * where it names none; every column at the end of the run where nothing is requested.
 *
 * @throws RangeError for a request that matches no column or no period.
 */
export function outcomePicks(
  requests: readonly OutcomeRequest[],
  columns: readonly SeriesColumn[],
  labels: Labels,
): readonly OutcomePick[] {
  const last = labels.dates.length - 1;
  const pick = (name: string, column: number, step: number): OutcomePick => {
    const { of, unit, definition } = columns[column] as SeriesColumn;
    return {
      outcome: name,
      of,
      period: labels.periods[step] ?? "",
      unit,
      definition,
      column,
      step,
    };
  };
  if (requests.length === 0) {
    return columns.map(({ outcome }, column) => pick(outcome, column, last));
  }
  return requests.flatMap(({ name, metric, by, of, at }) => {
    const step = at === null ? last : stepAt(labels, at);
    if (step < 0) {
      const range = `${labels.periods[0]} to ${labels.periods[last]}`;
      throw new RangeError(`outcome "${name}" is asked for at ${at}; the run has ${range}`);
    }
    const picks = columns.flatMap((column, k) =>
      column.outcome === metric &&
      column.by === by &&
      (of === null || column.of === partName(by, of))
        ? [pick(name, k, step)]
        : [],
    );
    if (picks.length === 0) {
      const part = of === null ? `by ${by}` : `for ${by} "${of}"`;
      throw new RangeError(`outcome "${name}": "${metric}" ${part} is not among the columns`);
    }
    return picks;
  });
}

/** Row of the trajectory that ends at a decimal year, -1 if none does. */
function stepAt({ dates }: Labels, at: number): number {
  const half = dates.length > 1 ? ((dates[1] as number) - (dates[0] as number)) / 2 : 0.5;
  return dates.findIndex((date) => Math.abs(date - at) < half);
}
