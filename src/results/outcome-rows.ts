import type { Vector } from "../core/arrays.ts";
import type { OutcomePick } from "./outcome-picks.ts";

/** One requested outcome of one run. */
export interface OutcomeRow {
  readonly run: number;
  readonly outcome: string;
  /** Supplier, segment or group, or null. */
  readonly of: string | null;
  readonly period: string;
  readonly value: number;
}

/**
 * Rows of the outcomes table, run by run; runs that failed have none.
 *
 * @param picks what was read off every run
 * @param values [run × pick], NaN where a run failed
 * @param first index of the first run
 */
export function* outcomeRows(
  picks: readonly OutcomePick[],
  values: Vector,
  first = 0,
): Generator<OutcomeRow> {
  const runs = picks.length === 0 ? 0 : values.length / picks.length;
  for (let k = 0; k < runs; k++) {
    for (const [p, { outcome, of, period }] of picks.entries()) {
      const value = values[k * picks.length + p] as number;
      if (!Number.isNaN(value)) yield { run: first + k, outcome, of, period, value };
    }
  }
}
