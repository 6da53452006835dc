import type { Vector } from "../../src/core/arrays.ts";
import type { EnsembleSummary } from "../../src/results/summary.ts";
import type { Labels } from "../../src/scenario/compiled.ts";

/** What the page draws of an ensemble: its shown columns, who held what, and how the runs ended. */
export interface Picture {
  readonly labels: Labels;
  /** Only the shown columns; `held` and `index` are empty. */
  readonly summary: EnsembleSummary;
  /** Periods of which the map knows who held what: all, or the year ends of what is shipped. */
  readonly mapPeriods: readonly string[];
  /** Share of finished runs in which a country held a supplier, or any (last); [map period × country × (suppliers + 1)] */
  readonly held: Vector;
  /** Mean tier of safeguards over the runs, 0 to 3; [map period × country]; empty where it is not known. */
  readonly tiers: Vector;
  /** Every shown column at the end of the run, NaN where the run failed; [run × column] */
  readonly ends: Vector;
}

/** Values of a column at the end of every run. */
export function endsOf({ ends, summary }: Picture, column: number): Vector {
  const width = summary.columns.length;
  return Float64Array.from(
    { length: width === 0 ? 0 : ends.length / width },
    (_, run) => ends[run * width + column] ?? Number.NaN,
  );
}
